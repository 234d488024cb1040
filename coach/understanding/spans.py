"""Spans: the days that a question about numbers speaks of, such as "last month", "since March", "the last four weeks".

In: plain words. Out: every `Span` in the order of the words; `coach/insight/asked_periods.py` makes days of them.
"""

import re
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.measure_words import Unit, first, phrases_of, words_of
from coach.understanding.numbers import number_of
from coach.understanding.small_talk import without_lead

_MOST_BACK: Final = 400


class Span(Struct, frozen=True):
    """Days that somebody speaks of. `ago`: that many whole units before this one (0: this week, 1: last week).
    `last`: so many units up to today. `month`: the latest of that number. `other`: all of it, before the last break,
    since that month, what is usual, or how it began."""

    unit: Unit = "day"
    ago: int = 0
    last: int | None = None
    month: int | None = None
    other: Literal["all", "break", "since", "usual", "start"] | None = None


def spans_in(words: str, language: str) -> list[Span]:
    """Every period that is named, in the order of the words."""
    found: dict[int, Span] = {}
    for name, texts in words_of(language).spans.items():
        for phrase in phrases_of(language)[f"span {name}"][: len(texts)]:
            for match in phrase.pattern.finditer(words):
                found.setdefault(match.start(), _SPANS[name])
    for month in range(1, 13):
        for phrase in phrases_of(language)[f"month {month}"]:
            for match in phrase.pattern.finditer(words):
                since = words[: match.start()].split()[-1:] in [[word] for word in words_of(language).since]
                found.setdefault(match.start(), Span("month", month=month, other="since" if since else None))
    return [span for _, span in sorted((found | _counted(words, language)).items())]


def spans_of(asking: str, language: str) -> list[Span]:
    """The periods of the part of a sentence that asks for a number, else those of all of it: "no calls today, so how
    many did I make last week" asks about last week."""
    parts = (f" {part.strip()} " for part in asking.split(" , "))
    asked = (spans_in(part, language) for part in parts if first("measure", part, language) or begins(part, language))
    return next(filter(None, asked), None) or spans_in(asking, language)


def begins(words: str, language: str) -> bool:
    """Whether a sentence, or a part of one, begins like a question about numbers."""
    bare = without_lead(words, language)
    return any(phrase.starts(bare) for phrase in phrases_of(language)["begins"])


def _counted(words: str, language: str) -> dict[int, Span]:
    """ "The last four weeks"."""
    held = words_of(language)
    units = {word: unit for unit, texts in held.units.items() for word in texts}
    found: dict[int, Span] = {}
    for match in re.finditer(rf"(?<= )(?:{'|'.join(held.last)}) (\S+) (\S+) ", words):
        count = number_of(match[1], language)
        if match[2] in units and count and count <= _MOST_BACK:
            found[match.start()] = Span(units[match[2]], last=count)
    return found


_SPANS: Final[dict[str, Span]] = {
    "today": Span("day"),
    "yesterday": Span("day", ago=1),
    "this_week": Span("week"),
    "last_week": Span("week", ago=1),
    "this_month": Span("month"),
    "last_month": Span("month", ago=1),
    "this_year": Span("year"),
    "last_year": Span("year", ago=1),
    "all": Span(other="all"),
    "break": Span(other="break"),
    "start": Span(other="start"),
}
