"""The Progress room: what you did, what came back, what it says."""

from datetime import date, timedelta
from typing import Any, Literal

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Template

from coach.insight.numbers import Period, numbers, stats, streaks
from coach.services import Rebound
from coach.web.pages.frame import room
from coach.web.progress_view import describe, tabulate


@get("/progress", include_in_schema=False)
async def show_progress(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    period: Literal["4w", "8w", "all"] = "8w",
) -> Template:
    """The numbers of a period, each with its plot and its table."""
    states = await rebound.journal.states(person_id)
    today = await rebound.journal.today(person_id)
    chosen = _period(period, today)
    sums = numbers(states, chosen)
    plots, tables = tabulate(sums, chosen, today)
    return await room(
        request,
        rebound,
        person_id,
        "progress",
        "Progress",
        stats=stats(person_id, states, chosen),
        streaks=streaks(person_id, states, today),
        period=period,
        sentences=describe(sums, period),
        plots=plots,
        tables=tables,
        empty=not states.stats.days,
    )


def _period(name: str, today: date) -> Period:
    if name == "all":
        return Period(None, today)
    weeks = 4 if name == "4w" else 8
    monday = today - timedelta(days=today.weekday())
    return Period(monday - timedelta(weeks=weeks - 1), today)


ROUTES = [show_progress]
