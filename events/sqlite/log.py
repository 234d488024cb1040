"""The log in a SQLite file: one writer with group commit, readers on connections of their own.

In WAL mode a reader never blocks the writer and sees every commit, so the command line beside a running server on
the same files simply works.
"""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import aiosqlite

from events.chain import ChainWalk
from events.codec import Codec, SeenRow
from events.encoding import encode_all
from events.envelope import ANY, Appended, Expected, NewEvent, Occurrence, Recorded, StoredRow
from events.errors import StorageDamaged
from events.ids import to_bytes, to_text
from events.log import Verified
from events.sealing import KeyStore
from events.sqlite.database import LOG, connect, damage_words, queries, storage_errors
from events.sqlite.writer import Writer

PAGE = 2_000
"""Rows a reader takes at a time: short reads let the WAL be folded back."""

MANY = 100

NEWEST = 2**62


class SqliteLog:
    """A `Log` in a SQLite file. Open with `await SqliteLog.open(...)`, and close it."""

    def __init__(
        self,
        path: Path,
        writer: Writer,
        reader: aiosqlite.Connection,
        keys: KeyStore,
        clock: Callable[[], datetime],
        codec: Codec,
    ) -> None:
        self._path = path
        self._writer = writer
        self._reader = reader
        self._keys = keys
        self._clock = clock
        self._codec = codec

    @classmethod
    async def open(
        cls, path: Path, keys: KeyStore, clock: Callable[[], datetime], codec: Codec | None = None
    ) -> "SqliteLog":
        """Open or make the file. Raises `NewerDatabase`, `NotOurDatabase` or `StorageFailed`, changing nothing."""
        connection = connect(path, LOG)
        try:
            with storage_errors():
                reader = await aiosqlite.connect(path, isolation_level=None)
        except BaseException:
            connection.close()
            raise
        for pragma in ("query_only = ON", "busy_timeout = 10000"):
            await reader.execute(f"PRAGMA {pragma}")
        codec = codec or Codec()
        return cls(path, Writer(connection, codec, clock), reader, keys, clock, codec)

    async def append(self, person_id: str, events: Sequence[NewEvent], expected: Expected = ANY) -> Appended:
        now = self._clock()
        offered = await encode_all(person_id, events, self._keys, self._codec, now)
        return await self._writer.append(to_bytes(person_id), offered, expected)

    async def read(
        self, person_id: str, after: int = 0, limit: int | None = None, backwards: bool = False
    ) -> AsyncIterator[Recorded]:
        person, left, edge = to_bytes(person_id), limit if limit is not None else NEWEST, NEWEST
        while left > 0:
            size = min(PAGE, left)
            if backwards:
                rows = await self._fetch("page_backward", (person, edge, after, size))
            else:
                rows = await self._fetch("page_forward", (person, after, size))
            for row in rows:
                yield self._codec.decode(row)
            if len(rows) < size:
                return
            left -= len(rows)
            if backwards:
                edge = rows[-1].version
            else:
                after = rows[-1].version

    async def occurrences(self, person_id: str, after: int = 0) -> AsyncIterator[list[Occurrence]]:
        person, start, full = to_bytes(person_id), after, True
        # A damaged index page may end a read early without an error: never a number that lacks rows. A short look at
        # what is new does without the second query; `verify` finds the same.
        while full or ((start == 0 or after - start > MANY) and await self.head(person_id) > after):
            with storage_errors():
                rows = await self._reader.execute_fetchall(queries()["occurrences"], (person, after, PAGE))
                page = self._codec.occurrences(cast(Iterable[SeenRow], rows))
            if page[-1].version != after + len(page) if page else not full:
                raise StorageDamaged(f"{LOG.file} lacks rows. {LOG.mend}")
            full = len(page) == PAGE
            if page:
                after = page[-1].version
                yield page

    async def find(self, person_id: str, event_ids: Collection[str]) -> dict[str, Recorded]:
        rows = await self._some("by_ids", person_id, [to_bytes(event_id) for event_id in event_ids])
        return {to_text(row.event_id): self._codec.decode(row) for row in rows}

    async def at(self, person_id: str, versions: Collection[int]) -> dict[int, Recorded]:
        rows = await self._some("by_versions", person_id, list(versions))
        return {row.version: self._codec.decode(row) for row in rows}

    async def people(self) -> list[str]:
        with storage_errors():
            return [to_text(row[0]) for row in await self._reader.execute_fetchall(queries()["people"])]

    async def head(self, person_id: str) -> int:
        with storage_errors():
            rows = await self._reader.execute_fetchall(queries()["head"], (to_bytes(person_id),))
        return next((row[0] for row in rows), 0)

    async def verify(self) -> Verified:
        walk, after, problem = ChainWalk(), 0, None
        with storage_errors():
            async with aiosqlite.connect(self._path, isolation_level=None) as reader:
                # A changed byte may leave something that is no text: read it all the same, to name its row.
                reader.text_factory = lambda raw: raw.decode(errors="surrogateescape")
                checked = [row[0] for row in await reader.execute_fetchall("PRAGMA integrity_check(1)")]
                if checked != ["ok"]:
                    problem = f"the database file is damaged: {damage_words(checked[0])}"
                while problem is None:
                    found = await reader.execute_fetchall(queries()["page_of_all"], (after, PAGE))
                    rows = [StoredRow(*row) for row in found]
                    problem = walk.first_fault(rows)
                    if len(rows) < PAGE:
                        break
                    after = rows[-1].position
        heads = {to_text(person): f"{version}:{digest.hex()}" for person, (version, digest) in walk.heads.items()}
        return Verified(walk.events, heads, problem)

    async def close(self) -> None:
        await self._writer.close()
        # An aiosqlite connection left open keeps the interpreter from exiting.
        await self._reader.close()

    async def _fetch(self, query: str, values: tuple[object, ...]) -> list[StoredRow]:
        with storage_errors():
            return [StoredRow(*row) for row in await self._reader.execute_fetchall(queries()[query], values)]

    async def _some(self, query: str, person_id: str, keys: Sequence[object]) -> list[StoredRow]:
        found: list[StoredRow] = []
        for start in range(0, len(keys), PAGE // 4):
            some = keys[start : start + PAGE // 4]
            statement = queries()[query].format(marks=",".join("?" * len(some)))
            with storage_errors():
                rows = await self._reader.execute_fetchall(statement, (to_bytes(person_id), *some))
            found.extend(StoredRow(*row) for row in rows)
        return found
