"""News of a prospect: whose final no, yes, no or step forward a message tells. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from coach.coaching.called import Called, named_in_message
from coach.understanding import language_of, read_quote, told_in
from coach.understanding.deeds import Deed
from coach.understanding.plain import plain
from coach.understanding.reports import reports
from events.words import Outcome

FINAL: Final[Sequence[Deed]] = ["hard_no"]
DEEDS: Final[dict[Outcome, list[Deed]]] = {
    "won": ["won"],
    "soft_no": ["competitor", "price", "timing", "rejections"],
    "progress": ["small_wins"],
}
"""What is told of one prospect, by what it is in the journal; a final no is read apart."""

_LABEL: Final = re.compile(r"\s*(?P<name>(?:[^\s:]+ ){0,2}[^\s:]+?)(?:\s*:|\s[-\u2013\u2014])\s(?P<said>.+)", re.DOTALL)
"""A name in front of what they said: "Lou Fisk: take us off your list"."""

_SURE: Final = 0.5
"""How sure it must be that a note is about a final no, where no clause of it says so."""


def named_as_final(text: str, known: Called, usual: str, last: str = "") -> str | None:
    """Whose final no the text tells, None where it tells none, or may mean several. `last` as in `named_as`."""
    return _named(FINAL, text, last, known, usual)


def named_as(outcome: Outcome, text: str, last: str, known: Called, usual: str) -> str | None:
    """Whose yes, no or step forward the text tells, None where it tells none, or may mean several. "He signed" is whom
    the message before, `last`, names, where this one names nobody.
    """
    return _named(DEEDS[outcome], text, last, known, usual)


def _named(deeds: Sequence[Deed], text: str, last: str, known: Called, usual: str) -> str | None:
    language = language_of(text, usual)
    where = told_in(text, deeds, language)
    if text in where and not named_in_message(text, known, language):
        where = [last]
    if found := _only(named_in_message(words, known, language) for words in where):
        return found
    label = _LABEL.match(text)
    if not label or named_in_message(label["said"], known, language) or not _says(label["said"], deeds, language):
        return None
    return _only([named_in_message(label["name"], known, language)])


def _says(words: str, deeds: Sequence[Deed], language: str) -> bool:
    """Whether a note of what somebody said tells one of `deeds`."""
    if told_in(words, deeds, language):
        return True
    own = not set(plain(words, language).split()).isdisjoint({*reports(language).myself, "?"})
    if own or deeds != FINAL:
        return False
    reading = read_quote(words, language)
    return reading.outcome == "hard_no" and reading.confidence >= _SURE


def news_in(text: str, last: str, known: Called, usual: str) -> dict[Outcome, str]:
    """Whose final no, and whose other news, a message tells."""
    found: dict[Outcome, str | None] = {"hard_no": named_as_final(text, known, usual, last)}
    found |= {outcome: named_as(outcome, text, last, known, usual) for outcome in DEEDS}
    return {outcome: who for outcome, who in found.items() if who}


def _only(found: Iterable[frozenset[str]]) -> str | None:
    ids = frozenset[str]().union(*found)
    return next(iter(ids)) if len(ids) == 1 else None


def tells_final(text: str, usual: str) -> bool:
    """Whether a message tells somebody's final no."""
    language = language_of(text, usual)
    if told_in(text, FINAL, language):
        return True
    label = _LABEL.match(text)
    return label is not None and _says(label["said"], FINAL, language)
