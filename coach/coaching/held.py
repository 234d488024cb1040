"""Held: what is made of a person's prospects, kept in memory for as long as it is true, and never for long.

Reading thousands of names takes a tenth of a second. What was made of them is made anew when a prospect was added,
changed or forgotten, and in any case after some minutes: one forgotten by another process is gone from memory by then.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

from msgspec import Struct

from events.folds.reader import States

T = TypeVar("T")

KEPT: Final = 256
"""People for whom it is held."""

LIFE_SECONDS: Final = 300.0


class _Entry(Struct, Generic[T], frozen=True):
    known: tuple[tuple[str, int], ...]
    since: float
    value: T


class OfProspects(Generic[T]):
    """What `make` makes of a person's prospects."""

    def __init__(self, make: Callable[[str], Awaitable[T]]) -> None:
        self._make = make
        self._held: OrderedDict[str, _Entry[T]] = OrderedDict()

    async def get(self, person_id: str, states: States) -> T:
        """As the prospects of `states` are, which are the person's."""
        known = tuple((key, state.details_version) for key, state in states.prospects.prospects.items())
        held = self._held.get(person_id)
        if held is None or held.known != known or time.monotonic() - held.since > LIFE_SECONDS:
            held = self._held[person_id] = _Entry(known, time.monotonic(), await self._make(person_id))
        self._held.move_to_end(person_id)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        return held.value
