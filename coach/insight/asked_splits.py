"""Parts of a period by channel or weekday: how many of what was tried came to something. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, structs

from coach.insight.numbers import Numbers, Period, numbers
from events.folds.reader import States
from events.folds.stats import Day
from events.words import CHANNELS, CONVERSATIONS, REASONS, WEEKDAYS, Outcome

CHANNEL_PARTS: Final = {
    "email": "by email",
    "call": "by phone",
    "meeting": "in meetings",
    "message": "by message",
    "in_person": "in person",
    "other": "in other ways",
}
WEEKDAY_PARTS: Final = {
    "mon": "on Mondays",
    "tue": "on Tuesdays",
    "wed": "on Wednesdays",
    "thu": "on Thursdays",
    "fri": "on Fridays",
    "sat": "on Saturdays",
    "sun": "on Sundays",
}
OTHER_CHANNELS: Final = "in all other ways"
OTHER_DAYS: Final = "on all other days"
_HITS: Final[dict[str, Sequence[Outcome]]] = {
    "rate": ["won"],
    "steps": ["progress"],
    "reply_rate": sorted(CONVERSATIONS),
}


class Part(Struct, frozen=True):
    """One channel or weekday: `hits` of `n`."""

    name: str
    words: str
    hits: int
    n: int


def parts_by_channel(days: Mapping[str, Day], measure: str) -> list[Part]:
    """The channels that have something."""
    found = [
        _part(channel, CHANNEL_PARTS[channel], measure, [_of_channel(day, channel) for day in days.values()])
        for channel in CHANNELS
    ]
    return [part for part in found if part.n]


def through(states: States, period: Period, channels: Sequence[str]) -> Numbers:
    """The numbers of a period through some channels only; through all where none is named."""
    sums = numbers(states, period)
    if not channels:
        return sums
    outcomes: Counter[str] = Counter()
    for day in sums.by_day.values():
        for channel in channels:
            outcomes.update(_of_channel(day, channel).outcomes)
    reasons: Counter[str] = Counter(dict.fromkeys(REASONS, 0))
    for day_of, cells in states.reasons.days.items():
        for cell, count in cells.items():
            reason, _, channel = cell.split("/")
            if channel in channels and period.holds(day_of):
                reasons[reason] += count
    kept = {channel: count for channel, count in sums.channels.items() if channel in channels}
    return structs.replace(sums, channels=kept, outcomes=dict(outcomes), reasons=dict(reasons))


def only_through(days: Mapping[str, Day], channel: str) -> dict[str, Day]:
    """The days with what was done through one channel."""
    return {name: _of_channel(day, channel) for name, day in days.items()}


def parts_by_weekday(days: Mapping[str, Day], measure: str) -> list[Part]:
    """The weekdays that have something."""
    by_day: dict[str, list[Day]] = {}
    for day, state in days.items():
        by_day.setdefault(WEEKDAYS[date.fromisoformat(day).weekday()], []).append(state)
    found = [_part(day, WEEKDAY_PARTS[day], measure, by_day.get(day, [])) for day in WEEKDAYS]
    return [part for part in found if part.n]


def _of_channel(day: Day, channel: str) -> Day:
    outcomes = {
        cell.partition("/")[2]: count for cell, count in day.by_channel.items() if cell.startswith(f"{channel}/")
    }
    return Day({channel: day.attempts.get(channel, 0)}, outcomes)


def _part(name: str, words: str, measure: str, days: Iterable[Day]) -> Part:
    days = list(days)
    hits = sum(day.outcomes.get(outcome, 0) for day in days for outcome in _HITS[measure])
    talks = sum(day.outcomes.get(outcome, 0) for day in days for outcome in CONVERSATIONS)
    attempts = sum(sum(day.attempts.values()) for day in days)
    return Part(name, words, hits, max(hits, attempts) if measure == "reply_rate" else talks)
