"""What a fold is: a named, versioned, pure way from events to state."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from events.envelope import Event, Occurrence


class Fold(Struct, frozen=True):
    """`state = fold(events)`. `apply` changes the state it is given, in place, and does no I/O.

    Events may arrive late and out of order, so a state never depends on the order of `occurred_at`. A change to
    what a fold computes raises its `version`, which leaves old snapshots behind. `applies` are the events that may
    change the state: no others come to `apply`.
    """

    name: str
    version: int
    initial: Callable[[], Any]
    apply: Callable[[Any, Occurrence], None]
    applies: tuple[type[Event], ...]
