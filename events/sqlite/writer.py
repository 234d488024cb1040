"""The one writer of a SQLite log: callers queue, and each transaction takes all that is waiting (group commit).

A commit costs one fsync whatever it holds, so sixty-four callers share one instead of waiting for sixty-four. The
queue is drained on the event loop and each batch takes one hop to the writer's own thread.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from msgspec import Struct, structs

from events.codec import Codec, Encoded
from events.envelope import Appended, Expected, StoredRow
from events.errors import LogError, StorageFailed
from events.planning import Head, plan_append
from events.sqlite.database import queries, storage_errors

MOST_EVENTS = 5_000
"""Most events of one transaction: bounds the wait of a caller behind a large import."""

MOST_MARKS = 500


class Waiting(Struct):
    """One caller's append, on its way to the disk."""

    person_id: bytes
    offered: Sequence[Encoded]
    expected: Expected
    recorded_at: str
    answered: asyncio.Future[Appended]


class Writer:
    """Appends to one database file. Use from one event loop; other processes may write the same file."""

    def __init__(self, connection: sqlite3.Connection, codec: Codec) -> None:
        self._connection = connection
        self._codec = codec
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log-writer")
        self._queue: list[Waiting] = []
        self._draining: asyncio.Task[None] | None = None

    async def append(
        self, person_id: bytes, offered: Sequence[Encoded], expected: Expected, recorded_at: str
    ) -> Appended:
        """Queue an append; returns when the transaction that holds it is on the disk."""
        loop = asyncio.get_running_loop()
        waiting = Waiting(person_id, offered, expected, recorded_at, loop.create_future())
        self._queue.append(waiting)
        if self._draining is None:
            self._draining = loop.create_task(self._drain())
        # A caller that goes away does not take back what may already be on the disk: only its answer is dropped.
        return await waiting.answered

    async def close(self) -> None:
        """Finish what is queued, then close the connection."""
        if self._draining:
            await self._draining
        self._thread.shutdown()
        self._connection.close()

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._queue:
                batch = self._take()
                answers: Sequence[Appended | Exception]
                try:
                    answers = await loop.run_in_executor(self._thread, self._commit, batch)
                except Exception as error:  # a fault of ours: every caller hears of it, none waits for ever
                    answers = [error] * len(batch)
                for waiting, answer in zip(batch, answers, strict=True):
                    if waiting.answered.done():
                        continue
                    if isinstance(answer, Exception):
                        waiting.answered.set_exception(answer)
                        waiting.answered.exception()  # the caller may be gone: not an unretrieved error
                    else:
                        waiting.answered.set_result(answer)
        finally:
            self._draining = None

    def _take(self) -> list[Waiting]:
        size = taken = 0
        while taken < len(self._queue) and size < MOST_EVENTS:
            size += len(self._queue[taken].offered)
            taken += 1
        batch, self._queue = self._queue[:taken], self._queue[taken:]
        return batch

    def _commit(self, batch: list[Waiting]) -> list[Appended | LogError]:
        """One transaction for the whole batch. An append that is refused does not stop the others."""
        try:
            with storage_errors():
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    answers, rows = self._decide(batch)
                    self._connection.executemany(queries()["insert_event"], rows)
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
                return answers
        except StorageFailed as failure:
            return [failure] * len(batch)

    def _decide(self, batch: list[Waiting]) -> tuple[list[Appended | LogError], list[tuple[object, ...]]]:
        offered: dict[bytes, list[Encoded]] = {}
        for waiting in batch:
            offered.setdefault(waiting.person_id, []).extend(waiting.offered)
        heads = {person: self._head(person) for person in offered}
        # What is there already, looked up once for the whole batch, and then what the batch itself adds.
        known = {person: self._existing(person, heads[person], events) for person, events in offered.items()}
        answers: list[Appended | LogError] = []
        rows: list[tuple[object, ...]] = []
        for waiting in batch:
            person = waiting.person_id
            try:
                plan = plan_append(
                    person, heads[person], known[person], waiting.offered, waiting.expected, waiting.recorded_at
                )
            except LogError as refused:
                answers.append(refused)
                continue
            heads[person] = plan.head
            known[person].update((row.event_id, row) for row in plan.rows)
            rows.extend(structs.astuple(row)[1:] for row in plan.rows)
            answers.append(plan.answer)
        return answers, rows

    def _head(self, person: bytes) -> Head:
        row = self._connection.execute(queries()["head"], (person,)).fetchone()
        return Head(*row) if row else Head()

    def _existing(self, person: bytes, head: Head, offered: Sequence[Encoded]) -> dict[bytes, StoredRow]:
        if head.version == 0:
            return {}
        found: dict[bytes, StoredRow] = {}
        for start in range(0, len(offered), MOST_MARKS):
            ids = [event.event_id for event in offered[start : start + MOST_MARKS]]
            statement = queries()["by_ids"].format(marks=",".join("?" * len(ids)))
            for row in self._connection.execute(statement, (person, *ids)):
                found[row[3]] = self._codec.current(StoredRow(*row))
        return found
