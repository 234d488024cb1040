"""New events to stored form: find or make the keys, seal what is private, encode the rest. Shared by all logs."""

from collections.abc import Sequence
from datetime import UTC, datetime

from events.codec import Codec, Encoded
from events.envelope import NewEvent
from events.sealing import KeyStore, seal


async def encode_all(
    person_id: str, events: Sequence[NewEvent], keys: KeyStore, codec: Codec, now: datetime
) -> list[Encoded]:
    """The stored form of each event. Keys are durable before any event that needs them is written."""
    subjects = {subject for new in events for subject in new.sealed}
    known = await keys.ensure(sorted(subjects)) if subjects else {}
    return [
        codec.encode(new, *seal(person_id, new, known), now) if new.sealed else codec.encode(new, [], [], now)
        for new in events
    ]


def utc_text(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
