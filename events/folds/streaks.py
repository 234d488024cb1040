"""Streaks: which local days had effort (any outreach), which weekdays the person works, and when they were off.

The fold only collects; `view` walks the days. So late and out-of-order events need no repair. Rules: only the
person's working days count. Days off (weekends, rest days, pauses) freeze a streak and add nothing. One missed
working day dents the strength; the second in a row ends the streak. Today is never missed before it is over. The
best streak is kept for ever, because it is computed from all days.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outreach import OutreachRecorded
from events.types.person import PersonRegistered, PersonSettingsChanged
from events.types.rest import PauseEnded, PauseStarted, RestDaysTaken
from events.words import WEEKDAYS

DECAY = 0.5 ** (1 / 13)
"""Of the smoothed strength, per working day: the exponential smoothing that Loop Habit Tracker uses for daily
habits, where about thirteen missed days in a row halve the strength."""

MISSES_TO_END = 2


class WorkingDays(Struct, array_like=True):
    """From the local day `since` on, these weekdays (0 = Monday) are worked."""

    since: str
    weekdays: list[int]


class Pause(Struct):
    """Off from the day `since` to the day `until` (itself off); `back` is the first day on again, once recorded.
    Start and end may come in either order, so a pause may have an end before it has a start."""

    since: str | None = None
    until: str | None = None
    back: str | None = None

    def covers(self, day: str) -> bool:
        """Whether this day is off. The end that was recorded goes before the one that was meant."""
        if self.since is None or day < self.since:
            return False
        if self.back is not None:
            return day < self.back
        return self.until is None or day <= self.until


class StreaksState(Struct):
    """`effort[date]` is the attempts of a local day; `working` is in order of `since`; `on` is the off switch;
    `rest` are single days off, `pauses` are by id."""

    effort: dict[str, int] = field(default_factory=dict)
    working: list[WorkingDays] = field(default_factory=list)
    on: bool = True
    rest: set[str] = field(default_factory=set)
    pauses: dict[str, Pause] = field(default_factory=dict)


class Streak(Struct, frozen=True):
    """Streaks as of a day. `strength` is 0..1; `week_days` counts worked days of this ISO week with effort."""

    current: int
    best: int
    strength: float
    active_today: bool
    last_active: date | None
    week_days: int
    week_working_days: int


def apply(state: StreaksState, recorded: Occurrence) -> None:
    match recorded.event:
        case OutreachRecorded() as event:
            state.effort[recorded.day] = state.effort.get(recorded.day, 0) + event.count
        case PersonRegistered() | PersonSettingsChanged() as event:
            _set(state, event, recorded.day)
        case RestDaysTaken() as event:
            state.rest.update(event.days)
        case PauseStarted() as event:
            pause = state.pauses.setdefault(event.pause_id, Pause())
            pause.since, pause.until = event.since, event.until
        case PauseEnded() as event:
            state.pauses.setdefault(event.pause_id, Pause()).back = event.on


def _set(state: StreaksState, event: PersonRegistered | PersonSettingsChanged, day: str) -> None:
    if event.working_days is not None:
        weekdays = sorted(WEEKDAYS.index(weekday) for weekday in event.working_days)
        state.working = [past for past in state.working if past.since != day]
        state.working.append(WorkingDays(day, weekdays))
        state.working.sort(key=lambda change: change.since)
    if isinstance(event, PersonSettingsChanged) and event.streaks is not None:
        state.on = event.streaks


def view(state: StreaksState, today: date) -> Streak:
    """The streaks as of the person's local day `today`. Later days do not count yet."""
    now = today.isoformat()
    worked = {day for day in state.effort if day <= now}
    working = _Calendar(state)
    current = best = missed = 0
    strength = 0.0
    for day, weekday in _days(date.fromisoformat(min(worked)) if worked else today, today):
        if working.on(day, weekday):
            if day in worked:
                current, missed = current + 1, 0
                best = max(best, current)
                strength = strength * DECAY + (1 - DECAY)
            elif day != now:
                missed += 1
                strength *= DECAY
                if missed >= MISSES_TO_END:
                    current = 0
    monday = today - timedelta(days=today.weekday())
    week = _days(monday, monday + timedelta(days=6))
    return Streak(
        current=current,
        best=best,
        strength=strength,
        active_today=now in worked,
        last_active=date.fromisoformat(max(worked)) if worked else None,
        week_days=sum(day in worked and working.on(day, weekday) for day, weekday in week),
        week_working_days=sum(working.on(day, weekday) for day, weekday in week),
    )


def working_days(state: StreaksState) -> Callable[[date], bool]:
    """Whether a day is one that the person works: no weekend of theirs, no rest day, no pause."""
    calendar = _Calendar(state)
    return lambda day: calendar.on(day.isoformat(), day.weekday())


@lru_cache(maxsize=64)
def _days(first: date, last: date) -> tuple[tuple[str, int], ...]:
    """The days from `first` to `last` as YYYY-MM-DD, with their weekdays: asked for again with every question."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return tuple((day.isoformat(), day.weekday()) for day in days)


class _Calendar:
    """Which days are worked. Before the first known setting, the first one holds; without any, Monday to Friday."""

    def __init__(self, state: StreaksState) -> None:
        self._since = [change.since for change in state.working]
        self._weekdays = [frozenset(change.weekdays) for change in state.working] or [frozenset(range(5))]
        self._rest = state.rest
        self._pauses = list(state.pauses.values())

    def on(self, day: str, weekday: int) -> bool:
        """Whether a day (YYYY-MM-DD) is worked; `weekday` is 0 for Monday."""
        index = max(0, bisect_right(self._since, day) - 1)
        if weekday not in self._weekdays[index] or day in self._rest:
            return False
        return not (self._pauses and any(pause.covers(day) for pause in self._pauses))


STREAKS = Fold(
    "streaks",
    2,
    StreaksState,
    apply,
    (OutreachRecorded, PersonRegistered, PersonSettingsChanged, RestDaysTaken, PauseStarted, PauseEnded),
)
