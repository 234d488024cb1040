"""The person and their numbers."""

from datetime import date

from litestar import get, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody

from coach.contracts import Diagnosis, Odds, Person, PersonInput, Stats, Streaks
from coach.insight.diagnose import diagnose
from coach.insight.numbers import Period, stats, streaks
from coach.insight.odds import odds
from coach.services import Rebound


@get("/api/v1/stats", summary="Numbers of a period")
async def get_stats(
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    since: date | None = None,
    until: date | None = None,
) -> Stats:
    """Over the whole journal, or the local days from `since` to `until`, both included."""
    return stats(person_id, await rebound.journal.states(person_id), Period(since, until))


@get("/api/v1/streaks", summary="Streaks as of today")
async def get_streaks(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> Streaks:
    """Days with effort on the person's working days."""
    return streaks(person_id, await rebound.journal.states(person_id), await rebound.journal.today(person_id))


@get("/api/v1/odds", summary="Odds of runs and of the next yes")
async def get_odds(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> Odds:
    """Whether the current run without a yes is ordinary, and a range for the next yes."""
    return odds(person_id, await rebound.journal.states(person_id), await rebound.journal.today(person_id))


@get("/api/v1/diagnosis", summary="Targeting or message, the pitch, goals that fit")
async def get_diagnosis(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> Diagnosis:
    """Where the leading reason comes from, which pitch version does better, and the person's own baselines."""
    return diagnose(person_id, await rebound.journal.states(person_id), await rebound.journal.today(person_id))


@get("/api/v1/person", summary="Settings")
async def get_person(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> Person:
    """Who is signed in, and their settings."""
    return await rebound.people.get(person_id)


@patch("/api/v1/person", summary="Change settings")
async def change_person(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[PersonInput]
) -> Person:
    """What is left out stays as it is."""
    return await rebound.people.change(person_id, data)


ROUTES = [get_stats, get_streaks, get_odds, get_diagnosis, get_person, change_person]
