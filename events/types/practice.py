"""Events about practice: an objection played through."""

from typing import ClassVar

from events.envelope import Event
from events.words import Reason


class PracticeHeld(Event, frozen=True, kw_only=True):
    """The person practised the objection behind `reason`; `checks` says which of the yes/no checks they met."""

    type: ClassVar[str] = "practice_held"
    practice_id: str
    reason: Reason
    checks: dict[str, bool]
