"""Export of entries as plain CSV: a row for each outcome, in the columns that `coach import` reads back.

Attempts that came to nothing yet are a row without an outcome, so the sums stay what they are: 12 calls with 9 no's are
rows of 9 and of 3. What has no column is left out: amounts, dates to come back, whether a no was confirmed.
"""

import csv
import io
from collections.abc import AsyncIterator, Iterator, Sequence

from msgspec import Struct, field

from coach.contracts import Prospect
from coach.journal.service import Journal
from events.envelope import Recorded
from events.sealing import unseal
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded

COLUMNS = ("date", "channel", "outcome", "reason", "count", "note", "contact", "company")


class _Entry(Struct):
    """An outreach and what came of it so far."""

    outreach: OutreachRecorded
    occurred_at: str
    note: str
    outcomes: list[OutcomeRecorded] = field(default_factory=list)


async def export_csv_lines(journal: Journal, person_id: str) -> AsyncIterator[bytes]:
    """The header and the rows, each with its line break, oldest first. Entries that no longer count are left out."""
    yield _row(COLUMNS)
    states = await journal.states(person_id)
    prospects = {prospect.prospect_id: prospect for prospect in await journal.prospects(person_id)}
    entry: _Entry | None = None
    async for recorded in journal.log.read(person_id, limit=states.version):
        event = recorded.event
        if states.withdrawn.covers(recorded):
            continue
        if isinstance(event, OutreachRecorded):
            for row in _rows(entry, prospects):
                yield row
            entry = _Entry(event, recorded.occurred_at, await _note(journal, recorded))
        elif isinstance(event, OutcomeRecorded) and entry and event.entry_id == entry.outreach.entry_id:
            # The events of an entry stand together in the stream: they come in one append.
            entry.outcomes.append(event)
    for row in _rows(entry, prospects):
        yield row


def _rows(entry: _Entry | None, prospects: dict[str, Prospect]) -> Iterator[bytes]:
    if entry is None:
        return
    who = prospects.get(entry.outreach.prospect_id or "")
    names = (_clean(who.contact), _clean(who.company)) if who else ("", "")
    cells: list[tuple[str, str, int]] = [
        (outcome.outcome, outcome.reason or "", outcome.count) for outcome in entry.outcomes
    ]
    rest = entry.outreach.count - sum(outcome.count for outcome in entry.outcomes)
    if rest > 0:
        cells.append(("", "", rest))
    for number, (outcome, reason, count) in enumerate(cells):
        note = "" if number else _clean(entry.note)  # one note an entry, not one a row
        yield _row((_date(entry.occurred_at), entry.outreach.channel, outcome, reason, str(count), note, *names))


def _date(occurred_at: str) -> str:
    """The moment as it was on the clock. Without the offset where that is none: the import reads "+00:00" as written
    by a machine and moves it into the person's zone, and so perhaps to another day."""
    return occurred_at.removesuffix("+00:00")


def _clean(text: str) -> str:
    return text.replace("\0", "")  # what no table can hold


async def _note(journal: Journal, recorded: Recorded) -> str:
    parts = (await unseal(recorded, journal.keys)).values()
    return next((part.note for part in parts if isinstance(part, EntryNote)), "")


def _row(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()
