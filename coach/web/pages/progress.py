"""The Progress room: what you did, what came back, what it says."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Template

from coach.journal.wins import latest_wins
from coach.services import Rebound
from coach.web.pages.frame import room
from coach.web.progress_view import PeriodName, parts, wall
from coach.words import gettext


@get("/progress", include_in_schema=False)
async def show_progress(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    period: PeriodName = "8w",
) -> Template:
    """The numbers of a period, each with its plot and its table; the latest wins in words."""
    states = await rebound.journal.states(person_id)
    today = await rebound.journal.today(person_id)
    return await room(
        request,
        rebound,
        person_id,
        "progress",
        gettext("Progress"),
        period=period,
        parts=parts(person_id, states, period, today),
        wins=wall(await latest_wins(rebound.journal, person_id), today),
        empty=not states.stats.days,
    )


ROUTES = [show_progress]
