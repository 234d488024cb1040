"""Subjects' keys in a SQLite file of their own, each wrapped by the master key.

The file is apart from the log so that log backups hold no keys. secure_delete overwrites a destroyed key's bytes.
Calls are short and run on the event loop itself: so none can be broken off half-way.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from events.encoding import utc_text
from events.errors import MasterKeyChanged, StorageFailed, UnknownKey, WrongMasterKey
from events.ids import to_bytes
from events.sealing import FORGOTTEN, Forgotten, SubjectKey
from events.sqlite.database import KEYS, connect, queries, transaction
from events.sqlite.database import storage_errors as errors_of
from events.sqlite.rotation import fitting, marked, rewrap, settled
from events.wrapping import GivenKeys, MasterKeys, Wrapping

storage_errors = partial(errors_of, KEYS)

CACHE = 10_000

PATIENCE = 100
"""How often to ask for the write-ahead log to be emptied, twenty times a second."""


class SqliteKeys:
    """A `KeyStore` in a SQLite file, under a master key of 32 bytes or from wherever one is kept.

    Raises `WrongMasterKey` when opened with a key that does not fit, and changes nothing then. Where another process
    puts the file under another master key, this one goes on with it, or raises `MasterKeyChanged` if it has not got it.
    """

    def __init__(self, path: Path, master: bytes | MasterKeys, clock: Callable[[], datetime]) -> None:
        self._master = GivenKeys(master) if isinstance(master, bytes) else master
        self._clock = clock
        self._cache: dict[str, SubjectKey | Forgotten] = {}
        self._seen = 0
        self._connection = connect(path, KEYS, self._refuse_wrong_key)
        try:
            with storage_errors():
                self._connection.execute("PRAGMA secure_delete = ON")
                self._wrapping = self._unlock()
                # What a process that was killed left in the write-ahead log: pages with keys that are no more.
                self._connection.execute("PRAGMA busy_timeout = 0")
                with suppress(sqlite3.OperationalError):  # a file that may only be read is read
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._connection.execute("PRAGMA busy_timeout = 2000")  # calls are on the event loop: never wait long
        except BaseException:
            self._connection.close()
            raise

    async def ensure(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        wanted = list(subjects)
        return self._cached(wanted) or self._fetch(wanted, make=True)

    async def get(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        wanted = list(subjects)
        return self._cached(wanted) or self._fetch(wanted, make=False)

    async def destroy(self, subject: str) -> None:
        self._cache.clear()
        with storage_errors():
            self._connection.execute(queries()["destroy_key"], (utc_text(self._clock()), to_bytes(subject)))
        if not await self.sweep():
            raise StorageFailed(
                "The key is destroyed, but another program keeps reading the key file, so a copy of the old page is "
                "still there. Stop that program and run this again."
            )

    def rotate(self, master_key: bytes) -> int:
        """Put all keys under another master key, durably, and return how many there were. `sweep` afterwards.

        Wherever this is broken off, all keys are under the one or all under the other, and opening the file settles it.
        """
        with storage_errors(), transaction(self._connection):
            self._follow()
            if self._wrapping.mark == Wrapping(master_key).mark:
                return 0
            count = rewrap(self._connection, self._master, self._wrapping, master_key)
        with suppress(StorageFailed), storage_errors(), transaction(self._connection):
            self._follow()  # if somebody else is writing for too long, the next opening does it
        return count

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Inside, nobody makes, destroys or re-wraps keys, and the master key held is the one in use."""
        with storage_errors(), transaction(self._connection):
            self._follow()
            yield

    async def sweep(self) -> bool:
        """Fold the file's write-ahead log back and empty it: it holds old pages. False if somebody keeps reading it."""
        for _ in range(PATIENCE):
            with storage_errors():
                (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            await asyncio.sleep(0.05)
        return False

    async def close(self) -> None:
        self._cache.clear()
        self._connection.close()

    def _refuse_wrong_key(self, connection: sqlite3.Connection) -> None:
        try:
            fitting(connection, self._master.held())
        except WrongMasterKey:
            with transaction(connection):  # unless it was being changed just then
                fitting(connection, self._master.held())

    def _unlock(self) -> Wrapping:
        if not self._master.unsettled():
            for key in self._master.held():
                if marked(self._connection) == (wrapping := Wrapping(key)).mark:
                    return wrapping  # as nearly always: no need to wait for whoever is writing
        with transaction(self._connection):
            return settled(self._connection, self._master)

    def _follow(self) -> None:
        """Go on with the master key in use, inside a write transaction: another process may have changed it."""
        try:
            self._wrapping = settled(self._connection, self._master)
        except WrongMasterKey:
            raise MasterKeyChanged from None

    def _cached(self, wanted: list[str]) -> dict[str, SubjectKey | Forgotten] | None:
        # data_version moves when another process wrote: a key that it destroyed must not live on in our memory.
        with storage_errors():
            (seen,) = self._connection.execute("PRAGMA data_version").fetchone()
        if seen != self._seen:
            self._cache.clear()
            self._seen = seen
        known = {subject: self._cache[subject] for subject in wanted if subject in self._cache}
        return known if len(known) == len(set(wanted)) else None

    def _fetch(self, wanted: list[str], make: bool) -> dict[str, SubjectKey | Forgotten]:
        with storage_errors():
            found = self._read(wanted)
            missing = [subject for subject in wanted if subject not in found]
            if missing and not make:
                raise UnknownKey
            if missing:
                found |= self._make(missing)
        if len(self._cache) > CACHE:
            self._cache.clear()
        self._cache |= found
        return found

    def _read(self, wanted: list[str]) -> dict[str, SubjectKey | Forgotten]:
        while True:
            with transaction(self._connection, "DEFERRED"):  # the mark and the keys of one and the same moment
                if marked(self._connection) == self._wrapping.mark:
                    return self._select(wanted)
            with transaction(self._connection):
                self._follow()

    def _make(self, missing: list[str]) -> dict[str, SubjectKey | Forgotten]:
        now = utc_text(self._clock())
        with transaction(self._connection):
            # In the transaction that inserts: or a key could come under a master key that is no longer in use.
            if marked(self._connection) != self._wrapping.mark:
                self._follow()
            rows = [(raw := to_bytes(subject), self._wrapping.wrap(raw, os.urandom(32)), now) for subject in missing]
            self._connection.executemany(queries()["insert_key"], rows)
            return self._select(missing)  # another process may have been first

    def _select(self, wanted: list[str]) -> dict[str, SubjectKey | Forgotten]:
        found: dict[str, SubjectKey | Forgotten] = {}
        for subject in wanted:
            raw = to_bytes(subject)
            row = self._connection.execute(queries()["key"], (raw,)).fetchone()
            if row:
                found[subject] = FORGOTTEN if row[0] is None else SubjectKey(self._wrapping.unwrap(raw, row[0]))
        return found
