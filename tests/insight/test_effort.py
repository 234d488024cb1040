"""Effort against one's own usual: bounce-back, usual days, quieter weeks, goals that fit, public baselines."""

from datetime import date, timedelta

import pytest
from support.folding import MONDAY, called, met, on, record

from coach.insight.baselines import BASELINES, baseline_words
from coach.insight.effort import bounce_back, drop, usual_day
from coach.insight.suggestions import suggest_goals
from events.envelope import Event
from events.folds.reader import States, fold_into
from events.types.goals import GoalSet
from events.types.prospects import ProspectAdded
from events.types.rest import PauseStarted


def states(*events: tuple[Event, int, float]) -> States:
    """Events, each with its day after the Monday and its hour."""
    found = States()
    ordered = sorted(events, key=lambda one: (one[1], one[2]))
    fold_into(found, [record(event, on(day, hour), n + 1) for n, (event, day, hour) in enumerate(ordered)])
    return found


def weeks(count: int, a_day: int, channel: str = "call") -> list[tuple[Event, int, float]]:
    """So many weeks of Monday to Friday with the same effort."""
    return [(called(a_day, channel=channel), 7 * week + day, 9) for week in range(count) for day in range(5)]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_bounce_back_is_a_median_of_enough_hard_days() -> None:
    """From the last no of a hard day to the next outreach; under five such days it is too early."""
    story: list[tuple[Event, int, float]] = []
    for number, hours in enumerate((15, 16, 17, 40, 18)):
        story += [(met("soft_no", count=5), 10 * number, 17), (called(), 10 * number, 17 + hours)]
    found = bounce_back(states(*story))
    assert (found.median_hours, found.n) == (17.0, 5)
    assert bounce_back(states(*story[:8])).median_hours is None
    assert bounce_back(states()).n == 0


def test_a_usual_day_has_the_median_of_days_with_effort() -> None:
    """Weekends and today are not in it; ten days are needed."""
    found = usual_day(states(*weeks(2, 18), (called(500), 5, 9), (called(3), 14, 9)), day(14))
    assert found is not None
    assert (found.attempts, found.calls, found.n) == (18, 18, 10)
    assert usual_day(states(*weeks(1, 18)), day(14)) is None


def test_a_quiet_week_is_held_against_working_days() -> None:
    """A clear drop is told; a small one is not; nor is a pause, for days off are nobody's shortfall."""
    quiet = [*weeks(6, 20), *((called(8), 42 + number, 9) for number in range(5))]
    found = drop(states(*quiet), day(49))
    assert found is not None
    assert (found.attempts, found.usual, found.n) == (40, 100, 6)
    assert found.share == pytest.approx(0.6)
    assert drop(states(*weeks(7, 20)), day(49)) is None
    assert drop(states(*weeks(3, 20)), day(28)) is None  # too few weeks to compare with
    off = PauseStarted(pause_id="p", since=day(43).isoformat())
    assert drop(states(*weeks(6, 20), (off, 42, 9)), day(49)) is None
    half = PauseStarted(pause_id="p", since=day(45).isoformat())
    three_days = [*weeks(6, 20), *((called(20), 42 + number, 9) for number in range(3)), (half, 44, 18)]
    assert drop(states(*three_days), day(49)) is None


def test_goals_are_slightly_above_the_usual() -> None:
    """In calls for somebody who calls, else in attempts; never a fixed number; none that is set already."""
    found = suggest_goals(states(*weeks(3, 18)), day(21))
    assert [(goal.kind, goal.target, goal.usual, goal.n) for goal in found] == [("calls_a_day", 20, 18, 15)]
    mixed = suggest_goals(states(*weeks(3, 3, "email")), day(21))
    assert [(goal.kind, goal.target) for goal in mixed] == [("outreach_a_day", 4)]
    assert "3 attempts, over 15 days" in mixed[0].why
    own = GoalSet(goal_id="g", kind="calls_a_day", target=9, horizon="short")
    assert suggest_goals(states(*weeks(3, 18), (own, 3, 9)), day(21)) == []
    assert suggest_goals(states(), day(0)) == []


def test_follow_ups_that_ask_this_week_are_a_goal() -> None:
    """As many as there are, up to two a working day."""
    asks: list[tuple[Event, int, float]] = [
        (met("soft_no", reason="hesitation", prospect_id=f"p{number}"), 0, 9) for number in range(3)
    ]
    (found,) = suggest_goals(states(*asks), day(14))
    assert (found.kind, found.target) == ("follow_ups_a_week", 3)
    assert suggest_goals(states(*asks), day(0)) == []
    asks += [(met("soft_no", reason="hesitation", prospect_id=f"q{number}"), 0, 9) for number in range(30)]
    (many,) = suggest_goals(states(*asks), day(14))
    assert (many.target, many.usual) == (10, 33)


def test_new_prospects_by_week() -> None:
    """The usual week of those with any, once half of the last eight weeks had some."""
    story: list[tuple[Event, int, float]] = [
        (ProspectAdded(prospect_id=f"{week}-{number}"), 7 * week + number, 9)
        for week in range(4)
        for number in range(4)
    ]
    (found,) = suggest_goals(states(*story), day(28))
    assert (found.kind, found.target, found.usual, found.n) == ("new_prospects_a_week", 5, 4, 4)
    assert suggest_goals(states(*story[:12]), day(28)) == []


def test_baselines_have_source_and_year() -> None:
    """Each is a share, and its line names where it is from."""
    for baseline in BASELINES:
        assert 0 < baseline.low <= baseline.high < 1
        assert baseline_words(baseline).endswith(f"{baseline.source}, {baseline.year}.")
    assert baseline_words(BASELINES[0]).startswith("8.5%: ")
