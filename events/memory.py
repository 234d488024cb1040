"""The log in memory: for tests and trials. It keeps every promise of `log.py` except outliving the process."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import datetime

from msgspec import structs

from events.chain import ChainWalk
from events.codec import Codec
from events.encoding import encode_all, utc_text
from events.envelope import ANY, Appended, Expected, NewEvent, Occurrence, Recorded, StoredRow
from events.ids import to_bytes, to_text
from events.log import Verified
from events.planning import Head, plan_append
from events.sealing import KeyStore

PAGE = 2_000


class MemoryLog:
    """A `Log` whose rows are a Python list."""

    def __init__(self, keys: KeyStore, clock: Callable[[], datetime], codec: Codec | None = None) -> None:
        self._keys = keys
        self._clock = clock
        self._codec = codec or Codec()
        self._rows: list[StoredRow] = []
        self._streams: dict[bytes, list[StoredRow]] = {}
        self._ids: dict[tuple[bytes, bytes], StoredRow] = {}

    async def append(self, person_id: str, events: Sequence[NewEvent], expected: Expected = ANY) -> Appended:
        now = self._clock()
        offered = await encode_all(person_id, events, self._keys, self._codec, now)
        person = to_bytes(person_id)
        stream = self._streams.get(person, [])
        head = Head(stream[-1].version, stream[-1].hash) if stream else Head()
        existing = {
            event.event_id: self._codec.current(self._ids[person, event.event_id])
            for event in offered
            if (person, event.event_id) in self._ids
        }
        plan = plan_append(person, head, existing, offered, expected, utc_text(now))
        for row in plan.rows:
            placed = structs.replace(row, position=len(self._rows) + 1)
            self._rows.append(placed)
            self._streams.setdefault(person, []).append(placed)
            self._ids[person, placed.event_id] = placed
        return plan.answer

    async def read(
        self, person_id: str, after: int = 0, limit: int | None = None, backwards: bool = False
    ) -> AsyncIterator[Recorded]:
        rows = [row for row in self._streams.get(to_bytes(person_id), []) if row.version > after]
        for row in (rows[::-1] if backwards else rows)[:limit]:
            yield self._codec.decode(row)

    async def occurrences(self, person_id: str, after: int = 0) -> AsyncIterator[list[Occurrence]]:
        rows = self._streams.get(to_bytes(person_id), [])[after:]
        for start in range(0, len(rows), PAGE):
            page = rows[start : start + PAGE]
            yield self._codec.occurrences(
                (row.version, row.event_id, row.type, row.schema, row.occurred_at, row.body, row.sealed) for row in page
            )

    async def find(self, person_id: str, event_ids: Collection[str]) -> dict[str, Recorded]:
        person = to_bytes(person_id)
        rows = (self._ids.get((person, to_bytes(event_id))) for event_id in event_ids)
        return {to_text(row.event_id): self._codec.decode(row) for row in rows if row}

    async def at(self, person_id: str, versions: Collection[int]) -> dict[int, Recorded]:
        rows = self._streams.get(to_bytes(person_id), [])
        return {version: self._codec.decode(rows[version - 1]) for version in versions if 1 <= version <= len(rows)}

    async def people(self) -> list[str]:
        return [to_text(person) for person in self._streams]

    async def head(self, person_id: str) -> int:
        return len(self._streams.get(to_bytes(person_id), []))

    async def verify(self) -> Verified:
        walk = ChainWalk()
        problem = walk.first_fault(self._rows)
        heads = {to_text(person): f"{version}:{digest.hex()}" for person, (version, digest) in walk.heads.items()}
        return Verified(walk.events, heads, problem)

    async def close(self) -> None:
        self._rows.clear()
