"""How much of a long proof is run: a slice in every run, all of it with REBOUND_PROOF=full (`make prove`)."""

import os
from collections.abc import Sequence
from typing import Final, TypeVar

A = TypeVar("A")
B = TypeVar("B")

FULL: Final = os.environ.get("REBOUND_PROOF") == "full"


def in_turn(every: Sequence[A], turn: int) -> list[A]:
    """All of them in full; else the one whose turn it is, from the first again after the last."""
    return [one for place, one in enumerate(every) if FULL or place == turn % len(every)]


def paired(many: Sequence[A], few: Sequence[B]) -> list[tuple[A, B]]:
    """Each of `many` with each of `few` in full; else with one of them, so that all of both come up."""
    return [(one, other) for turn, one in enumerate(many) for other in in_turn(few, turn)]
