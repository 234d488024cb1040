"""Snapshots in a SQLite file of their own, which may be deleted at any time."""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Final

from events.folds.snapshots import Snapshot
from events.ids import to_bytes
from events.sqlite.database import Kind, queries
from events.sqlite.disposable import Disposable

SNAPSHOTS: Final = Kind(
    files("events.sqlite") / "snapshot_migrations", 0x5245_4253, "snapshots.sqlite3", "It may be deleted."
)

DIGEST: Final = 32
"""Bytes of SHA-256 in front of the states: damage inside of a value is not seen by SQLite, and would be a wrong
number without a word."""


class SqliteSnapshots:
    """Keeps the newest snapshot of each person; nothing in the file is unique."""

    def __init__(self, path: Path) -> None:
        self._file = Disposable(path, SNAPSHOTS)

    async def load(self, person_id: str) -> Snapshot | None:
        rows = self._file.run(queries()["snapshot"], to_bytes(person_id))
        if not rows:
            return None
        version, row_hash, sealed = rows[0]
        states = sealed[DIGEST:]
        if sealed[:DIGEST] != _digest(person_id, version, row_hash, states):
            return None
        return Snapshot(version, row_hash, states)

    async def keep(self, person_id: str, snapshot: Snapshot) -> None:
        digest = _digest(person_id, snapshot.version, snapshot.hash, snapshot.states)
        values = to_bytes(person_id), snapshot.version, snapshot.hash, digest + snapshot.states
        self._file.run(queries()["keep_snapshot"], *values)

    async def drop(self, person_id: str) -> None:
        self._file.run(queries()["drop_snapshot"], to_bytes(person_id))

    async def close(self) -> None:
        self._file.close()


def _digest(person_id: str, version: int, row_hash: bytes, states: bytes) -> bytes:
    return hashlib.sha256(b"%b %d %b %b" % (to_bytes(person_id), version, row_hash, states)).digest()
