"""The diagnosis as one document: reasons, pitch, bounce-back, goals, baselines. In: states and the local day."""

from datetime import date, timedelta
from typing import Final

from msgspec.structs import asdict

from coach.contracts import Diagnosis
from coach.insight.baselines import BASELINES
from coach.insight.diagnosis import Reading, read_reasons
from coach.insight.effort import bounce_back
from coach.insight.numbers import Period
from coach.insight.suggestions import suggest_goals
from coach.insight.versions import compare
from events.folds.pitches import results
from events.folds.reader import States

WINDOW: Final = timedelta(weeks=26)


def recent_reasons(states: States, today: date) -> tuple[Period, Reading]:
    """The reasons of the last half year; of the whole journal, for somebody who has none there."""
    period = Period.last(WINDOW, today)
    if not any(period.holds(day) for day in states.reasons.days):
        period = Period(None, today)
    return period, read_reasons(states, period)


def diagnose(person_id: str, states: States, today: date) -> Diagnosis:
    """The diagnosis as of the local day `today`."""
    period, reading = recent_reasons(states, today)
    return Diagnosis(
        person_id=person_id,
        since=period.since,
        until=period.until,
        **asdict(reading),
        pitch=compare(results(states.pitches)),
        bounce_back=bounce_back(states),
        suggestions=suggest_goals(states, today),
        baselines=list(BASELINES),
    )
