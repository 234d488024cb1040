"""Hearing: what is said only to some. Who writes, knocks or applies is not told to dial, who applies sells nothing, and
who spoke of no rival hears of none.

In: the words of a line, and the situation. Out: whether it may be said, so that a new line needs no label. The
words are data, in `hearing.json` and `subjects.json` of each language.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.coaching.rendering import PLACEHOLDER
from coach.coaching.situation import Situation
from coach.coaching.subjects import subjects_of_line
from coach.understanding.phrases import Phrase, load
from coach.understanding.plain import plain
from prompts.cards import Card, Kind, Line

_AFTER_NOES: Final[frozenset[Kind]] = frozenset({"validation", "question"})


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of lines that are for who phones, of those that are for who sells, and of those that say how it feels."""

    phone: list[str]
    sales: list[str]
    feelings: list[str]


def hears(text: str, situation: Situation, language: str) -> bool:
    """Whether somebody in this situation can do something with the line."""
    phone, sales = spoken_of(text, language)
    return (situation.phones or not phone) and (situation.sells or not sales)


@cache
def spoken_of(text: str, language: str) -> tuple[bool, bool]:
    """Whether the line speaks of the phone, and whether of what only a sale has."""
    words = plain(PLACEHOLDER.sub("", text), language)
    phone, sales, _ = (any(phrase.find(words) for phrase in phrases) for phrases in _phrases(language))
    return phone, sales


@cache
def feels(text: str, language: str) -> bool:
    """Whether the line says how something feels."""
    words = plain(PLACEHOLDER.sub("", text), language)
    return any(phrase.find(words) for phrase in _phrases(language)[2])


def apt(line: Line, situation: Situation, language: str) -> bool:
    """Whether a card's line may be said: it names no subject that nobody named, unless what was told asks for it."""
    told = not situation.told.isdisjoint(line.patterns)
    return hears(line.text, situation, language) and (
        told or subjects_of_line(line.text, language) <= situation.subjects
    )


def heard(deck: Iterable[Card], situation: Situation, language: str) -> list[Card]:
    """The cards with the lines that this person can hear; without those that have nothing left for now."""
    met = situation.met_noes
    left = (
        replace(
            card,
            lines=[line for line in card.lines if (met or not _of_noes(card, line)) and apt(line, situation, language)],
            script=_script(card, situation, language),
        )
        for card in deck
    )
    return [card for card in left if any(sure(line, situation) for line in card.lines)]


def _of_noes(card: Card, line: Line) -> bool:
    """Whether a line is for after a no: a word of comfort for any day is, and so is a question for any day."""
    return card.kind in _AFTER_NOES and always(line)


def sure(line: Line, situation: Situation) -> bool:
    """Whether a line can be said now, whatever the journal holds."""
    suits = (not line.patterns or not situation.patterns.isdisjoint(line.patterns)) and (
        not line.topics or not set(line.topics).isdisjoint(situation.topics)
    )
    return suits and not line.facts and (situation.evening or not line.evening)


def always(line: Line) -> bool:
    """Whether a line can be said at any moment, whatever the journal and the message hold."""
    return not (line.facts or line.patterns or line.topics or line.evening)


def _script(card: Card, situation: Situation, language: str) -> str | None:
    return card.script if card.script and hears(card.script, situation, language) else None


@cache
def _phrases(language: str) -> tuple[list[Phrase], ...]:
    held = load("hearing", _Words, language)
    return tuple([Phrase(text) for text in texts] for texts in (held.phone, held.sales, held.feelings))
