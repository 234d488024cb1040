"""Weeks: this week's marks, and which weeks were the best."""

from datetime import date, timedelta

from support.folding import MONDAY

from coach.insight.weeks import BestWeeks, Week, best_weeks, week_marks
from events.folds.stats import Day
from events.folds.streaks import StreaksState, WorkingDays


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def state(*worked: int, rest: tuple[int, ...] = ()) -> StreaksState:
    """Somebody who works Monday to Friday."""
    return StreaksState(
        effort={day(number).isoformat(): 3 for number in worked},
        working=[WorkingDays(MONDAY.isoformat(), [0, 1, 2, 3, 4])],
        rest={day(number).isoformat() for number in rest},
    )


def marks(found: StreaksState, today: int) -> list[str]:
    return [mark for _, mark in week_marks(found, day(today))]


def test_each_day_of_the_week_has_its_mark() -> None:
    """Worked, a working day without outreach, a rest day, today until it is over, the weekend."""
    assert marks(state(0, rest=(2,)), today=3) == ["worked", "open", "off", "ahead", "ahead", "off", "off"]


def test_today_is_never_missed_and_a_worked_weekend_counts() -> None:
    """Outreach on a day off is still outreach; what is dated later than today has not happened."""
    assert marks(state(5), today=5)[4:] == ["open", "worked", "off"]
    assert marks(state(4), today=3)[3:5] == ["ahead", "ahead"]
    assert week_marks(state(), day(9))[0][0] == day(7), "the week begins on its Monday"


def weeks(*attempts: int, steps: dict[int, int] | None = None) -> dict[str, Day]:
    """Weeks with their attempts on a Wednesday, and steps forward by the number of the week."""
    return {
        day(7 * number + 2).isoformat(): Day(
            {"call": count} if count else {}, {"progress": (steps or {}).get(number, 0)}
        )
        for number, count in enumerate(attempts)
    }


def test_the_three_weeks_of_most_effort_and_the_one_of_most_steps() -> None:
    """The most first; a tie goes to the later week."""
    found = best_weeks(weeks(10, 40, 20, 40, 5, steps={4: 3, 0: 1}))
    assert found == BestWeeks(
        [Week(day(21), 40, 1, 0), Week(day(7), 40, 1, 0), Week(day(14), 20, 1, 0)], Week(day(28), 5, 1, 3)
    )


def test_few_weeks_have_no_best() -> None:
    """Three weeks are too few, and a week without effort is none; without a step forward no week has the most."""
    assert best_weeks({}) is None
    assert best_weeks(weeks(10, 0, 20, 30)) is None
    found = best_weeks(weeks(10, 10, 20, 30))
    assert found and found.steps is None
