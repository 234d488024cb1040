"""The envelope of an event, in its final form: what every stored row carries, whatever happened.

`Event` is what happened, in clear fields only. Private content travels beside it as `Private` structs, one for
each subject (a prospect or the person), and is stored sealed under that subject's key; folds never see it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, Literal

import msgspec
from msgspec import Struct

from events.ids import to_text


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that happened, in the past tense. Subclasses are immutable and versioned by `schema`.

    A default value is part of the stored form (it is left out of the body), so a default never changes:
    a new meaning is a new schema version with an upcaster.
    """

    type: ClassVar[str]
    schema: ClassVar[int] = 1


class Private(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """Private content for one subject. It is stored sealed, and unreadable once the subject is forgotten."""


class UnknownEvent(Event, frozen=True, kw_only=True):
    """An event of a type this program does not know: kept as it is and reported, never dropped."""

    type: ClassVar[str] = "unknown"
    stored_type: str
    stored_schema: int
    body: msgspec.Raw


class NewEvent(Struct, frozen=True):
    """An event on its way into the log. `sealed` maps a subject's id to what is private to that subject."""

    event_id: str
    occurred_at: datetime
    event: Event
    sealed: Mapping[str, Private] = msgspec.field(default_factory=dict)


class SealedPart(Struct, frozen=True, array_like=True):
    """One sealed part: the subject (16 bytes), nonce and ciphertext, and an HMAC of the plaintext.

    The HMAC is under the subject's own key. It tells a repeat from a conflict without opening anything (sealing
    again gives other bytes) and says nothing once the key is destroyed.
    """

    subject: bytes
    box: bytes
    mac: bytes


class Occurrence(Struct, frozen=True, gc=False):
    """An event as folds see it: what they need of a recorded event and no more, because they read so many.

    `occurred_at` is RFC 3339 with the person's UTC offset at that moment, so a local day never moves when
    they travel. `version` counts 1..n without gaps in the person's stream. `raw_id` is the event id's 16 bytes.
    """

    version: int
    raw_id: bytes
    occurred_at: str
    event: Event
    sealed: bytes | None

    @property
    def event_id(self) -> str:
        """The event's id in its usual form: made when asked for, because few folds do."""
        return to_text(self.raw_id)

    @property
    def day(self) -> str:
        """The local day, as YYYY-MM-DD."""
        return self.occurred_at[:10]

    @property
    def moment(self) -> datetime:
        """`occurred_at` as an aware datetime."""
        return datetime.fromisoformat(self.occurred_at)

    @property
    def date(self) -> date:
        """The local day as a date."""
        return date.fromisoformat(self.occurred_at[:10])


class Recorded(Occurrence, frozen=True, kw_only=True, gc=False):
    """An event as the log holds it. `recorded_at` is RFC 3339 in UTC."""

    person_id: str
    position: int
    recorded_at: str
    hash: bytes


class Exactly(Struct, frozen=True):
    """Expect the stream to be at this version."""

    version: int


Expected = Literal["any", "none", "exists"] | Exactly
"""What an append expects of the stream before it: anything, no stream, a stream, or an exact version."""

ANY: Final[Expected] = "any"


class Appended(Struct, frozen=True):
    """The answer to an append: the version of each event, and how many of them were not there before."""

    versions: list[int]
    added: int


class StoredRow(Struct, frozen=True, array_like=True, gc=False):
    """One row of the log as its database returns it: the bytes that the chain is made of."""

    position: int
    person_id: bytes
    version: int
    event_id: bytes
    type: str
    schema: int
    occurred_at: str
    recorded_at: str
    body: str
    sealed: bytes | None
    hash: bytes


Fields = dict[str, Any]
"""A body as plain JSON, which is what upcasters change."""
