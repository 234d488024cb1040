"""Repeats: by what a text is known again, whatever its numbers. Pure."""

from functools import lru_cache
from typing import Final

from coach.coaching.quantities import typed_quantity

_OPENING: Final = 3


def opening(text: str) -> str:
    """How a text begins: its first three words."""
    return _known_by(text.split(maxsplit=_OPENING)[:_OPENING])


def as_said(text: str) -> str:
    """All of a text: two that differ in their numbers alone say the same again."""
    return _known_by(text.split())


def _known_by(words: list[str]) -> str:
    return " ".join(map(_word, words))


@lru_cache(4096)
def _word(word: str) -> str:
    return "#" if typed_quantity(word) else word.casefold()
