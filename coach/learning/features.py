"""Features: what of a text the weights look at, in any language that puts spaces between words.

In: text in lower case without accents (`coach.safety.normalise`). Out: numbered features. Words as they are, by their
beginning (a stem, roughly) and by their kin, alone and with the next one or two, and pieces of four letters, so that a
compound or a slip of the finger still resembles what it is made of. A feature goes by its hash (Weinberger and others,
"Feature hashing for large scale multitask learning", 2009): no name has to be looked up, or kept in memory.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from coach.learning.kin import kin

WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_TOKEN: Final = re.compile(rf"{WORD.pattern}|[?!]")
_STEM: Final = 5
_PIECE: Final = 4
_NO_KIN: Final = ("@", "@@")
_MOST: Final = 6000
"""Features that are looked at: a novel of a message says in its first hundred words what it is about."""

_KEPT: Final = 4
"""Texts: one is asked for by all weights in turn, and never again."""


def features(plain: str, marks: Iterable[str] = ()) -> NDArray[np.uint32]:
    """The features of a text, each once, as 32 bits. `marks`: what others found in it, by name."""
    return np.concatenate([_numbered(f"={mark}" for mark in marks), _features_of(plain)])


@lru_cache(maxsize=_KEPT)
def _features_of(plain: str) -> NDArray[np.uint32]:
    return _numbered(islice(_named(plain), _MOST))


def _numbered(names: Iterable[str]) -> NDArray[np.uint32]:
    return np.array([crc32(name.encode()) for name in dict.fromkeys(names)], np.uint32)


def _named(plain: str) -> Iterator[str]:
    words = _TOKEN.findall(plain)
    groups = [kin().get(word, _NO_KIN) for word in words]
    wider, near = [group for group, _ in groups], [group for _, group in groups]
    for run in (words, [f"{word[:_STEM]}-" for word in words], wider, near):
        framed = ["^", *run, "$"]
        yield from run
        yield from map(" ".join, pairwise(framed))
        yield from map("  ".join, zip(framed, framed[2:], strict=False))
    for word in words:
        framed_word = f"<{word}>"
        for start in range(max(1, len(framed_word) - _PIECE + 1)):
            yield f"#{framed_word[start : start + _PIECE]}"
