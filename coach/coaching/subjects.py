"""Subjects: concrete things, such as a rival or a price, that are only spoken of where the person spoke of them.

In: the text of a message, or of a line. Out: the subjects it names. What a message is about is partly learnt, and what
is learnt may be a guess: a guess picks a card, and never names a thing that nobody named. The words are data, in
`subjects.json` of each language.
"""

from functools import cache
from typing import Final, Literal

from msgspec import Struct

from coach.coaching.rendering import PLACEHOLDER
from coach.understanding.letters import worded
from coach.understanding.phrases import Phrase, load
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
    "spread",  # every no has another reason
]
NAMED: Final[frozenset[Subject]] = frozenset({"rival", "supplier", "price", "silence", "boss", "opening", "no", "lost"})
"""Subjects that lines name."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases (see `phrases`) by which a message names a subject, and those by which a line of ours does."""

    messages: list[str]
    lines: list[str] = []


def subjects_in(text: str, language: str) -> frozenset[Subject]:
    """The subjects that a message names."""
    words = worded(text, language)
    return frozenset(name for name, (said, _) in _phrases(language).items() if any(one.find(words) for one in said))


@cache
def subjects_of_line(text: str, language: str) -> frozenset[Subject]:
    """The subjects that a line of ours names."""
    words = plain(PLACEHOLDER.sub("", text), language)
    return frozenset(name for name, (_, said) in _phrases(language).items() if any(one.find(words) for one in said))


@cache
def _phrases(language: str) -> dict[Subject, tuple[list[Phrase], list[Phrase]]]:
    held = load("subjects", dict[Subject, _Words], language)
    return {
        name: ([Phrase(text) for text in words.messages], [Phrase(text) for text in words.lines])
        for name, words in held.items()
    }
