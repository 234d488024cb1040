"""Which language a quote is in, and what is particular to reading it.

A language is a folder of data beside this file: `language.json` (everyday words, letters, what turns a
sentence, what sets a subject aside), `reasons.json` (phrases), `examples.json` and the weights learnt from
them, `fields.json`, `endings.json`, `plain.json` and `spelling.json`. Another folder is another language.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from coach.understanding.features import stem
from coach.understanding.phrases import KEPT, Phrase, load
from coach.understanding.weights import weights

DEFAULT: Final = "en"
_WORDS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LOOKED_AT: Final = 60
_LETTER: Final = 2


class Tongue(Struct, forbid_unknown_fields=True):
    """What is particular to a language, as data."""

    everyday: frozenset[str]
    letters: str
    typed_as: dict[str, str]
    """How somebody types the letters that their keyboard lacks."""
    careful: bool
    """Whether slips in a message are mended with care (see `spelling`)."""
    turns: list[str]
    set_aside: list[str]


@cache
def languages() -> tuple[str, ...]:
    """Every language that quotes are read in, the default first."""
    found = (folder.name for folder in files("coach.understanding").iterdir() if folder.name != "__pycache__")
    held = (name for name in found if files("coach.understanding").joinpath(name, "language.json").is_file())
    return tuple(sorted(held, key=lambda name: (name != DEFAULT, name)))


@cache
def tongue(language: str) -> Tongue:
    """What is particular to `language`."""
    return load("language", Tongue, language)


@lru_cache(maxsize=KEPT)
def language_of(text: str, usual: str = DEFAULT) -> str:
    """The language that `text` is most likely in: by everyday words and letters, then by known words, then the `usual`
    one of who writes."""
    words = _WORDS.findall(text.lower())[:_LOOKED_AT]
    scores = {name: _everyday(words, name) for name in languages()}
    best = max(scores.values())
    likely = [name for name, score in scores.items() if score == best]
    return max(likely, key=lambda name: (sum(known_word(word, name) for word in words), name == usual))


def known_word(word: str, language: str) -> bool:
    """Whether the examples of a language have the word, in any of its forms."""
    return weights(language).knows(stem(word, language))


def _everyday(words: list[str], language: str) -> int:
    special = tongue(language)
    return sum((word in special.everyday) + _LETTER * any(sign in word for sign in special.letters) for word in words)


@cache
def _set_aside(language: str) -> list[Phrase]:
    return [Phrase(text) for text in tongue(language).set_aside]


def without_set_aside(words: str, language: str) -> str:
    """Plain words without the subjects that they set aside: of "not the price, it is the timing" the latter."""
    for phrase in _set_aside(language):
        if (match := phrase.find(words)) and len(rest := words[: match.start()] + words[match.end() :]) > 8:
            words = rest
    return words


def after_turn(words: str, language: str) -> str:
    """What follows the last "but", which is what counts; empty without one, or with little behind it."""
    _, turn, rest = max(
        (words.rpartition(f" {turn} ") for turn in tongue(language).turns), key=lambda parts: len(parts[0])
    )
    return f" {rest.strip()} " if turn and len(rest.split()) > 1 else ""
