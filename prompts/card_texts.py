"""Texts of cards in a language: translations as data, read from `cards/<language>/` beside the cards themselves.

A translation only says the same again. Where a card fits, what it avoids and when a line is true stay with the card,
so no language can change what is chosen. A card without a translation stays English.
"""

from importlib.resources.abc import Traversable
from typing import Final

import msgspec
from msgspec import Struct, field

ENGLISH: Final = "en"


class CardText(Struct, frozen=True, forbid_unknown_fields=True):
    """A card's words in another language. `lines` are in the order of the card's lines, with the same facts."""

    title: str
    paraphrase: str
    lines: list[str]
    script: str | None = None


class ArticleTexts(Struct, frozen=True, forbid_unknown_fields=True):
    """The translated cards of one article by id, and our names for its sections."""

    sections: dict[str, str] = field(default_factory=dict)
    cards: dict[str, CardText] = field(default_factory=dict)


def languages(folder: Traversable) -> list[str]:
    """English, and each language that has a folder."""
    return [ENGLISH, *sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and len(entry.name) == 2)]


def read_texts(folder: Traversable, language: str, article: str) -> ArticleTexts:
    """The texts of one article; none for English and for a language that does not have them. Raises ValidationError."""
    if language == ENGLISH or language not in languages(folder):
        return ArticleTexts()
    file = folder / language / f"article_{article}.json"
    return msgspec.json.decode(file.read_bytes(), type=ArticleTexts) if file.is_file() else ArticleTexts()
