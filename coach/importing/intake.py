"""Intake: rows become events, chunk by chunk. Tells new rows from known ones, and corrects those that changed.

In: rows of one source. Out: appended events and a `Tally`. A chunk is appended whole or not at all, so an import that
was interrupted goes on where it stopped when it is run again.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from coach.contracts import EntryInput
from coach.importing.earlier import Earlier, find_earlier, says_the_same
from coach.importing.prospects import Prospects
from coach.importing.rows import Refused, Row, stated_time
from coach.importing.source import Source
from coach.journal.decide import correct_entry, log_entry
from coach.journal.service import Journal
from events.codec import AHEAD
from events.envelope import NewEvent, Private
from events.errors import EventConflict
from events.folds.reader import States
from events.ids import derive
from events.types.imports import ImportSource, ImportStarted


class Tally(Struct):
    """What became of rows."""

    added: int = 0
    already: int = 0
    corrected: int = 0
    refused: list[Refused] = field(default_factory=list)


class Intake:
    """One run of an import. `with_prospects`: its rows name prospects, so the person's own must be known first."""

    def __init__(self, journal: Journal, source: Source, started: ImportStarted, name: str, with_prospects: bool):
        self._journal = journal
        self._source = source
        self._started = started
        self._name = name
        self._with_prospects = with_prospects
        self._states = States()
        self._prospects = Prospects(source, [])
        self._first: list[NewEvent] = []

    async def look(self) -> None:
        """Learn what the journal holds now."""
        person_id = self._source.person_id
        self._states = await self._journal.states(person_id)
        self._prospects = Prospects(
            self._source, await self._journal.prospects(person_id) if self._with_prospects else []
        )
        self._first = []
        if self._started.batch_id not in self._states.imports.batches:
            sealed: dict[str, Private] = {person_id: ImportSource(name=self._name)}
            self._first = [NewEvent(derive(self._started.batch_id, "started"), self._now(), self._started, sealed)]

    async def take(self, rows: Sequence[Row], dry_run: bool) -> Tally:
        """Take one chunk of rows in."""
        tally, events = await self._decide(rows)
        if events and not dry_run:
            try:
                await self._journal.log.append(self._source.person_id, [*self._first, *events])
            except EventConflict:  # another run of the same import came first: look again, once
                await self.look()
                tally, events = await self._decide(rows)
                await self._journal.log.append(self._source.person_id, [*self._first, *events])
            self._first = []
        return tally

    async def _decide(self, rows: Sequence[Row]) -> tuple[Tally, list[NewEvent]]:
        tally, events, latest = Tally(), list[NewEvent](), self._journal.clock() + AHEAD
        known = await find_earlier(self._journal.log, self._source, rows, self._states.imports.corrected)
        for row, earlier in zip(rows, known, strict=True):
            if row.moment > latest:
                tally.refused.append(Refused(row.line, "This is dated more than a day ahead. Correct the date."))
            else:
                events.extend(await self._decide_row(row, earlier, tally))
        return tally, events

    async def _decide_row(self, row: Row, earlier: Earlier, tally: Tally) -> list[NewEvent]:
        about = self._prospects.find(row.prospect, earlier.prospect_id)
        if earlier.came_in and await self._holds(row, earlier, about):
            tally.already += 1
            return []
        if self._prospects.is_forgotten(about):
            tally.refused.append(Refused(row.line, "This prospect was forgotten. Remove the row: it cannot come in."))
            return []
        introduction = self._prospects.introduce(about, row.prospect, row.moment, self._started.batch_id)
        if not earlier.came_in:
            tally.added += 1
            return [*introduction, *self._events(row, earlier.entry_id, row.moment, about)]
        tally.corrected += 1
        replacement_id = self._source.replacement_id(row, earlier.current)
        replacement = self._events(row, replacement_id, row.moment, about)
        return [*introduction, *correct_entry(earlier.current, replacement, replacement_id, self._now())]

    async def _holds(self, row: Row, earlier: Earlier, about: str | None) -> bool:
        """Whether the journal holds what the row says, or what the person put in its place."""
        if earlier.current in self._states.withdrawn.entries:
            return True  # the person took it back, and it does not return with the next import
        if earlier.replaced is None:
            came_in = earlier.parts[0].moment
            # A time that the file did not state stays as it came in: the person may live in another zone by now.
            kept = stated_time(came_in, row.stated) == stated_time(row.moment, row.stated)
            events = self._events(row, earlier.entry_id, came_in if kept else row.moment, about)
            return await says_the_same(events, earlier.parts, self._journal.keys)
        if earlier.current == self._source.replacement_id(row, earlier.replaced):
            return True
        return earlier.batch_id != self._started.batch_id  # the person's own correction outlives the file

    def _events(self, row: Row, entry_id: str, moment: datetime, about: str | None) -> list[NewEvent]:
        entry = EntryInput(
            entry_id=entry_id, channel=row.channel, count=row.count, outcomes=list(row.outcomes), note=row.note
        )
        return log_entry(entry, self._source.person_id, moment, about, self._started.batch_id)

    def _now(self) -> datetime:
        return self._journal.clock().astimezone(ZoneInfo(self._states.person.time_zone))
