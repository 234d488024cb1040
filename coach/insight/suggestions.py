"""Goals made of what the person already does: slightly more than their own usual, never a number from an article."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from statistics import median
from typing import Final

from coach.contracts import GoalSuggestion
from coach.insight.effort import WEEKS, usual_day
from events.folds import follow_ups, goals
from events.folds.reader import States
from events.words import GoalKind

SLIGHTLY_MORE: Final = 1.1

FOLLOW_UPS_A_DAY: Final = 2
"""A list that grew long is worked off over weeks: more than so many a working day would be a chore."""

MOSTLY_CALLS: Final = 0.8


def suggest_goals(states: States, today: date) -> list[GoalSuggestion]:
    """Goals that fit, by kind; none of a kind that the person already has a goal for."""
    kept: set[GoalKind] = {goal.kind for goal in goals.current(states.goals).values()}
    found = [*_a_day(states, today), *_follow_ups(states, today), *_prospects(states, today)]
    return [suggestion for suggestion in found if suggestion.kind not in kept]


def _a_day(states: States, today: date) -> Iterator[GoalSuggestion]:
    usual = usual_day(states, today)
    if usual is None:
        return
    # Somebody who mostly calls thinks in calls.
    calls = usual.calls >= MOSTLY_CALLS * usual.attempts
    number, word = (usual.calls, "calls") if calls else (usual.attempts, "attempts")
    why = f"Your usual working day has {number:g} {word}, over {usual.n} days with effort. This is slightly more."
    yield GoalSuggestion("calls_a_day" if calls else "outreach_a_day", _slightly_more(number), why, number, usual.n)


def _follow_ups(states: States, today: date) -> Iterator[GoalSuggestion]:
    sunday = today + timedelta(days=6 - today.weekday())
    # As of Sunday, those of this week are due as well.
    waiting = sum(one.status == "due" for one in follow_ups.view(states.follow_ups, sunday))
    if not waiting:
        return
    target = min(waiting, FOLLOW_UPS_A_DAY * 5)
    why = f"{waiting:,} {'follow-up asks' if waiting == 1 else 'follow-ups ask'} for you this week."
    if target < waiting:
        why += f" {target} is two a day; the rest can wait their turn."
    yield GoalSuggestion("follow_ups_a_week", target, why, waiting, waiting)


def _prospects(states: States, today: date) -> Iterator[GoalSuggestion]:
    monday = today - timedelta(days=today.weekday())
    weeks: Counter[int] = Counter()
    for day, count in states.goals.prospects.items():
        back = ((monday - date.fromisoformat(day)).days + 6) // 7  # whole weeks; 0 is this one
        if 1 <= back <= WEEKS:
            weeks[back] += count
    if len(weeks) < WEEKS / 2:
        return
    usual = median(weeks.values())
    why = f"In {len(weeks)} of the last {WEEKS} weeks you added new prospects, usually {usual:g}."
    yield GoalSuggestion("new_prospects_a_week", _slightly_more(usual), why, usual, len(weeks))


def _slightly_more(usual: float) -> int:
    return max(ceil(usual * SLIGHTLY_MORE), int(usual) + 1)
