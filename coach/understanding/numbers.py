"""Counts in a text: "12", "1,200", "twenty-five", "a dozen", "a couple of", "no replies" (0).

Only what can be a count of calls or answers is one. Years, clock times, money, percentages, phone numbers,
dates, ordinals, durations and names such as "Q4" or "24/7" are recognised and set aside: a number that is
read wrongly would end up in somebody's statistics.
"""

import re
from functools import cache, lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import folded, worded
from coach.understanding.phrases import KEPT, load
from coach.understanding.reports import compiled

ASIDE: Final = "§"
"""Stands in the text for a number that is not a count."""

_PLAIN: Final = re.compile(r"\d{1,6}")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_STUCK: Final = re.compile(r"(\d+)([^\W\d_]+)")
_LISTED: Final = re.compile(
    r"(?<=[^\W\d]) (?:\+ (?=(?:\d{1,3} ?|an? |eine?n? )[^\W\d])|= (?=\d+ [^\W\d]+(?: [^\W\d]+){0,2} [+,/&]))"
)
"""A sign between counts with their words ("27 no + 2 yes", "40 calls = 31 voicemail + 9 no"), and no sum of numbers."""
_ALL_OF_IT: Final = re.compile(r" (\d+) ([^\W\d]+) = (?=\1 )")
""" "30 dials = 30 voicemails"."""

_STUCK_WORD: Final = 4
"""So many letters behind digits are a word of their own ("20calls"); fewer are part of a name or a measure."""

_EXAGGERATED: Final = frozenset({100, 1_000, 10_000})
"""Who was told so "a hundred times" did not count."""

_SHARE: Final = re.compile(r"(\d{1,3})([/-])(\d{1,3})")
_MOST_DAYS: Final = 31
_MARKS_OUT_OF: Final = frozenset({5, 10, 100})
"""What marks are given out of: "0/10" is one, unless it is said what the ten did."""


class Words(Struct, forbid_unknown_fields=True):
    """The number words of a language, and the words that say that a number beside them is no count.

    Where numbers are written as one word (`inside` joins them), `firsts` are the parts that such a word begins with.
    """

    units: dict[str, int]
    firsts: dict[str, int]
    inside: str
    tens: dict[str, int]
    scales: dict[str, int]
    groups: dict[str, int]
    articles: list[str]
    half: list[str]
    joins: list[str]
    of: str
    nought_before: list[str]
    nought: list[str]
    not_one_after: list[str]
    aside_before: list[str]
    aside_after: list[str]
    more: list[str]
    """What may stand before one of these: "2 more weeks"."""
    hour_before: list[str]
    till: list[str]
    """Between two numbers they make hours: "9 to 5", but "spoke to 9"."""
    ends: list[str]
    name_before: list[str]
    months: list[str]
    share_before: list[str]
    score: str
    """Stands between the two numbers of a score: "0/15 today" is "0 for 15"."""
    score_before: list[str]
    score_after: list[str]
    ranges: list[str]
    places: list[str]
    """Patterns for a number that says where somebody lives or sits ("the lady at 44"), with what stands before it."""
    stuck: dict[str, str]
    """What may stick to digits, and the word that it stands for: "9x" is "9 times"."""
    times: str


@cache
def _words(language: str) -> Words:
    """The words of a language, with the numbers that it writes as one word among its units."""
    held = load("numbers", Words, language)
    if held.inside:
        joined = _joined(held)
        held.units = joined | {folded(word, language): value for word, value in joined.items()}
    return held


def _joined(table: Words) -> dict[str, int]:
    """Every number below a thousand as one word."""
    small = dict(table.units) | table.tens
    for first, unit in table.firsts.items():
        small |= {f"{first}{table.inside}{word}": unit + ten for word, ten in table.tens.items()}
    found = dict(small)
    for scale, value in table.scales.items():
        if value == 100:
            for first, hundreds in ("", 1), *table.firsts.items():
                begin = f"{first}{scale}"
                found |= {begin: hundreds * value}
                found |= {f"{begin}{word}": hundreds * value + rest for word, rest in small.items() if rest}
    return found


