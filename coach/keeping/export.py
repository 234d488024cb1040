"""Export: everything a person's journal holds as JSON Lines, with its private content opened.

First a line that says what this is, then one line an event, oldest first, so that nothing of a journal has to fit into
memory. What was forgotten is null; what was taken back or replaced is there and marked.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from coach.coaching.receipts import with_mentions
from coach.contracts import ExportedEvent, ExportHeader
from coach.journal.mentions import restore_mentions, words_behind
from coach.journal.service import Journal
from events.codec import canonical_private
from events.envelope import Event, Private, Recorded, UnknownEvent
from events.folds.withdrawal import Withdrawn
from events.sealing import Forgotten, KeyStore, unseal
from events.types.coaching import CoachingReceipt

FORMAT_VERSION = 1


async def export_lines(journal: Journal, person_id: str) -> AsyncIterator[bytes]:
    """The lines of an export, each with its line break: the journal as it is now, without what comes in meanwhile."""
    states = await journal.states(person_id)
    now = await journal.now(person_id)
    header = ExportHeader("rebound-journal", FORMAT_VERSION, person_id, now, states.version)
    yield msgspec.json.encode(header) + b"\n"
    async for recorded in journal.log.read(person_id, limit=states.version):
        yield msgspec.json.encode(await exported(recorded, journal.keys, states.withdrawn)) + b"\n"


async def exported(recorded: Recorded, keys: KeyStore, withdrawn: Withdrawn) -> ExportedEvent:
    """One event as it is exported."""
    parts = await unseal(recorded, keys)
    event = recorded.event
    stored = (event.type, event.schema, _fields(event))
    if isinstance(event, UnknownEvent):  # of a newer program: as it was stored
        stored = (event.stored_type, event.stored_schema, msgspec.json.decode(event.body))
    return ExportedEvent(
        version=recorded.version,
        event_id=recorded.event_id,
        type=stored[0],
        schema=stored[1],
        occurred_at=recorded.moment,
        recorded_at=datetime.fromisoformat(recorded.recorded_at),
        fields=stored[2],
        private=_opened(parts),
        forgotten=any(isinstance(part, Forgotten) for part in parts.values()),
        withdrawn=withdrawn.covers(recorded),
    )


def _fields(event: Event) -> dict[str, Any]:
    """Every field, also those that the stored form leaves out because they have their default."""
    return {name: getattr(event, name) for name in event.__struct_fields__}


def _opened(parts: Mapping[str, Private | Forgotten]) -> dict[str, Any]:
    """What each subject's part says, with the names of prospects where they stood in a text."""
    words = words_behind(parts)
    opened: dict[str, Any] = {}
    for subject, part in parts.items():
        if isinstance(part, CoachingReceipt):
            part = with_mentions(part, words)
        private = None if isinstance(part, Forgotten) else msgspec.json.decode(canonical_private(part))
        opened[subject] = _restored(private, words)
    return opened


def _restored(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return restore_mentions(value, words)
    if isinstance(value, dict):
        return {key: _restored(item, words) for key, item in value.items()}
    return [_restored(item, words) for item in value] if isinstance(value, list) else value
