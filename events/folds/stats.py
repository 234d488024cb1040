"""Stats: attempts and outcomes, day by day. Everything that counts is a sum over these days."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded


class Day(Struct):
    """One local day: attempts by channel, outcomes by kind and by channel and kind ("call/won"), amounts won, entries
    logged."""

    attempts: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    by_channel: dict[str, int] = field(default_factory=dict)
    amount: float = 0.0
    entries: int = 0


class StatsState(Struct):
    """Days by their local date (YYYY-MM-DD)."""

    days: dict[str, Day] = field(default_factory=dict)


def apply(state: StatsState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutreachRecorded):
        day = _day(state, recorded.day)
        day.attempts[event.channel] = day.attempts.get(event.channel, 0) + event.count
        day.entries += 1
    elif isinstance(event, OutcomeRecorded):
        day = _day(state, recorded.day)
        day.outcomes[event.outcome] = day.outcomes.get(event.outcome, 0) + event.count
        cell = f"{event.channel}/{event.outcome}"
        day.by_channel[cell] = day.by_channel.get(cell, 0) + event.count
        if event.amount:
            day.amount += event.amount


def _day(state: StatsState, date: str) -> Day:
    day = state.days.get(date)
    if day is None:
        day = state.days[date] = Day()
    return day


STATS = Fold("stats", 2, StatsState, apply, (OutreachRecorded, OutcomeRecorded))
