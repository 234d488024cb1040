"""Append-only: no program can change or remove a stored event, whatever it tries."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.log_files import ANNA, called, opened, raw, weaken

from events.sqlite.database import LOG, connect

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET body = '{}' WHERE version = 2", "never changed"),
        ("UPDATE events SET position = 77 WHERE position = 5", "never changed"),
        ("UPDATE OR REPLACE events SET version = 1 WHERE version = 2", "never changed"),
        ("DELETE FROM events WHERE position = 5", "never removed"),
        ("DELETE FROM events", "never removed"),
        ("INSERT OR REPLACE INTO events SELECT * FROM events", "never removed"),
        (
            "INSERT OR REPLACE INTO events SELECT 99, person_id, version, zeroblob(16), type, schema, occurred_at,"
            " recorded_at, '{}', NULL, hash FROM events WHERE position = 1",
            "never removed",
        ),
        (
            "REPLACE INTO events SELECT 99, person_id, 99, event_id, type, schema, occurred_at, recorded_at, '{}',"
            " NULL, hash FROM events WHERE position = 1",
            "never removed",
        ),
        (
            "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT (position) DO UPDATE SET body = '{}'",
            "never changed",
        ),
    ],
)
async def test_rows_are_never_changed_or_removed(journal: Path, statement: str, said: str) -> None:
    """The database itself aborts it, also where a replacing insert would remove the row that it collides with."""
    with closing(connect(journal, LOG)) as connection:
        before = connection.execute("SELECT * FROM events").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=said):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM events").fetchall() == before
    async with opened(journal) as log:
        assert (await log.verify()).problem is None


async def test_commits_are_flushed_to_the_disk(tmp_path: Path) -> None:
    """Write-ahead log with full synchronisation: NORMAL may lose acknowledged commits when the power fails."""
    with closing(connect(tmp_path / "journal.sqlite3", LOG)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


async def test_positions_are_never_used_again(journal: Path) -> None:
    """Also after somebody cut off the tail: a reader that follows positions would skip what comes in its place."""
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position = 5")
    async with opened(journal) as log:
        await log.append(ANNA, [called()])
        assert [recorded.position async for recorded in log.read(ANNA, limit=1, backwards=True)] == [6]
