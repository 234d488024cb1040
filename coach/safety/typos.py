"""Mend the few long words that carry risk when they are mistyped or half masked ("suiside", "su*cide").

Short words are left alone, because their neighbours are words too ("die", "pie"); the phrase data spells out
the usual slips of those. Each distinct word costs a handful of set look-ups.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

SHORTEST: Final = 6
"""Letters a word needs before one slip in it is mended."""

_LONG_WORD: Final = re.compile(r"[a-z]{5,24}")
_MASKED: Final = re.compile(r"(?<!\w)[a-z][a-z*!#%+]{0,22}[*!#%+][a-z*!#%+]{0,22}[a-z](?!\w)")
_MOST_MASKED: Final = 64
"""Distinct masked words looked at: more are noise, and each is compared with the whole vocabulary."""


class Spellings(msgspec.Struct, frozen=True):
    """Words to mend towards, and an index from each word with one letter removed to the word."""

    words: frozenset[str]
    long: frozenset[str]
    shortened: dict[str, tuple[str, ...]]
    real: frozenset[str]
    """Words of the language that look like a slip and are none ("atarme" beside "matarme")."""


def spellings(words: Iterable[str], real: Iterable[str]) -> Spellings:
    known = frozenset(words)
    long = frozenset(word for word in known if len(word) >= SHORTEST)
    shortened: dict[str, tuple[str, ...]] = {}
    for word in sorted(long):
        for short in _shorten(word):
            shortened[short] = (*shortened.get(short, ()), word)
    return Spellings(known, long, shortened, frozenset(real))


def mend(text: str, known: Spellings) -> str:
    """Return normalised text with slips of one letter in the known words mended, and masked letters filled in."""
    masks = sorted(set(_MASKED.findall(text)))[:_MOST_MASKED]
    for masked in masks:
        if word := _unmask(masked, known.words):
            text = text.replace(masked, word)
    mended = {word: better for word in set(_LONG_WORD.findall(text)) if (better := _mended(word, known))}
    if not mended:
        return text
    return _LONG_WORD.sub(lambda found: mended.get(found[0], found[0]), text)


def _shorten(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _mended(word: str, known: Spellings) -> str | None:
    if word in known.words or word in known.real:
        return None
    if word in known.shortened:
        return _same_start(word, known.shortened[word])
    for short in _shorten(word):
        if short in known.long and (better := _same_start(word, (short,))):
            return better
        for near in known.shortened.get(short, ()):
            if len(near) == len(word) and near[0] == word[0] and _one_slip(word, near):
                return near
    return None


def _same_start(word: str, candidates: tuple[str, ...]) -> str | None:
    return next((near for near in candidates if near[0] == word[0]), None)


def _one_slip(word: str, near: str) -> bool:
    """Whether two words of one length differ in one letter, or in two neighbours that changed places."""
    differ = [i for i in range(len(word)) if word[i] != near[i]]
    if len(differ) != 2:
        return len(differ) == 1
    first, second = differ
    return second == first + 1 and word[first] == near[second] and word[second] == near[first]


def _unmask(masked: str, words: frozenset[str]) -> str | None:
    return next(
        (
            word
            for word in sorted(words)
            if len(word) == len(masked) and all(a == b or not a.isalpha() for a, b in zip(masked, word, strict=True))
        ),
        None,
    )
