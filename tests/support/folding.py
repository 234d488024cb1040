"""What the tests of single folds share: events as a log gives them back, and folding them in any order."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from support.proof import FULL

from events.envelope import Event, Recorded
from events.folds.fold import Fold
from events.ids import dated, to_bytes
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded

proof = settings(
    max_examples=2_000 if FULL else 150,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
MONDAY = date(2026, 1, 5)
"""A Monday, where the stories of these tests begin."""
F1, F2, F3 = (dated(datetime(2026, 1, 5, tzinfo=UTC), name) for name in ("f1", "f2", "f3"))
"""Follow-ups."""


def on(day: int, hour: float = 12) -> datetime:
    """The moment `day` days after the Monday, at this hour in UTC."""
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=UTC) + timedelta(days=day, hours=hour)


def record(event: Event, at: datetime, version: int = 1, event_id: str | None = None) -> Recorded:
    """An event as a log would give it back."""
    return Recorded(
        person_id=ANNA,
        version=version,
        position=version,
        raw_id=to_bytes(event_id or dated(at, str(version))),
        occurred_at=at.isoformat(timespec="milliseconds"),
        recorded_at=at.isoformat(timespec="milliseconds"),
        event=event,
        sealed=None,
        hash=b"",
    )


def folded(fold: Fold, events: Sequence[Recorded]) -> Any:
    """The state of events in the order they are given."""
    state = fold.initial()
    for recorded in events:
        fold.apply(state, recorded)
    return state


def snapshot(state: Any) -> Any:
    """A state as it comes back from a snapshot: equal, its dicts in another order."""
    packed = msgspec.msgpack.Encoder(order="sorted").encode(state)
    return msgspec.msgpack.decode(packed, type=type(state))


def canonical(state: Any) -> bytes:
    """A state as bytes: equal for equal state."""
    return msgspec.json.encode(msgspec.to_builtins(state, str_keys=True, order="sorted"))


def called(count: int = 1, **fields: Any) -> OutreachRecorded:
    return OutreachRecorded(**({"entry_id": "entry", "channel": "call", "count": count} | fields))


def met(outcome: str, **fields: Any) -> OutcomeRecorded:
    """An outcome of a call."""
    return OutcomeRecorded(
        **({"entry_id": "entry", "outreach_id": "outreach", "channel": "call", "outcome": outcome} | fields)
    )