def counts_in(text: str, language: str = DEFAULT) -> list[int]:
    """The counts that `text` states, in order."""
    return [int(word) for word in with_digits(worded(text, language), language).split() if word.isdigit()]


def number_of(word: str, language: str = DEFAULT) -> int | None:
    """The number that one plain word is, whatever stands around it."""
    table = _words(language)
    if _PLAIN.fullmatch(word):
        return int(word)
    return (table.units | table.tens).get(word, 1 if word in table.articles else None)


@lru_cache(maxsize=KEPT)
def with_digits(words: str, language: str = DEFAULT) -> str:
    """Plain words with every count as bare digits and every other number as `§`."""
    table, out = _words(language), list[str]()
    tokens = _apart(_LISTED.sub(" , ", _ALL_OF_IT.sub(r" \1 \2 , ", words)).split(), table)
    at = 0
    while at < len(tokens):
        if tokens[at] == "+" and out and out[-1].isdigit() and tokens[at + 1 : at + 2] and tokens[at + 1].isalpha():
            at += 1
            continue
        if share := _share(tokens, at, table):
            out.extend(share)
            at += 1
            continue
        read = _phone(tokens, at) or _digits(tokens, at, table) or _spelled(tokens, at, table)
        if read is None:
            out.append(tokens[at])
            at += 1
            continue
        value, size = read
        if value is None or _in_range(tokens, at, table) or _is_aside(tokens, at, at + size, value, table):
            out.append(ASIDE)
        else:
            out.append(str(value))
            if stuck := _STUCK.fullmatch(tokens[at]):
                out += table.stuck.get(stuck[2], stuck[2]).split()
        at += size
    found = f" {' '.join(out)} "
    for place in table.places:
        found = compiled(place).sub(rf"\1 {ASIDE}", found)
    return found


def _apart(tokens: list[str], table: Words) -> list[str]:
    """The tokens with "zweimal" as two words, where the language writes such as one."""
    if not table.inside:
        return tokens
    out = []
    for token in tokens:
        number = token.removesuffix(table.times)
        counted = number != token and table.units.get(number, 0) > 1
        out += [number, table.times] if counted else [token]
    return out


def _share(tokens: list[str], at: int, table: Words) -> list[str] | None:
    """ "9/12 said no" is nine of twelve and "0/15 today" a score; otherwise a stroke makes a date or a name."""
    found = _SHARE.fullmatch(tokens[at])
    if not found:
        return None
    before, after = tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else ""
    part, whole = int(found[1]), int(found[3])
    if part > whole or before in table.hour_before:
        return None
    if found[2] == "/" and after in table.share_before:
        return [str(part), table.of, str(whole)]
    told = before in table.score_after or after in table.score_before
    certain = part == 0 or (found[2] == "/" and (told or whole > _MOST_DAYS))
    if not certain or whole in _MARKS_OUT_OF or (found[2] == "-" and not told):
        return None
    return [str(part), table.score, str(whole)]


def _phone(tokens: list[str], at: int) -> tuple[None, int] | None:
    """A phone number: a plus sign and digits, seven digits or more, or three runs of digits in a row."""
    size = 1 if tokens[at] == "+" else 0
    while at + size < len(tokens) and re.fullmatch(r"[\d-]+", tokens[at + size]):
        size += 1
    digits = sum(character.isdigit() for token in tokens[at : at + size] for character in token)
    plus = tokens[at] == "+" and size > 1
    return (None, size) if plus or digits >= 7 or (size >= 3 and digits >= 6) else None


def _digits(tokens: list[str], at: int, table: Words) -> tuple[int | None, int] | None:
    """A number written in digits: its value (None: not a count) and how many tokens it takes."""
    token = tokens[at]
    if not any(character.isdigit() for character in token) or token[0].isalpha():
        return None
    if (stuck := _STUCK.fullmatch(token)) and (stuck[2] in table.stuck or len(stuck[2]) >= _STUCK_WORD):
        return int(stuck[1]), 1
    if _SHARE.fullmatch(token):
        return None, 1
    if not (_PLAIN.fullmatch(token) or _GROUPED.fullmatch(token)):
        return None, 1
    value = int(re.sub(r"[,.]", "", token))
    if at + 1 < len(tokens) and (scale := table.scales.get(tokens[at + 1])):
        return value * scale, 2
    if _PLAIN.fullmatch(token) and len(token) == 4 and 1900 <= value < 2100:
        return None, 1
    return value, 1


