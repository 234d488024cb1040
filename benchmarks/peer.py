"""The peer to compare with: the `eventsourcing` library, its SQLite recorder used as its documentation shows.

Its connections run in WAL mode with `synchronous=FULL` by SQLite's own default, which is what ours ask for.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import DatetimeAsISO, EventStore, JSONTranscoder, Mapper, StoredEvent, UUIDAsHex
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from events.folds.stats import Day, StatsState

FULL = 2


@dataclass(frozen=True)
class Outreach(DomainEvent):
    """As `events.types.outreach.OutreachRecorded`."""

    entry_id: str
    channel: str
    count: int


@dataclass(frozen=True)
class Outcome(DomainEvent):
    """As `events.types.outcomes.OutcomeRecorded`."""

    entry_id: str
    outreach_id: str
    channel: str
    outcome: str
    reason: str | None
    count: int


class Peer:
    """An event store of the library in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._data = SQLiteDatastore(str(path))
        self._recorder = SQLiteApplicationRecorder(self._data)
        self._recorder.create_table()
        with self._data.transaction(commit=False) as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == FULL, "the comparison would not be fair"
        transcoder = JSONTranscoder()
        transcoder.register(UUIDAsHex())
        transcoder.register(DatetimeAsISO())
        self._mapper: Mapper[UUID] = Mapper(transcoder)
        self._store = EventStore(self._mapper, self._recorder)

    def rate(self, moment: datetime, callers: int, each: int) -> float:
        """Durable appends of one event a second, by `callers` threads. Encoding is done before the clock starts."""
        streams = [self._stored(moment, each) for _ in range(callers)]

        def append(events: list[StoredEvent]) -> None:
            for event in events:
                self._recorder.insert_events([event])

        with ThreadPoolExecutor(callers) as threads:
            began = time.perf_counter()
            list(threads.map(append, streams))
            return callers * each / (time.perf_counter() - began)

    def put(self, events: list[Outreach | Outcome]) -> None:
        """Store a history in one go."""
        self._store.put(events)

    def fold_stats(self, stream: UUID) -> StatsState:
        """Read, decode and fold a stream: the same state that our stats are."""
        state = StatsState()
        for event in cast(Iterator[Outreach | Outcome], self._store.get(stream)):
            day = state.days.setdefault(event.timestamp.date().isoformat(), Day())
            if isinstance(event, Outreach):
                day.attempts[event.channel] = day.attempts.get(event.channel, 0) + event.count
                day.entries += 1
            else:
                day.outcomes[event.outcome] = day.outcomes.get(event.outcome, 0) + event.count
                cell = f"{event.channel}/{event.outcome}"
                day.by_channel[cell] = day.by_channel.get(cell, 0) + event.count
        return state

    def close(self) -> None:
        """Give its connections back."""
        self._data.close()

    def _stored(self, moment: datetime, size: int) -> list[StoredEvent]:
        stream = uuid4()
        return [
            self._mapper.to_stored_event(Outreach(stream, version, moment, str(uuid4()), "call", 1))
            for version in range(1, size + 1)
        ]


@contextmanager
def open_peer(path: Path) -> Iterator[Peer]:
    """A peer that is closed afterwards."""
    peer = Peer(path)
    try:
        yield peer
    finally:
        peer.close()
