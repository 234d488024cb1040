"""Who signs a mail, with the firm and what else stands there: "Kind regards, Trevor Binns, Binns Audio". Pure."""

from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from coach.privacy.evidence import AND
from coach.privacy.hurried import is_called
from coach.privacy.lexicon import EVERYDAY, commonness, explained_capital
from coach.privacy.names import is_name
from coach.privacy.tokens import Words
from coach.privacy.words_data import LANGUAGES, PARTICLES, every, worded

_SEGMENTS: Final = 4
_LONGEST: Final = 5
"""Words in one of the lines under a mail."""


def signed(words: Words, language: str, covered: Set[int]) -> Iterator[int]:
    """Places of the words of signatures, none of them in `covered`."""
    place = 0
    while place < len(words.words):
        if words.words[place].lower not in _ends() or (start := _closing(words, place)) is None:
            place += 1
            continue
        lined = "\n" in words.between(start - 1)
        place = start
        for number in range(_SEGMENTS):
            end = _segment(words, place)
            if number and _is_post(words, place, end, language):
                place = end
                continue
            if not _is_name(words, place, end, language, lined=lined, first=number == 0):
                break
            yield from (at for at in range(place, end) if at not in covered and words.words[at].lower not in AND)
            place = end


@cache
def _closings() -> frozenset[str]:
    return frozenset().union(*(worded(name).closings for name in LANGUAGES))


@cache
def _ends() -> frozenset[str]:
    """The last words of all closings."""
    return frozenset(closing.split()[-1] for closing in _closings())


def _closing(words: Words, place: int) -> int | None:
    """Where the signature begins behind a closing that ends at a place; a short one has to stand alone."""
    if place + 1 >= len(words.words):
        return None
    for count in (5, 4, 3, 2, 1):
        first = place - count + 1
        if first < 0 or " ".join(word.lower for word in words.words[first : place + 1]) not in _closings():
            continue
        gap = words.between(place)
        alone = first == 0 or words.broken[first - 1]
        if alone and any(sign in gap for sign in ",\n–—-!"):
            return place + 1
        return place + 1 if alone and gap == " " and _segment(words, place + 1) == len(words.words) else None
    return None


def _segment(words: Words, place: int) -> int:
    """Where the line or the piece between commas ends that begins at a place."""
    at = place
    while at < len(words.words) and not (words.broken[at] and words.between(at).strip(" ") not in (".", "&")):
        at += 1
    return min(at + 1, len(words.words))


def _is_post(words: Words, place: int, end: int, language: str) -> bool:
    """Whether a line says what somebody is: "Facilities Lead"."""
    held = worded(language).roles | worded("en").roles | every("kin")
    return end - place <= _LONGEST and any(word.lower in held for word in words.words[place:end])


def _is_name(words: Words, place: int, end: int, language: str, *, lined: bool, first: bool) -> bool:
    """Whether a piece is who signs, or behind that a firm: capitals throughout, in a line of its own any word."""
    inside = [word for word in words.words[place:end] if word.lower not in AND | PARTICLES]
    if not inside or end - place > _LONGEST:
        return False
    if any(word.lower in every("function") and not (lined and word.lower in worded("en").names) for word in inside):
        return False
    if len(inside) == 1 and inside[0].case == "lower":
        return (
            first and end == len(words.words) and (is_called(inside[0], language) or (is_name(inside[0].key) and lined))
        )
    if not all(word.capital for word in inside) or all(
        explained_capital(word.lower) and not is_name(word.key) for word in inside
    ):
        return False
    if not first or lined or len(inside) > 1:
        return True
    word = inside[0]
    return commonness(word.lower, language) != EVERYDAY or (is_name(word.key) and end == len(words.words))
