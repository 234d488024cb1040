"""Withdrawal: which entries no longer count, because they were retracted, replaced or their import was undone."""

from typing import Final

from msgspec import Struct, field

from events.envelope import Event, Occurrence
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.follow_ups import FollowUpDone, FollowUpScheduled, FollowUpSnoozed
from events.types.imports import ImportUndone
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.types.prospects import ProspectAdded
from events.types.rest import RestDaysTaken

WITHDRAWALS: Final = frozenset({EntryRetracted, EntryCorrected, ImportUndone})
"""The events that withdraw others."""


class Withdrawn(Struct):
    """Ids of withdrawn entries and of undone batches."""

    entries: set[str] = field(default_factory=set)
    batches: set[str] = field(default_factory=set)

    def note(self, event: Event) -> bool:
        """Take a withdrawal in. True if it withdraws something that was not withdrawn before."""
        match event:
            case EntryRetracted() | EntryCorrected():
                known, new = self.entries, event.entry_id
            case ImportUndone():
                known, new = self.batches, event.batch_id
            case _:
                return False
        fresh = new not in known
        known.add(new)
        return fresh

    def covers(self, recorded: Occurrence) -> bool:
        """Whether this event no longer counts."""
        match recorded.event:
            case OutreachRecorded() | OutcomeRecorded() as event:
                return event.entry_id in self.entries or event.batch_id in self.batches
            case RestDaysTaken() | FollowUpScheduled() | FollowUpSnoozed() | FollowUpDone() as event:
                return event.entry_id in self.entries
            case ProspectAdded() as event:
                return event.batch_id in self.batches
            case _:
                return False
