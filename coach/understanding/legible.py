"""Whether a text is in writing that Rebound can read at all: all that it understands is written in Latin letters."""

import unicodedata
from typing import Final

_ENOUGH: Final = 0.5


def legible(text: str) -> bool:
    """Whether at least half of the letters are Latin; a text without letters is."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin >= _ENOUGH * len(letters)
