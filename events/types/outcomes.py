"""Events about outcomes: what came of an outreach."""

from typing import ClassVar

from events.envelope import Event
from events.words import Channel, Outcome, Reason


class OutcomeRecorded(Event, frozen=True, kw_only=True):
    """`count` outcomes of one kind, of the outreach `outreach_id` (an event id), whose channel is repeated here
    so that reading a reason by channel needs no second event. Only rejections have a `reason`. `confirmed` is for
    a hard no that the person said is final. `revisit_on` is a stated date (YYYY-MM-DD) to come back. `pitch_id` and
    `pitch_version`, together, name the version of a pitch that was used, where it was not the current one."""

    type: ClassVar[str] = "outcome_recorded"
    entry_id: str
    outreach_id: str
    channel: Channel
    outcome: Outcome
    reason: Reason | None = None
    count: int = 1
    prospect_id: str | None = None
    confirmed: bool = False
    revisit_on: str | None = None
    amount: float | None = None
    batch_id: str | None = None
    pitch_id: str | None = None
    pitch_version: int | None = None
