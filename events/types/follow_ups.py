"""Events about follow-ups. A soft no with a prospect opens one by itself; its id is the outcome's event id."""

from typing import ClassVar

from events.envelope import Event


class FollowUpScheduled(Event, frozen=True, kw_only=True):
    """The person set the revisit date (YYYY-MM-DD) of a follow-up themselves. `entry_id` is the entry whose no it
    comes back to: withdrawing that entry withdraws the date. Without one it is a reminder that stands by itself."""

    type: ClassVar[str] = "follow_up_scheduled"
    follow_up_id: str
    prospect_id: str
    due_on: str
    entry_id: str | None = None


class FollowUpSnoozed(Event, frozen=True, kw_only=True):
    """The person put a follow-up off until `until` (YYYY-MM-DD). `entry_id` is the entry for which they did, such as a
    call without an answer: withdrawing that entry withdraws this."""

    type: ClassVar[str] = "follow_up_snoozed"
    follow_up_id: str
    until: str
    entry_id: str | None = None


class FollowUpDone(Event, frozen=True, kw_only=True):
    """The person followed up; `entry_id` is the entry that came of it, if one was logged: withdrawing that entry
    withdraws this."""

    type: ClassVar[str] = "follow_up_done"
    follow_up_id: str
    entry_id: str | None = None


class FollowUpDropped(Event, frozen=True, kw_only=True):
    """The person decided not to follow up."""

    type: ClassVar[str] = "follow_up_dropped"
    follow_up_id: str
