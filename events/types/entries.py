"""Events that withdraw entries. Nothing is ever removed: readers fold the stream again without the entry."""

from typing import ClassVar

from events.envelope import Event


class EntryRetracted(Event, frozen=True, kw_only=True):
    """The person took an entry back."""

    type: ClassVar[str] = "entry_retracted"
    entry_id: str


class EntryCorrected(Event, frozen=True, kw_only=True):
    """An entry was replaced by `replacement_id`, whose events stand in the same append."""

    type: ClassVar[str] = "entry_corrected"
    entry_id: str
    replacement_id: str
