"""What a log promises, whatever it is kept in; the contract suite in `tests/events` holds every log to it.

Acknowledged means durable. Appends are atomic, idempotent by event id and checked against an expected version.
Rows are never changed or removed. Nothing here needs an order across people: the unit of order is one person's
stream, which is what lets a log be spread over machines.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Protocol

from msgspec import Struct

from events.envelope import ANY, Appended, Expected, NewEvent, Occurrence, Recorded


class Verified(Struct, frozen=True):
    """What walking the chains found: `problem` names the first bad row, `heads` maps person to `version:hash`."""

    events: int
    heads: dict[str, str]
    problem: str | None


class Log(Protocol):
    """An append-only log of people's events."""

    async def append(self, person_id: str, events: Sequence[NewEvent], expected: Expected = ANY) -> Appended:
        """Append all of `events` or none, and return once they are durable.

        Events that are already there with the same content keep their version and are not added again; if all
        are, the expectation is not checked, so a repeat is always answered. Raises `EventConflict` for an id with
        other content, `WrongVersion`, `FutureEvent`, `SubjectForgotten`, `StorageFailed`.
        """
        ...

    def read(
        self, person_id: str, after: int = 0, limit: int | None = None, backwards: bool = False
    ) -> AsyncIterator[Recorded]:
        """The person's events with a version above `after`, in order; or from the newest down."""
        ...

    def occurrences(self, person_id: str, after: int = 0) -> AsyncIterator[list[Occurrence]]:
        """The person's events with a version above `after`, in order, page by page: the short way to fold them."""
        ...

    async def find(self, person_id: str, event_ids: Collection[str]) -> dict[str, Recorded]:
        """Those of the person's events that have these ids, by id."""
        ...

    async def at(self, person_id: str, versions: Collection[int]) -> dict[int, Recorded]:
        """The person's events at these versions, by version."""
        ...

    async def people(self) -> list[str]:
        """Ids of everybody with a stream, in the order of their first event."""
        ...

    async def head(self, person_id: str) -> int:
        """The version of the person's newest event, 0 without any."""
        ...

    async def verify(self) -> Verified:
        """Walk every chain from its first row."""
        ...

    async def close(self) -> None: ...
