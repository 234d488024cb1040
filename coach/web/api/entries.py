"""Entries: the offline queue of a phone, reading back, taking back, correcting."""

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from coach.contracts import BatchResult, Entry, EntryBatch, EntryInput, EntryResult
from coach.services import Rebound


@post("/api/v1/entries", status_code=200, summary="Log entries, each on its own")
async def log_entries(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[EntryBatch]
) -> BatchResult:
    """One result an entry, in order: added, already, conflict or invalid. One bad entry never blocks the others."""
    return await rebound.journal.log_batch(person_id, data.entries)


@get("/api/v1/entries", summary="The newest entries")
async def list_entries(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], limit: int = 5
) -> list[Entry]:
    """Newest first, at most 50."""
    return await rebound.journal.recent_entries(person_id, max(1, min(limit, 50)))


@put("/api/v1/entries/{entry_id:str}", summary="Put another entry in the place of one")
async def correct_entry(
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    entry_id: FromPath[str],
    data: JSONBody[EntryInput],
) -> EntryResult:
    """The body is the whole corrected entry, with an `entry_id` of its own."""
    return await rebound.journal.correct(person_id, entry_id, data)


@delete("/api/v1/entries/{entry_id:str}", status_code=200, summary="Take an entry back")
async def undo_entry(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], entry_id: FromPath[str]
) -> Entry:
    """The entry as it was. Taking it back again changes nothing."""
    return await rebound.journal.undo(person_id, entry_id)


ROUTES = [log_entries, list_entries, correct_entry, undo_entry]
