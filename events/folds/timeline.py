"""A timeline: many moments in order with one byte each, compactly, so that late events find their place.

A person may have tens of thousands of conversations: nine bytes each here, where objects would take a hundred.
"""

import struct
from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from msgspec import Struct, field

WIDTH = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_ZERO = 1 << 62
"""Added to a moment, so that moments before 1970 sort first as bytes too."""


def milliseconds(moment: datetime) -> int:
    """A moment as whole milliseconds since 1970, negative before: equal moments in two zones are equal numbers."""
    since = moment - _EPOCH
    return since.days * 86_400_000 + since.seconds * 1_000 + since.microseconds // 1_000


@lru_cache(maxsize=4096)
def milliseconds_of(occurred_at: str) -> int:
    """The same for a moment as it is stored. Several folds ask it of every event, and events of one entry share it."""
    return milliseconds(datetime.fromisoformat(occurred_at))


def moment_of(milliseconds: int) -> datetime:
    """The moment (in UTC) of so many milliseconds since 1970."""
    return _EPOCH + milliseconds * _MILLISECOND


class Timeline(Struct):
    """`moments` are of 8 bytes each (big-endian, so that bytes sort as moments do); `marks` has one byte for each.
    `newest` is the last moment in milliseconds: nearly every mark comes after it."""

    moments: bytearray = field(default_factory=bytearray)
    marks: bytearray = field(default_factory=bytearray)
    newest: int = -_ZERO

    def add(self, moment: int, mark: int) -> None:
        """Put a mark (0..255) in its place: after all that are not later, so equal moments keep their order."""
        key = (moment + _ZERO).to_bytes(WIDTH, "big")
        if moment >= self.newest:
            self.newest = moment
            self.moments += key
            self.marks.append(mark)
            return
        place = bisect_right(range(len(self.marks)), key, key=self._at)
        self.moments[place * WIDTH : place * WIDTH] = key
        self.marks.insert(place, mark)

    def from_(self, moment: int) -> int:
        """How many marks are earlier than the moment: the place of the first one that is not."""
        return bisect_left(range(len(self.marks)), _key(moment), key=self._at)

    def all(self) -> list[int]:
        """Every moment, in milliseconds since 1970."""
        return [key - _ZERO for key in struct.unpack(f">{len(self.marks)}Q", self.moments)]

    def moment(self, place: int) -> int:
        """The moment at a place, in milliseconds since 1970."""
        return int.from_bytes(self._at(place), "big") - _ZERO

    def _at(self, place: int) -> bytes:
        return bytes(self.moments[place * WIDTH : place * WIDTH + WIDTH])

    def __len__(self) -> int:
        return len(self.marks)


def _key(moment: int) -> bytes:
    return (moment + _ZERO).to_bytes(WIDTH, "big")
