"""Effort against one's own usual: bounce-back after hard days, what a working day holds, a week with less than usual.

Days off, rest days and pauses are nobody's shortfall: they are in no denominator.
"""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Final

from msgspec import Struct

from coach.contracts import BounceBack
from events.folds import resilience
from events.folds.reader import States
from events.folds.streaks import working_days

HARD_DAYS: Final = 5
"""So many hard days it takes to say what is typical after one."""

WEEKS: Final = 8
ACTIVE_DAYS: Final = 10
"""So many working days with effort in those weeks it takes to say what is usual."""

DROP: Final = 0.3
"""A week within this of the usual is just a week."""


class UsualDay(Struct, frozen=True):
    """The median of attempts over `n` working days with effort, and of the calls among them."""

    attempts: float
    calls: float
    n: int


class Drop(Struct, frozen=True):
    """The last seven days: `attempts` of them where `usual` would have been, over `n` earlier weeks."""

    attempts: int
    usual: float
    n: int

    @property
    def share(self) -> float:
        """How much less, 0 to 1."""
        return 1 - self.attempts / self.usual


def bounce_back(states: States) -> BounceBack:
    """The typical time from a hard day's last no to the next outreach, nights and days off included."""
    hour = timedelta(hours=1)
    took = [found.took / hour for found in resilience.view(states.resilience) if found.took is not None]
    if len(took) < HARD_DAYS:
        return BounceBack(None, len(took))
    return BounceBack(round(median(took), 1), len(took))


def usual_day(states: States, today: date) -> UsualDay | None:
    """What a working day with effort held in the last weeks, today not among them; None with too few such days."""
    on = working_days(states.streaks)
    days = (today - timedelta(days=back) for back in range(1, 7 * WEEKS + 1))
    logged = [states.stats.days.get(day.isoformat()) for day in days if on(day)]
    active = [day for day in logged if day is not None and day.attempts]
    if len(active) < ACTIVE_DAYS:
        return None
    attempts = median(sum(day.attempts.values()) for day in active)
    return UsualDay(attempts, median(day.attempts.get("call", 0) for day in active), len(active))


def drop(states: States, today: date) -> Drop | None:
    """Whether the seven days up to yesterday held clearly less than the weeks before, a working day for a working day.

    None if not, if there are fewer than four earlier weeks to compare with, or fewer than three working days now.
    """
    on = working_days(states.streaks)
    now, days = _week(states, today - timedelta(days=1), on)
    if days < 3:
        return None
    past = [_week(states, today - timedelta(days=1 + 7 * back), on) for back in range(1, WEEKS + 1)]
    usual = [attempts / worked for attempts, worked in past if attempts and worked >= 3]
    if len(usual) < 4:
        return None
    found = Drop(now, median(usual) * days, len(usual))
    return found if found.share >= DROP else None


def _week(states: States, last: date, on: Callable[[date], bool]) -> tuple[int, int]:
    """Attempts of the seven days up to `last`, and how many of those were working days."""
    days = [last - timedelta(days=back) for back in range(7)]
    attempts = sum(
        sum(day.attempts.values()) for one in days if (day := states.stats.days.get(one.isoformat())) is not None
    )
    return attempts, sum(on(one) for one in days)
