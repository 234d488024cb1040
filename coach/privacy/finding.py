"""A find: a stretch of a text that may not leave, and which finds win where two overlap."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

Type = Literal[
    "PERSON",
    "ORG",
    "COMPETITOR",
    "EMAIL",
    "PHONE",
    "URL",
    "HANDLE",
    "ADDRESS",
    "DEAL_ID",
    "ACCOUNT",
    "BIRTH_DATE",
    "MONEY",
    "TYPED",
]
"""What was found. `TYPED` is something that only looks like a placeholder."""

Doubt = Literal["sure", "doubt"]
"""Whether something says that a word names somebody, or only nothing says what it is."""

_RANK: Final[dict[Type, int]] = {
    "TYPED": 0,
    "URL": 1,
    "EMAIL": 1,
    "HANDLE": 2,
    "ACCOUNT": 3,
    "BIRTH_DATE": 3,
    "PHONE": 4,
    "DEAL_ID": 4,
    "ADDRESS": 5,
    "MONEY": 6,
}
_NAMES: Final = 7


class Found(Struct, frozen=True):
    """`start` and `end` are code points. `key` says which entity it is, empty where only the words say it."""

    start: int
    end: int
    type: Type
    key: str = ""
    doubtful: bool = False


def resolved(finds: Iterable[Found]) -> list[Found]:
    """Finds that do not overlap, in order, which cover all that any of them covered.

    The longer of two wins its kind (of the same length the firmer kind); what it leaves of the other goes with it.
    """
    order = sorted(finds, key=lambda find: (find.start, -find.end, rank(find), find.doubtful, find.type, find.key))
    kept: list[Found] = []
    for find in order:
        if kept and find.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], find)
        else:
            kept.append(find)
    return kept


def rank(find: Found) -> int:
    """How firm its kind is; the smaller the firmer."""
    return _RANK.get(find.type, _NAMES)


def _joined(one: Found, other: Found) -> Found:
    """Two that overlap, as one."""
    winner = min(one, other, key=lambda find: (rank(find), find.start - find.end, not find.key, find.start))
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Found(start, end, winner.type, winner.key, winner.doubtful)
