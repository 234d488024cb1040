"""Companies that are told by what they are: "Praxis am Markt", "Pharmacie du Port", "loop logistics". Pure."""

import re
from collections.abc import Iterator
from typing import Final

from coach.privacy.evidence import AND, OPENERS, setting
from coach.privacy.finding import Found
from coach.privacy.lexicon import EVERYDAY, UNKNOWN, commonness, everyday_here, explained_capital, is_bare_noun, is_city
from coach.privacy.names import is_name
from coach.privacy.small_houses import named_small, owned
from coach.privacy.tokens import Word, Words, close
from coach.privacy.words_data import every, everyday, shared, worded

_CAPITAL: Final = r"[^\W\d_a-zß-ÿ]"
_SAINT: Final = re.compile(
    rf"(?<![\w.])(?:St|Ste|Saint|Sankt|Sint)\.? {_CAPITAL}[\w-]*"
    rf"(?:['’]s\b(?: {_CAPITAL}[\w-]*){{0,3}}|(?: {_CAPITAL}[\w-]+){{1,3}})"
)
_OF_SAINT: Final = re.compile(rf"\b({_CAPITAL}\w+) (?:Santa|Santo|San|São|Sainte?|Sankt|Sint) {_CAPITAL}[\w-]*")
_AT_PLACE: Final = frozenset(
    ("am", "an der", "am alten", "im", "zum", "zur", "du", "de la", "del", "de", "des", "della", "dei", "van de", "von",
     "do", "da", "dos", "das")
)  # fmt: skip


def houses(words: Words, language: str, taken: set[int], covered: dict[int, str]) -> list[Found]:
    """Companies by what they are, in places that are in neither `taken` nor `covered`."""
    finds = []
    last = -1
    for place, word in enumerate(words.words):
        if place in covered or place in taken or place <= last:
            continue
        stretch = owned(words, place, language) or named_small(words, place, language, taken)
        if stretch:
            last = stretch[1]
            finds.append(Found(words.words[stretch[0]].start, words.words[last].bare_end, "ORG", "", True))
            continue
        if _is_head(word.lower, language) or (language == "de" and word.lower in worded("de").houses):
            end = _head_before_name(words, place, language)
            start = _head_behind_name(words, place, language, covered, last) if end is None else None
            stretch = (place, end) if end is not None else (start, place) if start is not None else None
        elif word.lower in shared().trades or word.lower in shared().kindred:
            start = _head_behind_name(words, place, language, covered, last)
            stretch = (start, place) if start is not None else None
        elif is_numbered(words, place) and _is_meant(words, place, language):
            stretch = (place, numbered_end(words, place))
        if stretch:
            last = stretch[1]
            finds.append(Found(words.words[stretch[0]].start, words.words[last].bare_end, "ORG", "", True))
    return [*finds, *_saints(words)]


def _saints(words: Words) -> Iterator[Found]:
    """Houses of a saint: "St. Agnes' Hospice", "St Cuthbert's Primary", "Clínica Santa Elvira"."""
    if words.shouted:
        return
    for match in _SAINT.finditer(words.text):
        yield Found(match.start(), match.end(), "ORG", "", True)
    for match in _OF_SAINT.finditer(words.text):
        if match[1].lower() in every("org_heads"):
            yield Found(match.start(), match.end(), "ORG", "", True)


def is_numbered(words: Words, place: int) -> bool:
    """Whether a house by the water or the like has a number for a name: "Quay 9"."""
    if words.words[place].lower not in shared().numbered or words.between(place) != " " or words.shouted:
        return False
    number = words.words[place + 1]
    return (
        number.text.isdigit() and len(number.text) <= 3 and words.text[number.end : number.end + 1] not in tuple("%€°")
    )


def numbered_end(words: Words, place: int) -> int:
    """The place of its number, or of the trade behind that: "pier 9 seafood"."""
    trade = place + 2
    if trade < len(words.words) and close(words, place + 1) and words.words[trade].case == words.words[place].case:
        return trade if words.words[trade].lower in shared().trades | every("org_heads") else place + 1
    return place + 1


def _is_meant(words: Words, place: int, language: str) -> bool:
    """Whether something is at such a house or it does something: "at dock 12", "Dock 12 cancelled"."""
    around = setting(words, place, place + 1, language)
    if around.before in shared().placed or not words.words[place].capital:
        return around.before in shared().placed
    return around.person_after or (around.opened and around.after.endswith("ed"))


def _is_head(lower: str, language: str) -> bool:
    """Whether a word says what a company is, in German also as the end of a compound: "Wasserwerke"."""
    heads = every("org_heads")
    return lower in heads or (
        language == "de" and any(lower[cut:] in heads for cut in range(3, len(lower) - 4)) and not is_name(lower)
    )


