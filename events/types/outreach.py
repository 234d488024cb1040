"""Events about outreach: attempts to reach someone."""

from typing import ClassVar

from events.envelope import Event, Private
from events.words import Channel


class EntryNote(Private, frozen=True, kw_only=True, tag="entry_note"):
    """A note to an entry: sealed for the prospect it is about, else for the person."""

    note: str


class OutreachRecorded(Event, frozen=True, kw_only=True):
    """`count` attempts over one channel. The event's id is the outreach's id; `entry_id` groups what was logged
    together. `batch_id` names the import it came with. Sealed: `EntryNote`, if there is a note."""

    type: ClassVar[str] = "outreach_recorded"
    entry_id: str
    channel: Channel
    count: int = 1
    prospect_id: str | None = None
    batch_id: str | None = None
