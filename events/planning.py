"""How an append is decided: pure, and the same for every log.

In: where a stream stands, which of the offered ids it already holds, and the offered events. Out: the rows to add,
or the error that refuses them all.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from events.chain import GENESIS, link
from events.codec import Encoded, same_content
from events.envelope import Appended, Exactly, Expected, StoredRow
from events.errors import EventConflict, SubjectForgotten, WrongVersion
from events.ids import to_text


class Head(Struct, frozen=True):
    """Where a stream stands: its newest version and that row's hash."""

    version: int = 0
    hash: bytes = GENESIS


class Plan(Struct, frozen=True):
    """The rows that an append adds (their position is not yet taken), the answer, and the head after it."""

    rows: list[StoredRow]
    answer: Appended
    head: Head


def plan_append(
    person_id: bytes,
    head: Head,
    existing: Mapping[bytes, StoredRow],
    offered: Sequence[Encoded],
    expected: Expected,
    recorded_at: str,
) -> Plan:
    """Decide one append. `existing` are rows at their current schema.

    Raises `EventConflict`, `WrongVersion` or `SubjectForgotten`; then nothing is added.
    """
    fresh = [event for event in offered if event.event_id not in existing] if existing else offered
    if len(fresh) < len(offered):
        conflicts = [
            to_text(event.event_id)
            for event in offered
            if event.event_id in existing and not same_content(event, existing[event.event_id])
        ]
        if conflicts:
            raise EventConflict(conflicts)
    # A repeat of what is already there is answered whatever was expected: its answer may have got lost.
    if fresh or not offered:
        _check(expected, head.version)

    rows: list[StoredRow] = []
    versions: list[int] = []
    added: set[bytes] = set()
    version, previous = head.version, head.hash
    for event in offered:
        event_id = event.event_id
        if event_id in existing:
            versions.append(existing[event_id].version)
            continue
        if event_id in added:
            raise EventConflict([to_text(event_id)])
        if event.forgotten:
            raise SubjectForgotten
        version += 1
        content = (event_id, event.type, event.schema, event.occurred_at, recorded_at, event.body, event.sealed)
        previous = link(previous, person_id, version, *content)
        rows.append(StoredRow(0, person_id, version, *content, previous))
        added.add(event_id)
        versions.append(version)
    return Plan(rows, Appended(versions, len(rows)), Head(version, previous))


def _check(expected: Expected, version: int) -> None:
    match expected:
        case "any":
            held = True
        case "none":
            held = version == 0
        case "exists":
            held = version > 0
        case Exactly(version=wanted):
            held = version == wanted
    if not held:
        raise WrongVersion
