"""Quantities: what each count in a clause counts.

In: a clause. Out: its counts and words such as "all", "nobody", "the rest", "most", each with what it gives
(attempts, a won, a no ...) and the words behind it, which may name a reason.
"""

import re
from functools import cache, lru_cache, partial
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.numbers import ASIDE
from coach.understanding.phrases import KEPT
from coach.understanding.reports import Reports, compiled, ends, reports, starts
from events.words import Channel

Kind = Literal["number", "all", "none", "rest", "most", "fraction"]

_MARKS: Final[dict[str, Kind]] = {"ALL": "all", "NONE": "none", "REST": "rest", "MOST": "most"}
_FRACTION: Final = "1÷"
_LABELLED: Final = 3
"""A clause of so many words may have its count at the end: "interested 2"."""


class Quantity(Struct, frozen=True):
    """A count with what it gives; `of` is the whole that it is a part of, with its `channel`.

    A fraction has the number of its parts as `value`. `before` and `after` are the words around it, `rest` those of
    `after` behind what was counted.
    """

    kind: Kind
    value: int
    gives: str
    channel: Channel | None
    before: str
    after: str
    rest: str
    of: int | None = None


@lru_cache(maxsize=KEPT)
def quantities(words: str, language: str = DEFAULT) -> tuple[Quantity, ...]:
    """Every quantity in a clause, in order."""
    table = reports(language)
    tokens = _marked(words, language).split()
    places = [place for place, token in enumerate(tokens) if token.isdigit() or _kind(token) != "number"]
    found = []
    for place, following in zip(places, [*places, len(tokens)][1:], strict=True):
        start = max([other + 1 for other in places if other < place], default=0)
        before, after = _padded(tokens[start:place][-6:]), _padded(tokens[place + 1 : following])
        found.append(_read(tokens[place], before, after, table))
    if found and not found[0].gives and len(tokens) <= _LABELLED and places == [len(tokens) - 1]:
        turned = _read(tokens[-1], " ", _padded(tokens[:-1]), table)
        found = [turned] if turned.gives not in {"", "attempts"} and not turned.rest.strip() else found
    return tuple(found)


def read_as(words: str, language: str = DEFAULT) -> str:
    """What a count before `words` would give."""
    table, after = reports(language), f" {' '.join(words.split())} "
    return _read("2", " ", _bare(after, table), table).gives


def _padded(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} " if tokens else " "


def _kind(token: str) -> Kind:
    return "fraction" if token.startswith(_FRACTION) else _MARKS.get(token, "number")


@cache
def _sentinels(language: str) -> list[tuple[str, str]]:
    """Each kind with its phrases, as padded words, the longest first."""
    table = reports(language)
    found = [(kind, f" {phrase} ") for kind, phrases in table.sentinels.items() for phrase in phrases]
    found += [(f"{_FRACTION}{parts}", f" {phrase} ") for phrase, parts in table.fractions.items()]
    return sorted(found, key=lambda item: -len(item[1]))


def _marked(words: str, language: str) -> str:
    """The clause with "nobody", "the rest" ... as marks, "9 of 12" as one count, "got a yes" as 1."""
    table = reports(language)
    words = _with_ones(words, table)
    words = compiled(table.as_one).sub(" 1 ", words)
    words = compiled(table.particle).sub(r" \1", words) if table.particle else words
    for phrase, meaning in table.means.items():
        if f" {phrase} " in words:
            words = compiled(rf"(?<!\d) {phrase} ").sub(f" {meaning} ", words)
    nothing_but = rf" (?:{'|'.join(table.nothing_but)}) (?=(?:{'|'.join(table.noes)}) )"
    words = compiled(nothing_but).sub(" ALL ", words)
    for kind, phrase in _sentinels(language):
        if phrase not in words:
            continue
        if phrase.strip() in table.all_before:
            least = "*" if kind == "all" else "+"  # "all 7", but "half of 7"
            whole = rf"(?:(?:{table.of}|{table.of_whom}) ){least}\d"
            words = compiled(rf"{phrase}(?=(?:{'|'.join(table.said_all)}) |{whole})").sub(f" {kind.upper()} ", words)
        elif kind == "none":  # "5 times nobody", "5 nobody home" and "the rest nobody home" count five, or the rest
            words = compiled(rf"(?<!\d)(?<!\d {table.times})(?<! REST){phrase}").sub(" NONE ", words)
        else:
            words = words.replace(phrase, " 2 of_2 " if kind == "both" else f" {kind.upper()} ")
    score = rf"(^|(?= 0 )| (?:{table.score_after})) (\d+) (?:{table.score}) (\d+) "
    words = compiled(score).sub(partial(_score, table), words)
    whom = rf"(?:(?:{table.of_whom}) )*(\d+) "
    behind = rf" (\d+) (\S+) (?:{table.out_of}) {whom}(?=(?:{'|'.join(table.after_people)}) |$)"
    words = compiled(behind).sub(r" \1 of_\3 \2 ", words)
    words = compiled(rf" (\d+|[A-Z]+|{_FRACTION}\d) (?:{table.of}) {whom}").sub(_share, words)
    return compiled(rf" (ALL|{_FRACTION}\d) {whom}").sub(_share, words)


