"""What the tests of the log's files share: people, events to append, a file as any SQLite program opens it."""

import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

from support import crash_writer

from events.envelope import Event, NewEvent, Private
from events.ids import dated
from events.sealing import MemoryKeys
from events.sqlite.log import SqliteLog
from events.types.outreach import EntryNote, OutreachRecorded

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MASTER = crash_writer.MASTER
ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
BEN = "01890a5d-ac96-774b-bcce-b302099a8058"
ACME = "01890a5d-ac96-774b-bcce-00000000acce"

COLUMNS = ["person_id", "version", "event_id", "type", "schema", "occurred_at", "recorded_at", "body", "sealed", "hash"]


def clock() -> datetime:
    return AT


_numbers = itertools.count()


def new(event: Event, **sealed: Private) -> NewEvent:
    """An event with an id of its own; `acme=` and `anna=` are sealed for them."""
    subjects = {"acme": ACME, "anna": ANNA}
    parts = {subjects[name]: private for name, private in sealed.items()}
    return NewEvent(dated(AT, str(next(_numbers))), AT, event, parts)


def called(note: str = "") -> NewEvent:
    sealed: dict[str, Private] = {"acme": EntryNote(note=note)} if note else {}
    return new(OutreachRecorded(entry_id="entry", channel="call"), **sealed)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteLog]:
    """The log at `path`, with keys in memory."""
    log = await SqliteLog.open(path, MemoryKeys(), clock)
    try:
        yield log
    finally:
        await log.close()


def raw(path: Path) -> closing[sqlite3.Connection]:
    """The file as any SQLite program opens it, without our settings."""
    return closing(sqlite3.connect(path, isolation_level=None))


def weaken(path: Path) -> None:
    """Take away what keeps rows as they are, as an attacker would."""
    with raw(path) as connection:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)"
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
