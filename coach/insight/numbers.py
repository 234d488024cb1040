"""A person's numbers over a period: sums over the folds' days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from msgspec import Struct, field

from coach.contracts import Stats, Streaks
from coach.insight.rates import wilson
from events.folds.reader import States
from events.folds.stats import Day
from events.folds.streaks import view
from events.words import CHANNELS, CONVERSATIONS, OUTCOMES, REASONS, REJECTIONS, Reason


class Period(Struct, frozen=True):
    """Local days from `since` to `until`, both included; None is open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def last(cls, span: timedelta, until: date) -> Self:
        """So many days up to `until`, that one included: eight weeks are 56 days."""
        return cls(until - span + timedelta(days=1), until)

    @property
    def edges(self) -> tuple[str, str]:
        """The first and the last day as YYYY-MM-DD, for texts that are compared with many days."""
        return (self.since.isoformat() if self.since else "", self.until.isoformat() if self.until else "~")

    def holds(self, day: str) -> bool:
        """Whether the day (YYYY-MM-DD) lies in the period."""
        first, last = self.edges
        return first <= day <= last


class Numbers(Struct, frozen=True):
    """Counts of one period: attempts by channel, outcomes by kind, stated and unstated reasons of no's."""

    channels: dict[str, int]
    outcomes: dict[str, int]
    reasons: dict[str, int]
    entries: int = 0
    active_days: int = 0
    by_day: dict[str, Day] = field(default_factory=dict)

    @property
    def attempts(self) -> int:
        return sum(self.channels.values())

    @property
    def conversations(self) -> int:
        return sum(self.outcomes.get(outcome, 0) for outcome in CONVERSATIONS)

    @property
    def rejections(self) -> int:
        return sum(self.outcomes.get(outcome, 0) for outcome in REJECTIONS)

    @property
    def won(self) -> int:
        return self.outcomes.get("won", 0)

    @property
    def small_wins(self) -> int:
        return self.outcomes.get("progress", 0)

    @property
    def stated_reasons(self) -> list[tuple[Reason, int]]:
        """Stated reasons, the most frequent first; ties in the order of the vocabulary."""
        stated: list[tuple[Reason, int]] = [
            (reason, self.reasons[reason]) for reason in REASONS if self.reasons.get(reason)
        ]
        return sorted((pair for pair in stated if pair[0] != "unstated"), key=lambda pair: -pair[1])


def numbers(states: States, period: Period = Period()) -> Numbers:  # noqa: B008 - frozen
    """The numbers of a period."""
    first, last = period.edges
    days = {day: state for day, state in states.stats.days.items() if first <= day <= last}
    cells = (
        (cell.partition("/")[0], count)
        for day, by_cell in states.reasons.days.items()
        if first <= day <= last
        for cell, count in by_cell.items()
    )
    return Numbers(
        channels=_sum((state.attempts.items() for state in days.values()), CHANNELS),
        outcomes=_sum((state.outcomes.items() for state in days.values()), OUTCOMES),
        reasons=_sum([cells], REASONS),
        entries=sum(state.entries for state in days.values()),
        active_days=sum(1 for state in days.values() if state.attempts),
        by_day=days,
    )


def stats(person_id: str, states: States, period: Period = Period()) -> Stats:  # noqa: B008 - frozen
    """The numbers of a period as the JSON document that every surface shows.

    A phone may log an outcome whose attempts came with another entry, so wins can outnumber the attempts of a
    short period; the rate per attempt is then over the wins.
    """
    sums = numbers(states, period)
    return Stats(
        person_id=person_id,
        since=period.since,
        until=period.until,
        outreach=sums.attempts,
        conversations=sums.conversations,
        rejections=sums.rejections,
        small_wins=sums.small_wins,
        outcomes=sums.outcomes,
        conversion=wilson(sums.won, sums.conversations),
        conversion_per_outreach=wilson(sums.won, max(sums.won, sums.attempts)),
        rejection_share=wilson(sums.rejections, sums.conversations),
        reasons=sums.reasons,
        channels=sums.channels,
        entries=sums.entries,
        active_days=sums.active_days,
    )


def streaks(person_id: str, states: States, today: date) -> Streaks:
    """The streaks as of `today`."""
    shown = view(states.streaks, today)
    return Streaks(
        person_id=person_id,
        on=states.person.streaks,
        current=shown.current,
        best=shown.best,
        strength=round(shown.strength, 4),
        active_today=shown.active_today,
        last_active=shown.last_active,
        week_days=shown.week_days,
        week_working_days=shown.week_working_days,
    )


def _sum(groups: Iterable[Iterable[tuple[str, int]]], keys: Iterable[str]) -> dict[str, int]:
    total = dict.fromkeys(keys, 0)
    for group in groups:
        for key, count in group:
            total[key] = total.get(key, 0) + count
    return total
