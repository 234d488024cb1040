"""Invented histories to try the coach on: events, and folded states, of somebody who sold for a while, from a seed."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from coach.contracts import EntryInput, OutcomeInput
from coach.journal.decide import log_entry
from events.envelope import NewEvent, Recorded
from events.folds.reader import States, fold_into
from events.ids import dated, to_bytes
from events.words import CHANNELS, OUTCOMES, REASONS, REJECTIONS

PERSON = "01890a5d-ac96-774b-bcce-b302099a8057"
ZONE = ZoneInfo("Europe/Berlin")


def history(random: Random, today: date, most_entries: int = 120) -> list[NewEvent]:
    """Events of up to `most_entries` entries in the last twelve weeks. Each history has habits of its own."""
    favourite = random.choice(REASONS)
    weights = [random.random() ** 2 for _ in OUTCOMES]
    events: list[NewEvent] = []
    for index in range(random.randint(0, most_entries)):
        day = today - timedelta(days=random.randint(0, 84))
        moment = datetime.combine(day, time(random.randint(8, 17), random.randint(0, 59)), ZONE)
        outcomes = []
        for _ in range(random.randint(0, 2)):
            outcome = random.choices(OUTCOMES, weights)[0]
            reason = random.choice([favourite, favourite, random.choice(REASONS)]) if outcome in REJECTIONS else None
            outcomes.append(OutcomeInput(outcome=outcome, reason=reason, count=random.choice([1, 1, 1, 2, 7])))
        entry = EntryInput(
            entry_id=dated(moment, str(index), str(random.random())),
            channel=random.choice(CHANNELS),
            count=sum(outcome.count for outcome in outcomes) + random.randint(1, 5),
            outcomes=outcomes,
        )
        events += log_entry(entry, PERSON, moment)
    return events


def fold(events: list[NewEvent]) -> States:
    """The states that these events make."""
    states = States()
    fold_into(
        states,
        [
            Recorded(
                person_id=PERSON,
                version=version,
                position=version,
                raw_id=to_bytes(new.event_id),
                occurred_at=new.occurred_at.isoformat(timespec="milliseconds"),
                recorded_at="",
                event=new.event,
                sealed=None,
                hash=b"",
            )
            for version, new in enumerate(events, 1)
        ],
    )
    return states
