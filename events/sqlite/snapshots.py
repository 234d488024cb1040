"""Snapshots in a SQLite file of their own, which may be deleted at any time."""

import contextlib
import hashlib
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Final

from events.errors import NewerDatabase, NotOurDatabase, StorageDamaged, StorageFailed
from events.folds.snapshots import Snapshot
from events.ids import to_bytes
from events.sqlite.database import Kind, connect, queries, storage_errors

SNAPSHOTS: Final = Kind(
    files("events.sqlite") / "snapshot_migrations", 0x5245_4253, "snapshots.sqlite3", "It may be deleted."
)

USELESS: Final = (StorageDamaged, NotOurDatabase, NewerDatabase)

DIGEST: Final = 32
"""Bytes of SHA-256 in front of the states: damage inside of a value is not seen by SQLite, and would be a wrong
number without a word."""


class SqliteSnapshots:
    """Keeps the newest snapshot of each person. A file that is damaged or strange is made anew: nothing in it is
    unique.

    Calls are short and run on the event loop. A failure to open, read or write costs speed only, and is passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except USELESS:
            self._make_anew()
        except StorageFailed:  # a full disk, a folder without rights, somebody who holds it: go without
            pass

    async def load(self, person_id: str) -> Snapshot | None:
        rows = self._run("snapshot", to_bytes(person_id))
        if not rows:
            return None
        version, row_hash, sealed = rows[0]
        states = sealed[DIGEST:]
        if sealed[:DIGEST] != _digest(person_id, version, row_hash, states):
            return None
        return Snapshot(version, row_hash, states)

    async def keep(self, person_id: str, snapshot: Snapshot) -> None:
        digest = _digest(person_id, snapshot.version, snapshot.hash, snapshot.states)
        self._run("keep_snapshot", to_bytes(person_id), snapshot.version, snapshot.hash, digest + snapshot.states)

    async def drop(self, person_id: str) -> None:
        self._run("drop_snapshot", to_bytes(person_id))

    async def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _run(self, query: str, *values: object) -> list[tuple[int, bytes, bytes]]:
        if self._connection is None:
            return []
        try:
            with storage_errors(SNAPSHOTS):
                return self._connection.execute(queries()[query], values).fetchall()
        except StorageDamaged:
            self._make_anew()
        except StorageFailed:
            pass
        return []

    def _open(self) -> None:
        self._connection = connect(self._path, SNAPSHOTS)
        # Losing the newest snapshot to a power cut is no loss, so no write of one waits for the disk.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA busy_timeout = 200")

    def _make_anew(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None
        with contextlib.suppress(OSError, *USELESS, StorageFailed):
            for end in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
            self._open()


def _digest(person_id: str, version: int, row_hash: bytes, states: bytes) -> bytes:
    return hashlib.sha256(b"%b %d %b %b" % (to_bytes(person_id), version, row_hash, states)).digest()
