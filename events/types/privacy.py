"""Events about forgetting. The key is destroyed between the two: a request without its end is done again."""

from typing import ClassVar

from events.envelope import Event


class ForgettingRequested(Event, frozen=True, kw_only=True):
    """Somebody is to be forgotten: the prospect with this id, or the person themselves."""

    type: ClassVar[str] = "forgetting_requested"
    subject_id: str


class ForgettingDone(Event, frozen=True, kw_only=True):
    """The key of this subject is destroyed: nothing sealed for them can be read any more."""

    type: ClassVar[str] = "forgetting_done"
    subject_id: str
