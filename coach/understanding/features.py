"""Features: what of a text the weights look at.

In: plain words and their language. Out: named features with a strength, scaled so that long texts do not
shout. Words as they are (without their endings), in pairs, by field of meaning ("sister" and "supervisor"
are both somebody who decides), under a "not", and in pieces of four letters, so that a compound or a slip of
the finger still resembles what it is made of.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from coach.understanding.phrases import load

_PIECE: Final = 4
_REACH: Final = 3
"""How many words a "not" bends."""

_MOST: Final = 400
_STRENGTH: Final = {"#": 0.3, "_": 0.5, "@": 0.8, "!": 0.6}
"""Pieces, pairs, fields and negated words overlap with the words they come from, so each says less."""


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(load("endings", list[str], language))


@lru_cache(maxsize=20_000)
def stem(word: str, language: str = "en") -> str:
    """The word without its ending, roughly: "signing", "signed" and "signs" become "sign"."""
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class _Fields:
    """Which fields a word belongs to: listed whole, by its beginning (`preis*`) or by its end (`*preis`)."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.whole: dict[str, list[str]] = {}
        self.begins: dict[str, list[str]] = {}
        self.ends: dict[str, list[str]] = {}
        for field, words in fields.items():
            for word in words:
                table = self.begins if word.endswith("*") else self.ends if word.startswith("*") else self.whole
                table.setdefault(word.strip("*"), []).append(f"@{field}")

    def of(self, word: str) -> list[str]:
        """The fields of a word, each once."""
        found = list(self.whole.get(word, ()))
        for place in range(3, len(word) + 1):
            found += self.begins.get(word[:place], ())
            found += self.ends.get(word[-place:], ())
        return list(dict.fromkeys(found))


@cache
def _fields(language: str) -> _Fields:
    return _Fields(load("fields", dict[str, list[str]], language))


@lru_cache(maxsize=20_000)
def _fields_of(word: str, language: str) -> tuple[str, ...]:
    return tuple(_fields(language).of(word))


@cache
def _nots(language: str) -> frozenset[str]:
    return frozenset(load("fields", dict[str, list[str]], language)["not"])


def features(words: str, language: str = "en") -> dict[str, float]:
    """The features of plain words, and how strong each is."""
    found = list(dict.fromkeys(_found(words.split(), language)))[:_MOST]
    scale = 1 / math.sqrt(len(found) + 8)
    return {name: scale * _STRENGTH.get(name[0], 1.0) for name in found}


def _found(tokens: list[str], language: str) -> Iterator[str]:
    spoken = [token for token in tokens if token[0].isalnum()]
    roots = [stem(token, language) for token in spoken]
    kinds = [_fields_of(token, language) for token in spoken]
    shown = [kind[0] if kind else root for kind, root in zip(kinds, roots, strict=True)]
    yield from roots
    for kind in kinds:
        yield from kind
    for run in (roots, shown):
        yield from (f"_{a} {b}" for a, b in pairwise(["^", *run, "$"]))
        yield from (f"_{a}  {b}" for a, b in zip(run, run[2:], strict=False))
    yield from _negated(tokens, language)
    for mark in "?!":
        if mark in tokens:
            yield f"~{mark}"
    yield f"~{min(len(spoken), 4)}" if len(spoken) < 5 else "~long" if len(spoken) > 14 else "~some"
    for token in spoken:
        if len(token) > _PIECE:
            framed = f"{token}$"
            yield from (f"#{framed[at : at + _PIECE]}" for at in range(len(framed) - _PIECE + 1))


def _negated(tokens: list[str], language: str) -> Iterator[str]:
    left = 0
    for token in tokens:
        if token in _nots(language):
            left = _REACH
        elif not token[0].isalnum():
            left = 0
        elif left:
            left -= 1
            yield f"!{stem(token, language)}"
            yield from (f"!{field}" for field in _fields_of(token, language))