def _spelled(tokens: list[str], at: int, table: Words) -> tuple[int, int] | None:
    """A number written in words: its value and how many tokens it takes."""

    def word(place: int) -> str:
        return tokens[place] if place < len(tokens) else ""

    start = at
    lead = list(takewhile(lambda token: token in table.articles or token in table.half, tokens[at : at + 2]))
    if not set(lead).isdisjoint(table.half) and (scale := table.scales.get(word(at + len(lead)))):
        return scale // 2, len(lead) + 1
    counted = at > 0 and tokens[at - 1].isdigit()
    if word(at) in table.nought_before and word(at + 1) in table.nought and not counted:
        return 0, 1
    if word(at) in table.articles:
        if word(at + 1) not in table.scales and word(at + 1) not in table.groups:
            return None
        at += 1
    if (group := table.groups.get(word(at))) is not None:
        extra = 1 if word(at + 1) == table.of else 0
        return (group, at + 1 + extra - start) if at > start or extra else None
    total = current = 0
    begun = False
    while True:
        token = word(at)
        if token in table.scales and (begun or at > start):
            current = max(current, 1) * table.scales[token]
            if table.scales[token] >= 1000:
                total, current = total + current, 0
        elif token in table.tens and current % 100 == 0:
            current += table.tens[token]
        elif token in table.units and _unit_fits(current, table.units[token], begun):
            current += table.units[token]
        elif token in table.joins and current + total >= 100 and _goes_on(word(at + 1), table):
            at += 1
            continue
        else:
            break
        begun = True
        at += 1
    if not begun or (at - start == 1 and total + current == 1 and _pronoun(tokens, start, table)):
        return None
    return total + current, at - start


def _unit_fits(current: int, unit: int, begun: bool) -> bool:
    if not begun or current == 0:
        return not begun
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and 0 < unit < 10)


def _goes_on(token: str, table: Words) -> bool:
    return token in table.units or token in table.tens


def _pronoun(tokens: list[str], at: int, table: Words) -> bool:
    """Whether "one" stands for a thing ("no one", "this one") and counts nothing."""
    return at > 0 and tokens[at - 1] in table.not_one_after


def _in_range(tokens: list[str], at: int, table: Words) -> bool:
    """Whether a number is an end of a range ("between 10 and 20"), which counts nothing."""
    second = at > 2 and tokens[at - 1] in table.joins and tokens[at - 3] in table.ranges
    return second or (at > 0 and tokens[at - 1] in table.ranges)


def _whole(tokens: list[str], start: int, table: Words) -> bool:
    """Whether others are a part of the number: "0 of 12", and "of the 30" where the article may name a day."""
    first, second = (["", "", *tokens[:start]])[-2:]
    return first == table.of or (second == table.of and _number([first], table))


def _number(tokens: list[str], table: Words) -> bool:
    return any(token.isdigit() or token in table.units for token in tokens)


def _is_aside(tokens: list[str], start: int, end: int, value: int, table: Words) -> bool:
    """Whether the words around a number say that it counts no calls and no answers."""
    before = tokens[start - 1] if start else ""
    after = tokens[end] if end < len(tokens) else ""
    measured = tokens[end + 1] if after in table.more and end + 1 < len(tokens) else after
    if measured in table.aside_after or before in table.aside_before:
        return True
    if after == table.times and value in _EXAGGERATED:
        return True
    if after in table.months and value <= 31:
        return True
    if after not in table.ends or _whole(tokens, start, table):
        return False
    named = before in table.name_before or before in table.months
    named = named or (before in table.till and _number(tokens[start - 2 : start - 1], table))
    return named or (before in table.hour_before and value <= 24)
