"""Goals: what the person means to do, and how far they are today, this week and this month."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, met, on, proof, record

from events.envelope import Event, Recorded
from events.folds.goals import GOALS, GoalsState, Progress, current, period, progress
from events.folds.stats import STATS
from events.types.follow_ups import FollowUpDone
from events.types.goals import GoalDropped, GoalSet
from events.types.prospects import ProspectAdded
from events.words import GOAL_KINDS, GoalKind


def goal(kind: GoalKind = "calls_a_day", target: int = 10, goal_id: str = "g") -> GoalSet:
    return GoalSet(goal_id=goal_id, kind=kind, target=target, horizon="short")


def seen(kind: GoalKind, *events: Recorded, today: int = 9) -> Progress:
    """The progress of one goal of this kind; today is Wednesday 14 January 2026."""
    stream = [record(goal(kind), on(0)), *events]
    (found,) = progress(folded(GOALS, stream), folded(STATS, stream), on(today).date())
    return found


def test_a_goal_is_as_it_was_last_set() -> None:
    """By moment; a goal that was dropped is gone until it is set again."""
    set_, more, again = record(goal(), on(0)), record(goal(target=20), on(2)), record(goal(target=5), on(4))
    dropped = record(GoalDropped(goal_id="g"), on(3))

    def targets(*events: Recorded) -> list[int]:
        return [found.target for found in current(folded(GOALS, events)).values()]

    assert targets(set_) == [10]
    assert targets(set_, more) == targets(more, set_) == [20]
    assert targets(set_, more, dropped) == targets(dropped, set_, more) == []
    assert targets(set_, more, dropped, again) == [5]
    assert targets(dropped) == []


def test_a_day_counts_that_day_only() -> None:
    """Calls are calls; outreach is everything, by its counts."""
    events = [
        record(called(4), on(9)),
        record(called(3, channel="email"), on(9)),
        record(called(7), on(8)),
    ]
    found = seen("calls_a_day", *events)
    assert (found.done, found.target, found.reached) == (4, 10, False)
    assert (found.since, found.until) == (on(9).date(), on(9).date())
    assert seen("outreach_a_day", *events).done == 7


def test_a_week_is_from_monday_to_sunday() -> None:
    """Small wins of this week, as logged by local day."""
    events = [record(met("progress", count=2), on(day)) for day in (6, 7, 13, 14)]
    found = seen("small_wins_a_week", *events)
    assert (found.done, found.since, found.until) == (4, on(7).date(), on(13).date())


def test_follow_ups_count_once() -> None:
    """On the day they were first done, however often that is said."""
    done = [record(FollowUpDone(follow_up_id=name), on(day)) for name, day in (("a", 8), ("a", 9), ("b", 9), ("c", 5))]
    assert seen("follow_ups_a_week", *done).done == 2
    assert seen("follow_ups_a_week", *done, record(FollowUpDone(follow_up_id="a"), on(3))).done == 1


def test_imported_prospects_are_not_new_ones() -> None:
    """A list that was bought is not found this week."""
    events = [
        record(ProspectAdded(prospect_id="p1"), on(8)),
        record(ProspectAdded(prospect_id="p2"), on(5)),
        record(ProspectAdded(prospect_id="p3", batch_id="b"), on(8)),
    ]
    assert seen("new_prospects_a_week", *events).done == 1


def test_a_month_is_the_calendar_month() -> None:
    """Outcome goals look further."""
    events = [record(met("won"), on(day)) for day in (-5, -4, 3, 26, 27)]
    found = seen("won_a_month", *events)
    assert (found.done, found.since, found.until) == (3, date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("kind", GOAL_KINDS)
def test_every_kind_has_a_period_and_a_count(kind: GoalKind) -> None:
    """Nothing logged is nothing done, and today is in the period."""
    found = seen(kind)
    assert found.done == 0
    assert found.since <= on(9).date() <= found.until
    assert period(kind, date(2028, 2, 29))[1] >= date(2028, 2, 29)


goals = st.builds(goal, st.sampled_from(GOAL_KINDS), st.integers(1, 9), st.sampled_from(["g", "h"])) | st.builds(
    GoalDropped, goal_id=st.sampled_from(["g", "h"])
)
counted = st.builds(FollowUpDone, follow_up_id=st.sampled_from("abc")) | st.just(ProspectAdded(prospect_id="p"))


@given(story=st.lists(goals | counted, max_size=30), chance=st.randoms())
@proof
def test_the_order_of_coming_in_does_not_matter(story: list[Event], chance: random.Random) -> None:
    """A goal set offline on Monday does not replace the one of Tuesday."""
    stream = [record(event, on(0, 7 * number)) for number, event in enumerate(story)]
    states: list[GoalsState] = [folded(GOALS, order) for order in (stream, chance.sample(stream, len(stream)))]
    assert canonical(states[0]) == canonical(states[1])
    expected: dict[str, int] = {}
    for event in story:
        if isinstance(event, GoalSet):
            expected[event.goal_id] = event.target
        elif isinstance(event, GoalDropped):
            expected.pop(event.goal_id, None)
    assert {goal_id: found.target for goal_id, found in current(states[0]).items()} == expected
