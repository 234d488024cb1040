"""What one transaction of the log does: decide each append, write the rows that are new, commit.

It goes the short way first: streams' heads from memory, and no look at which events are there already, since the
unique index on event ids stops a repeat. Where an append is refused that way, it goes the long way and looks
everything up.
"""

import sqlite3
from collections.abc import Sequence
from functools import cache
from itertools import chain

from msgspec import structs

from events.codec import Codec, Encoded
from events.envelope import Appended, Expected, StoredRow
from events.errors import LogError, StorageFailed
from events.planning import Head, plan_append
from events.sqlite.database import queries, storage_errors, transaction

Append = tuple[bytes, Sequence[Encoded], Expected]
"""One caller's append: the person, the offered events, and what is expected of the stream."""

Answer = Appended | Exception

MOST_MARKS = 500

TOGETHER = 32
"""Rows of one INSERT: a third cheaper a row than a statement each."""

MOST_HEADS = 10_000


class Commits:
    """Transactions on one connection, from one thread at a time; other processes may write the same file."""

    def __init__(self, connection: sqlite3.Connection, codec: Codec) -> None:
        self._connection = connection
        self._codec = codec
        self._heads: dict[bytes, Head] = {}
        self._seen = 0

    def commit(self, appends: Sequence[Append], recorded_at: str) -> Sequence[Answer]:
        """One transaction for all appends. One that is refused does not stop the others."""
        try:
            with storage_errors():
                try:
                    return self._transact(appends, recorded_at, look=False)
                except (LogError, sqlite3.IntegrityError):
                    return self._transact(appends, recorded_at, look=True)
        except StorageFailed as failure:
            return [failure] * len(appends)

    def close(self) -> None:
        self._connection.close()

    def _transact(self, appends: Sequence[Append], recorded_at: str, look: bool) -> list[Answer]:
        try:
            with transaction(self._connection):
                self._forget_old_heads()
                answers, rows = self._decide(appends, recorded_at, look)
                self._insert(rows)
        except BaseException:
            self._heads.clear()  # they may be ahead of what is stored
            raise
        return answers

    def _decide(self, appends: Sequence[Append], recorded_at: str, look: bool) -> tuple[list[Answer], list[StoredRow]]:
        """The answers and the new rows. Without a look at what is there, the first refusal is raised."""
        known: dict[bytes, dict[bytes, StoredRow]] = {}
        if look:
            offered: dict[bytes, list[Encoded]] = {}
            for person, events, _ in appends:
                offered.setdefault(person, []).extend(events)
            known = {person: self._existing(person, events) for person, events in offered.items()}
        answers: list[Answer] = []
        rows: list[StoredRow] = []
        for person, events, expected in appends:
            existing = known.setdefault(person, {})
            try:
                plan = plan_append(person, self._head(person), existing, events, expected, recorded_at)
            except LogError as refused:
                if not look:
                    raise
                answers.append(refused)
                continue
            self._heads[person] = plan.head
            for row in plan.rows:
                existing[row.event_id] = row  # the next append of this batch may repeat it
            rows += plan.rows
            answers.append(plan.answer)
        return answers, rows

    def _insert(self, rows: Sequence[StoredRow]) -> None:
        values = [structs.astuple(row)[1:] for row in rows]  # without the position, which the database takes
        whole = len(values) - len(values) % TOGETHER
        for start in range(0, whole, TOGETHER):
            together = chain.from_iterable(values[start : start + TOGETHER])
            self._connection.execute(insert_event(TOGETHER), tuple(together))
        self._connection.executemany(insert_event(1), values[whole:])

    def _forget_old_heads(self) -> None:
        """data_version moves when another connection wrote: then the heads in memory may be behind."""
        (seen,) = self._connection.execute("PRAGMA data_version").fetchone()
        if seen != self._seen or len(self._heads) > MOST_HEADS:
            self._heads.clear()
            self._seen = seen

    def _head(self, person: bytes) -> Head:
        head = self._heads.get(person)
        if head is None:
            row = self._connection.execute(queries()["head"], (person,)).fetchone()
            head = self._heads[person] = Head(*row) if row else Head()
        return head

    def _existing(self, person: bytes, offered: Sequence[Encoded]) -> dict[bytes, StoredRow]:
        if self._head(person).version == 0:
            return {}
        found: dict[bytes, StoredRow] = {}
        for start in range(0, len(offered), MOST_MARKS):
            ids = [event.event_id for event in offered[start : start + MOST_MARKS]]
            statement = queries()["by_ids"].format(marks=",".join("?" * len(ids)))
            for row in self._connection.execute(statement, (person, *ids)):
                found[row[3]] = self._codec.current(StoredRow(*row))
        return found


@cache
def insert_event(rows: int) -> str:
    """The statement that adds so many rows."""
    return queries()["insert_event"].format(rows=",".join(["(" + ",".join("?" * 10) + ")"] * rows))
