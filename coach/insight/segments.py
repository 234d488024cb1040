"""Segments: the no's of a period by reason, firmness or channel, and by what the prospects are.

Every count has two sides, because ten no's of one prospect are another thing than ten prospects: the no's, and the
distinct prospects among those that were named. Pure.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from coach.insight.numbers import Period
from events.folds.prospects import ProspectState
from events.folds.reader import States
from events.words import REASONS

Cut = Literal["reason", "firmness", "channel"]
Segment = Literal["industry", "company_size", "role", "tag"]

_PLACES: Final[dict[Cut, int]] = {"reason": 0, "firmness": 1, "channel": 2}
"""Where each stands in a cell of the reasons fold, such as "price/soft_no/call"."""


class Noes(Struct, frozen=True):
    """`count` no's, and how many distinct `prospects` said them, as far as they were named."""

    count: int
    prospects: int


def noes(states: States, cut: Cut = "reason", period: Period = Period()) -> dict[str, Noes]:  # noqa: B008 - frozen
    """The no's of a period by reason ("price"), firmness ("soft_no") or channel ("call")."""
    told = _Told()
    for prospect_id, part, count in _named(states, cut, period):
        told.add(part, count, prospect_id)
    for part, count in _unnamed(states, cut, period).items():
        told.add(part, count)
    return told.noes()


def noes_by_segment(
    states: States,
    segment: Segment,
    cut: Cut = "reason",
    period: Period = Period(),  # noqa: B008 - frozen
) -> dict[str, dict[str, Noes]]:
    """The same for each value of a segment, such as "retail", of the prospects as they are now.

    Under "" are the no's of nobody in particular and of prospects without a value, so that the values sum up to
    `noes`. With `tag` they may sum up to more: a prospect with two tags is under both.
    """
    by_value: dict[str, _Told] = {}
    for prospect_id, part, count in _named(states, cut, period):
        for value in _values(states.prospects.prospects.get(prospect_id), segment):
            by_value.setdefault(value, _Told()).add(part, count, prospect_id)
    for part, count in _unnamed(states, cut, period).items():
        by_value.setdefault("", _Told()).add(part, count)
    return {value: told.noes() for value, told in by_value.items()}


class Voices(Struct, frozen=True):
    """Stated reasons of a period: `main` of each named prospect, `unnamed` the no's of nobody in particular."""

    main: dict[str, str]
    unnamed: dict[str, int]


def voices(states: States, period: Period = Period()) -> Voices:  # noqa: B008 - frozen
    """Who stated which reason in a period. A named prospect has one voice, however often they said it: the reason they
    stated most often, the latest of such; those who stated none are left out."""
    left: Counter[str] = Counter()
    # One walk, with the bounds as text: a journal of years has many cells, and a reply waits for this.
    since, until = period.edges
    for day, cells in states.reasons.days.items():
        if since <= day <= until:
            for cell, count in cells.items():
                left[cell.partition("/")[0]] += count
    main = {}
    for prospect_id, cells in states.reasons.prospects.items():
        said: dict[str, tuple[int, str]] = {}
        for cell, count in cells.items():
            day, reason, _ = cell.split("/", 2)
            if since <= day <= until:
                left[reason] -= count
                times, last = said.get(reason, (0, ""))
                said[reason] = times + count, max(last, day)
        said.pop("unstated", None)
        if said:
            main[prospect_id] = _most(said)
    return Voices(main, {reason: count for reason, count in left.items() if count > 0 and reason != "unstated"})


def _most(said: dict[str, tuple[int, str]]) -> str:
    return max((reason for reason in REASONS if reason in said), key=lambda reason: said[reason])


def values_of(states: States, prospect_id: str, segment: Segment) -> list[str]:
    """What a prospect is, as they are now: one value, or several tags; [""] where nothing is known."""
    return _values(states.prospects.prospects.get(prospect_id), segment)


class _Told:
    """Counts and the prospects behind them, by part."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._prospects: dict[str, set[str]] = {}

    def add(self, part: str, count: int, prospect_id: str | None = None) -> None:
        self._counts[part] += count
        if prospect_id:
            self._prospects.setdefault(part, set()).add(prospect_id)

    def noes(self) -> dict[str, Noes]:
        return {part: Noes(count, len(self._prospects.get(part, ()))) for part, count in self._counts.items()}


def _named(states: States, cut: Cut, period: Period) -> Iterator[tuple[str, str, int]]:
    """Prospect, part and count of every cell of the period that has a prospect."""
    place = 1 + _PLACES[cut]  # the date is before them
    first, last = period.edges
    for prospect_id, cells in states.reasons.prospects.items():
        for cell, count in cells.items():
            parts = cell.split("/")
            if first <= parts[0] <= last:
                yield prospect_id, parts[place], count


def _unnamed(states: States, cut: Cut, period: Period) -> dict[str, int]:
    """What is left of all no's of the period without those that have a prospect, by part."""
    left: Counter[str] = Counter()
    first, last = period.edges
    for day, cells in states.reasons.days.items():
        if first <= day <= last:
            for cell, count in cells.items():
                left[cell.split("/")[_PLACES[cut]]] += count
    for _, part, count in _named(states, cut, period):
        left[part] -= count
    return {part: count for part, count in left.items() if count}


def _values(prospect: ProspectState | None, segment: Segment) -> list[str]:
    if prospect is None:  # known by id only, for example from an import that was undone
        return [""]
    if segment == "tag":
        return list(dict.fromkeys(prospect.tags)) or [""]
    return [str(getattr(prospect, segment))]
