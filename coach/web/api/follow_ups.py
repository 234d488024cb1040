"""Follow-ups: who to come back to, and what the person did about it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from coach.contracts import FollowUp, FollowUpAct, FollowUpResult
from coach.services import Rebound


@get("/api/v1/follow-ups", summary="Who to come back to, and when")
async def list_follow_ups(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> list[FollowUp]:
    """Open follow-ups, the earliest first."""
    return await rebound.follow_ups.open(person_id)


@post("/api/v1/follow-ups", status_code=200, summary="Say what came of a follow-up, put it off, or end it")
async def act_on_follow_up(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[FollowUpAct]
) -> FollowUpResult:
    """The same `act_id` again changes nothing. What was logged is taken back as any entry is."""
    return await rebound.follow_ups.record(person_id, data)


ROUTES = [list_follow_ups, act_on_follow_up]
