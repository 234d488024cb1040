"""Rest: a day off, a pause, and being back."""

from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template

from coach.errors import CoachError, InvalidEntry
from coach.services import Rebound
from coach.web.pages.settings.forms import Form, day_of, one
from coach.web.pages.settings.page import Said, show
from coach.words import gettext, retold
from events.errors import LogError

FIELDS = ("day", "since", "until", "back")


@post("/settings/rest", include_in_schema=False)
async def keep_rest(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Take a day off or take that back, begin a pause or end one, as the button says that was pressed."""
    act = one(data, "act")
    try:
        day = day_of(data, {"pause": "since", "back": "back"}.get(act, "day"), gettext("The day"))
        if day is None:
            raise InvalidEntry(gettext("Choose a day first."))
        match act:
            case "rest":
                await rebound.habits.rest(person_id, [day])
            case "work":
                await rebound.habits.work(person_id, day)
            case "pause":
                await rebound.habits.pause(person_id, day, day_of(data, "until", gettext("The last day")))
            case "back":
                await rebound.habits.back(person_id, day)
            case _:
                raise InvalidEntry(gettext("Choose a day off, a pause, or being back."))
    except (CoachError, LogError) as error:
        typed = {name: one(data, name) for name in FIELDS if one(data, name)}
        return await show(request, rebound, person_id, Said("rest", error=retold(str(error))), error.status, rest=typed)
    return Redirect(f"/settings?kept={act}&day={day}#rest", status_code=303)


ROUTES = [keep_rest]
