"""Goals: what the person means to do or to reach, and how far they are, counted from what they logged.

The fold keeps the goals, and the two things that goals count and no other fold has: follow-ups done, and prospects
added by hand (imported ones were not found this week).
"""

import calendar
from datetime import date, timedelta

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.stats import StatsState
from events.folds.timeline import milliseconds_of
from events.types.follow_ups import FollowUpDone
from events.types.goals import GoalDropped, GoalSet
from events.types.prospects import ProspectAdded
from events.words import GoalKind, Horizon


class GoalState(Struct):
    """One goal as it was last set, at `at` (milliseconds)."""

    kind: GoalKind
    target: int
    horizon: Horizon
    at: int


class GoalsState(Struct):
    """Goals by id as last set, and when each was last dropped; the local day on which each follow-up was done first;
    new prospects by local day."""

    goals: dict[str, GoalState] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    followed_up: dict[str, str] = field(default_factory=dict)
    prospects: dict[str, int] = field(default_factory=dict)


class Progress(Struct, frozen=True):
    """How far a goal is: `done` of `target` from the day `since` to the day `until`, both in it."""

    goal_id: str
    kind: GoalKind
    horizon: Horizon
    target: int
    done: int
    since: date
    until: date

    @property
    def reached(self) -> bool:
        return self.done >= self.target


def apply(state: GoalsState, recorded: Occurrence) -> None:
    match recorded.event:
        case GoalSet() as event:
            at, known = milliseconds_of(recorded.occurred_at), state.goals.get(event.goal_id)
            if known is None or at >= known.at:
                state.goals[event.goal_id] = GoalState(event.kind, event.target, event.horizon, at)
        case GoalDropped() as event:
            at = milliseconds_of(recorded.occurred_at)
            state.dropped[event.goal_id] = max(at, state.dropped.get(event.goal_id, at))
        case FollowUpDone() as event:
            first = state.followed_up.get(event.follow_up_id, recorded.day)
            state.followed_up[event.follow_up_id] = min(first, recorded.day)
        case ProspectAdded() as event if event.batch_id is None:
            state.prospects[recorded.day] = state.prospects.get(recorded.day, 0) + 1


def current(state: GoalsState) -> dict[str, GoalState]:
    """The goals that were not dropped since they were last set, by id, the oldest first."""
    kept = {
        goal_id: goal
        for goal_id, goal in state.goals.items()
        if goal_id not in state.dropped or state.dropped[goal_id] < goal.at
    }
    return dict(sorted(kept.items(), key=lambda item: (item[1].at, item[0])))


def progress(state: GoalsState, stats: StatsState, today: date) -> list[Progress]:
    """How far each current goal is in its day, ISO week or month around the local day `today`."""
    found = []
    for goal_id, goal in current(state).items():
        since, until = period(goal.kind, today)
        days = [(since + timedelta(days=number)).isoformat() for number in range((until - since).days + 1)]
        done = _done(goal.kind, days, state, stats)
        found.append(Progress(goal_id, goal.kind, goal.horizon, goal.target, done, since, until))
    return found


def period(kind: GoalKind, today: date) -> tuple[date, date]:
    """The first and the last day of the period that a kind of goal is for."""
    if kind.endswith("_a_day"):
        return today, today
    if kind.endswith("_a_week"):
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    return today.replace(day=1), today.replace(day=calendar.monthrange(today.year, today.month)[1])


def _done(kind: GoalKind, days: list[str], state: GoalsState, stats: StatsState) -> int:
    logged = [stats.days[day] for day in days if day in stats.days]
    match kind:
        case "outreach_a_day":
            return sum(sum(day.attempts.values()) for day in logged)
        case "calls_a_day":
            return sum(day.attempts.get("call", 0) for day in logged)
        case "follow_ups_a_week":
            return sum(day in days for day in state.followed_up.values())
        case "new_prospects_a_week":
            return sum(state.prospects.get(day, 0) for day in days)
        case "small_wins_a_week":
            return sum(day.outcomes.get("progress", 0) for day in logged)
        case "won_a_month":
            return sum(day.outcomes.get("won", 0) for day in logged)


GOALS = Fold("goals", 1, GoalsState, apply, (GoalSet, GoalDropped, FollowUpDone, ProspectAdded))
