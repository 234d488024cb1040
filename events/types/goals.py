"""Events about goals: what the person means to do (process goals) or to reach (outcome goals)."""

from typing import ClassVar

from events.envelope import Event
from events.words import GoalKind, Horizon


class GoalSet(Event, frozen=True, kw_only=True):
    """The person set a goal, or gave one they have another target. `target` is for the period in the kind's name."""

    type: ClassVar[str] = "goal_set"
    goal_id: str
    kind: GoalKind
    target: int
    horizon: Horizon


class GoalDropped(Event, frozen=True, kw_only=True):
    """The person let a goal go. Setting it again brings it back."""

    type: ClassVar[str] = "goal_dropped"
    goal_id: str
