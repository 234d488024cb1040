"""Events about time off: single rest days, and pauses (a holiday, an illness) of many."""

from typing import ClassVar

from events.envelope import Event


class RestDaysTaken(Event, frozen=True, kw_only=True):
    """The person takes these local days (YYYY-MM-DD) off. `entry_id` is for taking them back, as of any entry."""

    type: ClassVar[str] = "rest_days_taken"
    days: list[str]
    entry_id: str | None = None


class PauseStarted(Event, frozen=True, kw_only=True):
    """The person pauses from the local day `since` on, until its end is recorded or, where it is known, through
    the day `until` (YYYY-MM-DD, itself a day off)."""

    type: ClassVar[str] = "pause_started"
    pause_id: str
    since: str
    until: str | None = None


class PauseEnded(Event, frozen=True, kw_only=True):
    """The person is back: `on` (YYYY-MM-DD) is the first day that is no longer off. The first day of the pause
    itself takes the whole pause back."""

    type: ClassVar[str] = "pause_ended"
    pause_id: str
    on: str
