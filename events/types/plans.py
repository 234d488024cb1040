"""Events about weekly plans: a plan issued, its steps done."""

from typing import ClassVar

import msgspec
from msgspec import Struct

from events.envelope import Event, Private


class PlanStep(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step: its id within the plan, and the card it rests on, if any."""

    step_id: str
    card: str | None = None


class PlanContent(Private, frozen=True, kw_only=True, tag="plan_content"):
    """The whole plan as its JSON document, sealed for the person."""

    plan: msgspec.Raw


class PlanIssued(Event, frozen=True, kw_only=True):
    """The plan of an ISO week ("2026-W47") was made. Sealed for the person: `PlanContent`."""

    type: ClassVar[str] = "plan_issued"
    plan_id: str
    week: str
    steps: list[PlanStep]


class PlanStepDone(Event, frozen=True, kw_only=True):
    """The person ticked a step off."""

    type: ClassVar[str] = "plan_step_done"
    plan_id: str
    step_id: str
