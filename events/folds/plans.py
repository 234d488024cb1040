"""Plans: the weekly plans that were issued, their steps, and which of them were done.

A step may be ticked off, on a phone without a network, in an event that comes in before the plan it belongs to. So
both are kept by the plan's id, and `issued` puts them together.
"""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.plans import PlanIssued, PlanStepDone

KEPT = 520
"""How many plans are kept: ten years of weeks. Older ones are in the log."""


class StepState(Struct, array_like=True):
    """A step as it was issued."""

    step_id: str
    card: str | None


class PlanState(Struct):
    """What is known of one plan: the ISO week it is for, when it was `issued` (milliseconds), its steps in order, the
    local day on which each was first done. `version` is that of the event that seals its content, 0 until the plan
    itself comes in; `heard` is that of the event that first named it."""

    heard: int
    week: str = ""
    issued: int = 0
    version: int = 0
    steps: list[StepState] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)


class PlansState(Struct):
    """Plans by id."""

    plans: dict[str, PlanState] = field(default_factory=dict)


class Step(Struct, frozen=True):
    """One step: the card it rests on, if any, and the local day (YYYY-MM-DD) on which it was done."""

    step_id: str
    card: str | None
    done_on: str | None


class Plan(Struct, frozen=True):
    """The plan of one ISO week ("2026-W47"). `version` is that of the event that seals its content."""

    plan_id: str
    week: str
    version: int
    steps: list[Step]

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.done_on is not None for step in self.steps)


def apply(state: PlansState, recorded: Occurrence) -> None:
    match recorded.event:
        case PlanIssued() as event:
            found, at = _plan(state, event.plan_id, recorded), milliseconds_of(recorded.occurred_at)
            if (at, recorded.version) >= (found.issued, found.version) or not found.version:
                found.week, found.issued, found.version = event.week, at, recorded.version
                found.steps = [StepState(step.step_id, step.card) for step in event.steps]
        case PlanStepDone() as event:
            done = _plan(state, event.plan_id, recorded).done
            done[event.step_id] = min(recorded.day, done.get(event.step_id, recorded.day))


def _plan(state: PlansState, plan_id: str, recorded: Occurrence) -> PlanState:
    found = state.plans.get(plan_id)
    if found is None:
        found = state.plans[plan_id] = PlanState(recorded.version)
        if len(state.plans) > KEPT:
            # Not the first of the dict: its order is another one once it was in a snapshot.
            del state.plans[min(state.plans, key=lambda known: state.plans[known].heard)]
    found.heard = min(found.heard, recorded.version)
    return found


def issued(state: PlansState) -> list[Plan]:
    """The plan of each week that has one, oldest week first; of several for a week the last that was issued."""
    by_week: dict[str, tuple[str, PlanState]] = {}
    known = [(plan_id, plan) for plan_id, plan in state.plans.items() if plan.version]
    for plan_id, plan in sorted(known, key=lambda item: (item[1].week, item[1].issued, item[1].version)):
        by_week[plan.week] = plan_id, plan
    return [
        Plan(
            plan_id,
            week,
            plan.version,
            [Step(step.step_id, step.card, plan.done.get(step.step_id)) for step in plan.steps],
        )
        for week, (plan_id, plan) in by_week.items()
    ]


PLANS = Fold("plans", 1, PlansState, apply, (PlanIssued, PlanStepDone))
