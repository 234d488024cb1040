"""Snapshots in a SQLite file of their own, which may be deleted at any time."""

import contextlib
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Final

from events.errors import NewerDatabase, NotOurDatabase, StorageFailed
from events.folds.snapshots import Snapshot
from events.ids import to_bytes
from events.sqlite.database import Kind, connect, queries

SNAPSHOTS: Final = Kind(files("events.sqlite") / "snapshot_migrations", 0x5245_4253)


class SqliteSnapshots:
    """Keeps the newest snapshot of each person. A file that cannot be used is made anew: nothing in it is unique.

    Calls are short and run on the event loop; a failure to read or write costs speed only, and is passed over.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = connect(path, SNAPSHOTS)
        except (StorageFailed, NotOurDatabase, NewerDatabase):
            for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                leftover.unlink(missing_ok=True)
            self._connection = connect(path, SNAPSHOTS)
        # Losing the newest snapshot to a power cut is no loss, so no write of one waits for the disk.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA busy_timeout = 200")

    async def load(self, person_id: str) -> Snapshot | None:
        with contextlib.suppress(sqlite3.Error):
            row = self._connection.execute(queries()["snapshot"], (to_bytes(person_id),)).fetchone()
            return Snapshot(*row) if row else None
        return None

    async def keep(self, person_id: str, snapshot: Snapshot) -> None:
        row = (to_bytes(person_id), snapshot.version, snapshot.hash, snapshot.states)
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute(queries()["keep_snapshot"], row)

    async def drop(self, person_id: str) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute(queries()["drop_snapshot"], (to_bytes(person_id),))

    async def close(self) -> None:
        self._connection.close()
