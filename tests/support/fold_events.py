"""What the tests of streaks, states and the reader share: moments, zones, events as a log gives them back."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, settings
from support.proof import FULL

from events.envelope import Event, Recorded
from events.ids import dated, to_bytes
from events.types.coaching import CoachingGiven, CoachingRated
from events.types.outreach import OutreachRecorded

proof = settings(
    max_examples=2_000 if FULL else 150,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 1, 5)
ZONES = ["Pacific/Kiritimati", "Pacific/Auckland", "Asia/Kolkata", "Europe/Berlin", "UTC", "America/St_Johns"]
ZONES += ["America/Los_Angeles", "Pacific/Pago_Pago"]


def clock() -> datetime:
    return NOW


def record(event: Event, moment: datetime | date = MONDAY, version: int = 1, sealed: bytes | None = None) -> Recorded:
    """An event as a log would give it back, at noon where a day is given."""
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
    return Recorded(
        person_id=ANNA,
        version=version,
        position=version,
        raw_id=to_bytes(dated(at, str(version))),
        occurred_at=at.isoformat(timespec="milliseconds"),
        recorded_at=NOW.isoformat(timespec="milliseconds"),
        event=event,
        sealed=sealed,
        hash=b"",
    )


def called(count: int = 1, entry: str = "entry") -> OutreachRecorded:
    return OutreachRecorded(entry_id=entry, channel="call", count=count)


def given_reply(reply: str, *cards: str) -> CoachingGiven:
    return CoachingGiven(reply_id=reply, conversation_id="c", mode="chat", source="rules", cards=list(cards))


def rated(helpful: bool, *cards: str, block: int = 0, reply: str = "r") -> CoachingRated:
    return CoachingRated(reply_id=reply, block=block, helpful=helpful, cards=list(cards))
