"""Subjects: concrete things, such as a rival or a price, that are only spoken of where the person spoke of them.

In: the text of a message, or of a line. Out: the subjects it names. What a message is about is partly learnt, and what
is learnt may be a guess: a guess picks a card, and never names a thing that nobody named. The words are data, in
`subjects.json` of each language.
"""

from functools import cache, lru_cache
from typing import Final, Literal, cast

from msgspec import Struct

from coach.coaching.rendering import PLACEHOLDER
from coach.understanding.letters import worded
from coach.understanding.phrases import KEPT, Book, load
from coach.understanding.plain import plain

Subject = Literal[
    "rival",
    "supplier",  # the one that a buyer has already
    "price",
    "silence",
    "boss",
    "opening",
    "no",  # that somebody said no
    "lost",  # that something one had counted on is gone
    "passed_over",  # somebody else was taken
    "ahead",  # an interview or a meeting on a day to come
    "dread",
    "won",
    "quit",
    "fine",  # the day was none to be consoled for
    "no_tips",
    "left_alone",  # that it wants to be left alone
    "spread",  # every no has another reason
]
NAMED: Final[frozenset[Subject]] = frozenset({"rival", "supplier", "price", "silence", "boss", "opening", "no", "lost"})
"""Subjects that lines name."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases (see `phrases`) by which a message names a subject, and those by which a line of ours does."""

    messages: list[str]
    lines: list[str] = []


@lru_cache(maxsize=KEPT)
def subjects_in(text: str, language: str) -> frozenset[Subject]:
    """The subjects that a message names."""
    return _named_in(worded(text, language), _phrases(language)[0])


@cache
def subjects_of_line(text: str, language: str) -> frozenset[Subject]:
    """The subjects that a line of ours names."""
    return _named_in(plain(PLACEHOLDER.sub("", text), language), _phrases(language)[1])


def _named_in(words: str, phrases: Book) -> frozenset[Subject]:
    return frozenset(cast(Subject, name) for name, _, _ in phrases.found(words))


@cache
def _phrases(language: str) -> tuple[Book, Book]:
    held = load("subjects", dict[str, _Words], language)
    messages = {name: {"1": words.messages} for name, words in held.items()}
    lines = {name: {"1": words.lines} for name, words in held.items()}
    return Book(messages, {}), Book(lines, {})
