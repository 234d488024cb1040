"""Subjects' keys in a SQLite file of their own, each wrapped by the master key.

The file is apart from the log so that log backups hold no keys. secure_delete overwrites a destroyed key's bytes.
Calls are short and run on the event loop itself: so none can be broken off half-way.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.encoding import utc_text
from events.errors import StorageFailed, UnknownKey, WrongMasterKey
from events.ids import to_bytes
from events.sealing import FORGOTTEN, NONCE, Forgotten, SubjectKey
from events.sqlite.database import KEYS, connect, queries
from events.sqlite.database import storage_errors as errors_of

storage_errors = partial(errors_of, KEYS)

CACHE = 10_000

PATIENCE = 100
"""How often to ask for the write-ahead log to be emptied, twenty times a second."""


class SqliteKeys:
    """A `KeyStore` in a SQLite file. Raises `WrongMasterKey` when opened with a key that does not fit."""

    def __init__(self, path: Path, master_key: bytes, clock: Callable[[], datetime]) -> None:
        self._master = AESGCM(master_key)
        self._clock = clock
        self._connection = connect(path, KEYS)
        self._cache: dict[str, SubjectKey | Forgotten] = {}
        self._seen = 0
        try:
            with storage_errors():
                self._connection.execute("PRAGMA secure_delete = ON")
                self._connection.execute("PRAGMA busy_timeout = 2000")  # calls run on the event loop: no long waits
                row = self._connection.execute(queries()["any_key"]).fetchone()
            if row:
                self._unwrap(*row)
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
        await self._empty_log()

    async def close(self) -> None:
        self._cache.clear()
        self._connection.close()

    async def _empty_log(self) -> None:
        """Fold the file's write-ahead log back and empty it: it still holds the page with the destroyed key."""
        for _ in range(PATIENCE):
            with storage_errors():
                (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            await asyncio.sleep(0.05)  # another process is reading the old page
        raise StorageFailed(
            "The key is destroyed, but another program keeps reading the key file, so a copy of the old page is still "
            "there. Stop that program and run this again."
        )

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
                self._make(missing)
                found |= self._read(missing)
        if len(self._cache) > CACHE:
            self._cache.clear()
        self._cache |= found
        return found

    def _read(self, wanted: list[str]) -> dict[str, SubjectKey | Forgotten]:
        found: dict[str, SubjectKey | Forgotten] = {}
        for subject in wanted:
            raw = to_bytes(subject)
            row = self._connection.execute(queries()["key"], (raw,)).fetchone()
            if row:
                found[subject] = FORGOTTEN if row[0] is None else SubjectKey(self._unwrap(raw, row[0]))
        return found

    def _make(self, missing: list[str]) -> None:
        now = utc_text(self._clock())
        rows = [(raw := to_bytes(subject), self._wrap(raw, os.urandom(32)), now) for subject in missing]
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(queries()["insert_key"], rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            if self._connection.in_transaction:  # a full disk has already rolled it back
                self._connection.execute("ROLLBACK")
            raise

    def _wrap(self, subject: bytes, secret: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._master.encrypt(nonce, secret, subject)

    def _unwrap(self, subject: bytes, wrapped: bytes) -> bytes:
        try:
            return self._master.decrypt(wrapped[:NONCE], wrapped[NONCE:], subject)
        except (InvalidTag, ValueError, TypeError):  # the latter two: what damage made of the value
            raise WrongMasterKey from None
