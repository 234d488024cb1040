"""Warming: what readers of a first message would otherwise wait for, made ready one step at a time."""

from collections.abc import Iterator
from itertools import product

from coach.understanding.language import languages
from coach.understanding.measure_words import phrases_of
from coach.understanding.phrases import BOOKS, book


def warm() -> Iterator[None]:
    """Compile every phrase of every language, one at each step."""
    for topic, language in product(BOOKS, languages()):
        yield from book(topic, language).warm()
    for language in languages():
        for phrases in phrases_of(language).values():
            for phrase in phrases:
                _ = phrase.pattern
                yield
