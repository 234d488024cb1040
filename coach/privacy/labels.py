"""Who a label names: "Champion: Lee", "DM: Sage", "EB = Brooks", "attn: June". Pure."""

from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from coach.privacy.evidence import AND, cues, everyday_capitals
from coach.privacy.folding import fold
from coach.privacy.lexicon import EVERYDAY, commonness
from coach.privacy.names import first_names, is_name
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import worded

_LONGEST: Final = 4
"""Words behind a label that may be names, those that "and" joins included, and words of a label."""
_WITHIN: Final = frozenset(
    (
        "in",
        "on",
        "at",
        "for",
        "im",
        "vor",
        "beim",
        "für",
        "sur",
        "chez",
        "en",
        "em",
        "na",
        "no",
        "på",
        "i",
        "bij",
        "op",
        "da",
    )
)
"""What stands within a label: "Contact on site: ..."."""


def labelled(words: Words, language: str, covered: Set[int]) -> Iterator[int]:
    """Places of the words that labels name, but none in `covered`."""
    labels = worded(language).labels | worded("en").labels
    for place in range(len(words.words) - 1):
        if words.between(place).strip()[:1] in (":", "=") and _label(words, place) & labels:
            for at in _behind(words, place + 1):
                if at not in covered and _names(words, at, words.words[at], language):
                    yield at


def _label(words: Words, place: int) -> set[str]:
    """The word before a colon, alone and with the one before it, and where it opens: "Contact on site: Shay"."""
    lower = words.words[place].lower
    first = place
    while first and place - first < _LONGEST and not words.broken[first - 1]:
        first -= 1
    opening = words.words[first].lower if words.words[min(first + 1, place)].lower in _WITHIN else lower
    return {lower, opening, f"{words.words[place - 1].lower} {lower}" if place else lower}


def _behind(words: Words, place: int) -> Iterator[int]:
    """The places of what a label says, up to the end of its clause, with what "and", "&" or "/" join."""
    for at in range(place, min(place + _LONGEST, len(words.words))):
        if words.words[at].lower not in AND:
            yield at
        if words.broken[at] and words.between(at).strip() not in ("&", "/", ","):
            return


def _names(words: Words, place: int, word: Word, language: str) -> bool:
    if len(word.lower) < 2 or not (word.case == "title" or words.small):
        return False
    if word.key in _words_too(language):
        return words.broken[place] or words.words[place + 1].lower in AND | {"in", "at", "from"}
    if word.lower in everyday_capitals(language) or any(word.lower in cue.function for cue in cues(language)):
        return False
    if words.small:
        return word.key in first_names() and words.broken[place]
    return commonness(word.lower, language) < EVERYDAY or (is_name(word.key) and language != "de")


@cache
def _words_too(language: str) -> frozenset[str]:
    return frozenset(fold(name) for name in worded(language).names | worded("en").names)