def _head_before_name(words: Words, place: int, language: str) -> int | None:
    """Where the name ends that begins with what it is."""
    word = words.words[place]
    if words.shouted or not word.capital or language == "en":
        return None
    determined = language == "de" and setting(words, place, place, language).determined
    at = place + 1
    joined: list[str] = []
    while at < len(words.words) and len(joined) < 3 and words.words[at].case == "lower" and close(words, at - 1):
        joined.append(words.words[at].lower)
        at += 1
    if at >= len(words.words) or not close(words, at - 1) or not words.words[at].capital:
        return None
    follower = words.words[at]
    if follower.lower in every("titles") and at + 1 < len(words.words) and words.words[at + 1].capital:
        return at + 1
    if explained_capital(follower.lower) and not joined:
        return None
    if joined:
        return (
            at
            if " ".join(joined) in _AT_PLACE
            and not determined
            and not (language == "de" and joined[0] in ("von", "de"))
            else None
        )
    if language == "de":
        if word.lower in worded("de").houses and follower.case == "title":
            return at
        return at if is_name(follower.key) or is_city(follower.key) or _is_place(follower.text) else None
    return at


def _is_place(text: str) -> bool:
    """Whether a German word looks like a place: "Silberbach"."""
    lower = text.lower()
    ends = any(lower[cut:] in shared().place_endings for cut in range(3, len(lower) - 1))
    return (ends and lower not in everyday("de")) or is_bare_noun(text)


def _head_behind_name(words: Words, place: int, language: str, covered: dict[int, str], last: int) -> int | None:
    """Where the name begins that ends with what it is; `last` is where the company before ends."""
    if place < 1 or not close(words, place - 1) or place - 1 in covered:
        return None
    head, word = words.words[place], words.words[place - 1]
    if head.case == "title" and language == "de":
        return _noun_before(words, place)
    if head.case != "lower" or word.case != "lower" or words.words[0].case != "lower" or not _may_name(word, language):
        return None
    around = setting(words, place - 1, place, language)
    odd = _is_odd(word, language)
    if around.determined or (around.competitor_before and not odd):
        return None
    if odd and (is_name(word.key) or commonness(word.lower, language) == UNKNOWN):
        return place - 1
    trade = head.lower in shared().trades and head.lower not in every("org_heads")
    placed = around.before in shared().placed
    told = around.closed or around.person_after or around.after in AND
    subject = around.opened or around.before in OPENERS or around.before in every("speech")
    if subject and (around.person_after or around.speech) and (odd or head.lower in shared().kindred):
        return place - 1
    if odd and (
        placed or around.contacted or around.before in shared().handed or (around.before in AND and last == place - 3)
    ):
        return place - 1
    if trade and not odd:
        return _two_before(words, place, language, last) if told else None
    cued = placed or (around.before in AND and last == place - 3)
    if cued and told:
        return place - 1
    return _two_before(words, place, language, last) if told else None


def _may_name(word: Word, language: str) -> bool:
    function = every("function", "determiners")
    return len(word.lower) > 2 and word.lower not in function and not explained_capital(word.lower)


def _is_odd(word: Word, language: str) -> bool:
    """Whether a word before a trade is rather a name: no everyday word, and none that only says how something is."""
    if is_name(word.key) and not everyday_here(word.lower, language):
        return True
    return commonness(word.lower, language) != EVERYDAY and not word.lower.endswith(tuple(shared().adjective_endings))


def _two_before(words: Words, place: int, language: str, last: int) -> int | None:
    """Where a name of two everyday words begins: "at fresh start cleaning"."""
    if place < 2 or not close(words, place - 2):
        return None
    opens = place == 2 or words.broken[place - 3]
    if not opens and not close(words, place - 3):
        return None
    if any(
        words.words[at].case != "lower" or not _may_name(words.words[at], language) for at in (place - 2, place - 1)
    ):
        return None
    if opens:
        return place - 2 if setting(words, place - 2, place, language).speech else None
    before = words.words[place - 3].lower
    return place - 2 if before in shared().placed or (before in AND and last == place - 4) else None


def _noun_before(words: Words, place: int) -> int | None:
    """A German noun that stands before what a company is, without a hyphen: "bei Nordlicht Pflege"."""
    word = words.words[place - 1]
    if place < 2 or word.case != "title" or words.broken[place - 2] or explained_capital(word.lower):
        return None
    around = setting(words, place - 1, place, "de")
    return place - 1 if around.before in shared().placed | shared().handed and not around.determined else None
