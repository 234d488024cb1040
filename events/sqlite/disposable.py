"""A SQLite file that may be deleted at any time: one that is damaged or strange is made anew, and failing costs speed
only. For what can be computed again, or is needed for a moment.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Final

from events.errors import NewerDatabase, NotOurDatabase, StorageDamaged, StorageFailed
from events.sqlite.database import Kind, connect, storage_errors

USELESS: Final = (StorageDamaged, NotOurDatabase, NewerDatabase)


class Disposable:
    """Such a file. Calls are short and run on the event loop; where it cannot be opened, read or written, they find
    nothing and keep nothing.
    """

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path = path
        self._kind = kind
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except USELESS:
            self._make_anew()
        except StorageFailed:  # a full disk, a folder without rights, somebody who holds it: go without
            pass

    def run(self, query: str, *values: object) -> list[Any]:
        """The rows of a query; none where it failed."""
        if self._connection is None:
            return []
        try:
            with storage_errors(self._kind):
                return self._connection.execute(query, values).fetchall()
        except StorageDamaged:
            self._make_anew()
        except StorageFailed:
            pass
        return []

    def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _open(self) -> None:
        self._connection = connect(self._path, self._kind)
        # Nothing in it has to outlive a power cut, so no write waits for the disk.
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
