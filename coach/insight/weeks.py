"""Weeks: the marks of this week's days, and the best weeks of a period. In: folded state. Out: plain rows."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from events.folds.stats import Day
from events.folds.streaks import StreaksState, working_days

FEWEST: Final = 4
"""So many weeks with effort it takes before any of them is called the best."""

Mark = Literal["worked", "off", "open", "ahead"]
"""Outreach; a day off; a working day that passed without; still to come, as today is until it is over."""


class Week(Struct, frozen=True):
    """The week from a Monday: attempts, days with any, and steps forward."""

    monday: date
    attempts: int
    days: int
    steps: int


class BestWeeks(Struct, frozen=True):
    """The weeks with the most effort, the most first, and the one with the most steps forward, if there was any."""

    effort: list[Week]
    steps: Week | None


def week_marks(state: StreaksState, today: date) -> list[tuple[date, Mark]]:
    """The seven days of this week, from Monday."""
    on = working_days(state)
    monday = today - timedelta(days=today.weekday())
    return [(day, _mark(state, day, today, on(day))) for day in (monday + timedelta(days=n) for n in range(7))]


def _mark(state: StreaksState, day: date, today: date, working: bool) -> Mark:
    if day <= today and day.isoformat() in state.effort:
        return "worked"
    if not working:
        return "off"
    return "ahead" if day >= today else "open"


def weeks_of(days: Mapping[str, Day]) -> list[Week]:
    """The weeks that have any effort, in their order, from days by their date (YYYY-MM-DD)."""
    found: dict[date, Week] = {}
    for text, day in days.items():
        attempts = sum(day.attempts.values())
        one = date.fromisoformat(text)
        monday = one - timedelta(days=one.weekday())
        before = found.get(monday, Week(monday, 0, 0, 0))
        found[monday] = Week(
            monday,
            before.attempts + attempts,
            before.days + (attempts > 0),
            before.steps + day.outcomes.get("progress", 0),
        )
    return sorted((week for week in found.values() if week.attempts), key=lambda week: week.monday)


def best_weeks(days: Mapping[str, Day], most: int = 3) -> BestWeeks | None:
    """The best weeks of a period; ties go to the later week. None with fewer than `FEWEST` weeks of effort."""
    weeks = weeks_of(days)
    if len(weeks) < FEWEST:
        return None
    by_effort = sorted(weeks, key=lambda week: (week.attempts, week.monday), reverse=True)
    steps = max(weeks, key=lambda week: (week.steps, week.monday))
    return BestWeeks(by_effort[:most], steps if steps.steps else None)
