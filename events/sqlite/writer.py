"""The one writer of a SQLite log: callers queue, and each transaction takes all that is waiting (group commit).

A commit costs one fsync whatever it holds, so sixty-four callers share one instead of waiting for sixty-four. The
queue is drained on the event loop, and each batch takes one trip to the writer's own thread and back.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from msgspec import Struct

from events.codec import Codec, Encoded
from events.encoding import utc_text
from events.envelope import Appended, Expected
from events.errors import LogError
from events.sqlite.commits import Answer, Commits

MOST_EVENTS = 5_000
"""Most events of one transaction: bounds the wait of a caller behind a large import."""


class Waiting(Struct, eq=False):
    """One caller's append, on its way to the disk."""

    person_id: bytes
    offered: Sequence[Encoded]
    expected: Expected
    answered: asyncio.Future[Appended]


class Writer:
    """Appends to one database file. Use from one event loop; other processes may write the same file."""

    def __init__(self, connection: sqlite3.Connection, codec: Codec, clock: Callable[[], datetime]) -> None:
        self._commits = Commits(connection, codec)
        self._clock = clock
        self._queue: list[Waiting] = []
        self._batches: SimpleQueue[list[Waiting] | None] = SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    def append(self, person_id: bytes, offered: Sequence[Encoded], expected: Expected) -> asyncio.Future[Appended]:
        """Queue an append; the future is done when the transaction that holds it is on the disk.

        Raises `LogError` once the writer is closed. A caller that goes away does not take back what may already be on
        the disk: only its answer is dropped.
        """
        if self._closed:
            raise LogError("The journal was closed in the meantime. Nothing was recorded; open it again, then repeat.")
        loop = self._loop or self._start()
        answered = loop.create_future()
        self._queue.append(Waiting(person_id, offered, expected, answered))
        if self._idle.is_set():
            self._idle.clear()
            loop.call_soon(self._hand_over)  # soon, not now: whoever else is about to append shares the transaction
        return answered

    async def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._closed = True
        await self._idle.wait()
        if self._thread:
            self._batches.put(None)
            self._thread.join()
        self._commits.close()

    def _start(self) -> asyncio.AbstractEventLoop:
        self._loop = asyncio.get_running_loop()
        # A daemon: a program that ends without closing the log waits for nothing. What it then breaks off was not
        # acknowledged, and SQLite takes it back.
        self._thread = Thread(target=self._work, args=(self._loop,), name="log-writer", daemon=True)
        self._thread.start()
        return self._loop

    def _hand_over(self) -> None:
        size = taken = 0
        while taken < len(self._queue) and size < MOST_EVENTS:
            size += len(self._queue[taken].offered)
            taken += 1
        batch, self._queue = self._queue[:taken], self._queue[taken:]
        self._batches.put(batch)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        """The thread: one transaction a batch."""
        while (batch := self._batches.get()) is not None:
            answers: Sequence[Answer]
            try:
                appends = [(waiting.person_id, waiting.offered, waiting.expected) for waiting in batch]
                answers = self._commits.commit(appends, utc_text(self._clock()))
            except Exception as error:  # a fault of ours: every caller hears of it, none waits for ever
                answers = [error] * len(batch)
            if loop.is_closed():
                return  # nobody is left to be answered
            loop.call_soon_threadsafe(self._answer, batch, answers)

    def _answer(self, batch: list[Waiting], answers: Sequence[Answer]) -> None:
        for waiting, answer in zip(batch, answers, strict=True):
            if waiting.answered.done():
                continue
            if isinstance(answer, Exception):
                waiting.answered.set_exception(answer)
                waiting.answered.exception()  # the caller may be gone: not an unretrieved error
            else:
                waiting.answered.set_result(answer)
        if self._queue:
            self._hand_over()
        else:
            self._idle.set()