def _with_ones(words: str, table: Reports) -> str:
    """The clause with an article that counts as 1 ("got a yes")."""
    tokens = words.split()
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ","
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in table.one.words and before in table.one.before and after in table.one.nouns:
            tokens[place] = "1"
    return _padded(tokens)


def _share(match: re.Match[str]) -> str:
    """ "9 of 12" as a count with its whole; a fraction as a count, where there is such a one."""
    part, whole = match[1], int(match[2])
    if part.startswith(_FRACTION):
        parts = int(part.removeprefix(_FRACTION))
        part = "MOST" if whole % parts else str(whole // parts)
    return f" {part} of_{whole} "


def _score(table: Reports, match: re.Match[str]) -> str:
    """ "1 for 20" as a count of what is scored; more than the whole is a bargain."""
    part, whole = int(match[2]), int(match[3])
    return f"{match[1]} {part} of_{whole} {table.scored} " if part <= whole else f"{match[1]} {ASIDE} "


def _bare(after: str, table: Reports) -> str:
    """The words behind a count without those that say nothing ("of them were just a polite ...")."""
    tokens = after.split()
    while tokens and tokens[0] in table.filler:
        tokens.pop(0)
    return _padded(tokens)


def _whole(after: str) -> tuple[int | None, str]:
    first, *others = after.split() or [""]
    return (int(first[3:]), _padded(others)) if first.startswith("of_") else (None, after)


def _read(token: str, before: str, after: str, table: Reports) -> Quantity:
    kind = _kind(token)
    value = int(token.removeprefix(_FRACTION)) if kind in {"number", "fraction"} else 0
    whole, after = _whole(after)
    for rule in table.rules:
        if rule.early and (left := rule.holds(before, after)) is not None:
            rest = left if rule.gives else after
            return Quantity(kind, value, rule.gives, rule.channel, before, after, rest, whole)
    channel, rest = _attempted(before, after, table)
    if kind == "number" and channel and whole is None:
        gives = "talked" if channel == "talked" else "attempts"
        return Quantity(kind, value, gives, None if channel == "talked" else channel, before, after, rest)
    channel, behind = _noun(after, table) if whole is not None else (None, after)
    for words in (behind, _bare(behind, table)):
        for rule in table.rules:
            if not rule.early and (left := rule.holds(before, words)) is not None:
                return Quantity(kind, value, rule.gives, channel, before, after, left, whole)
    return Quantity(kind, value, "", channel, before, after, behind, whole)


def _attempted(before: str, after: str, table: Reports) -> tuple[Channel | Literal["talked"] | None, str]:
    """The channel of a count of attempts ("40 cold emails", "called 30 firms"), and what follows."""
    verbs = before
    while (last := ends(verbs, table.about)) is not None:
        verbs = verbs[: -len(last) - 1]
    people = after.split()[:1]
    to_people = not people or people[0] in {*table.people, *table.after_people, *table.actor_verbs}
    if to_people and ends(verbs, table.talked_to):
        return "talked", after
    for channel, phrases in table.reached_by.items():
        nouns = table.attempts[channel]
        if ends(verbs, phrases) and (to_people or starts(after, nouns)):
            return channel, after
    return _noun(after, table)


def _noun(after: str, table: Reports) -> tuple[Channel | None, str]:
    """The channel of the noun that follows a count, and the words behind it."""
    words = after
    for _ in range(4):
        for channel, nouns in table.attempts.items():
            if noun := starts(words, nouns):
                return channel, words[len(noun) + 1 :]
        first = words.split()[:1]
        if not first or first[0] not in table.adjectives:
            break
        words = words[len(first[0]) + 1 :]
    return None, after
