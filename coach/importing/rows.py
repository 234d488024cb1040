"""Rows: what every format makes of the records of a file. In: times and contents. Out: `Row` or `Refused`.

A row knows how its file stated the time, because only that is compared when it comes again: a file that says
"2026-01-05" has not changed when the person has moved to another time zone since.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from coach.contracts import OutcomeInput, ProspectInput
from events.words import Channel

Stated = Literal["day", "wall", "instant"]
"""How a file states a time: a day, a time on the wall without an offset, or a moment with its offset."""

START_OF_WORK: Final = 9
"""The hour at which rows without a time of day begin: no time zone's clock changes then."""

_encoder = msgspec.json.Encoder(order="deterministic")


class Row(Struct, frozen=True, kw_only=True):
    """One entry to be. `line` is where its record starts in the file (from 1); `key` names it in its source."""

    line: int
    key: str
    moment: datetime
    stated: Stated
    channel: Channel = "call"
    count: int = 1
    outcomes: tuple[OutcomeInput, ...] = ()
    note: str = ""
    prospect: ProspectInput | None = None

    @property
    def digest(self) -> str:
        """A hash of what the row says, whatever its line, key and time zone."""
        when = stated_time(self.moment, self.stated)
        content = (self.stated, when, self.channel, self.count, self.outcomes, self.note, self.prospect)
        return hashlib.sha256(_encoder.encode(content)).hexdigest()


class Refused(Struct, frozen=True):
    """A record that is not taken, and in one sentence what to mend."""

    line: int
    problem: str


def stated_time(moment: datetime, stated: Stated) -> str:
    """The part of a moment that the file stated, as text to compare."""
    if stated == "day":
        return moment.date().isoformat()
    if stated == "wall":
        return moment.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


class DayTimes:
    """Times of day for rows that have only a day: from nine, a millisecond apart, so they keep the file's order.

    A millisecond is the log's grain, and 54 million of them fit into the rest of a day.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._taken: Counter[date] = Counter()

    def next(self, day: date) -> datetime:
        """The next free time on a local day."""
        start = datetime(day.year, day.month, day.day, START_OF_WORK, tzinfo=self._zone)
        moment = start + timedelta(milliseconds=self._taken[day])
        self._taken[day] += 1
        return moment


def one_row_a_key(items: Iterable[Row | Refused]) -> Iterator[Row | Refused]:
    """The same, with every row refused whose key an earlier row has: two rows cannot be one entry."""
    lines: dict[str, int] = {}
    for item in items:
        if isinstance(item, Row) and (first := lines.setdefault(item.key, item.line)) != item.line:
            yield Refused(item.line, f"Line {first} has the same id. Give every row an id of its own.")
        else:
            yield item
