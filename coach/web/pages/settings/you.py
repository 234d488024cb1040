"""You: name, time zone, working days, language, streaks. One form; only what differs is recorded."""

from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import UNSET

from coach.contracts import Person, PersonInput
from coach.errors import CoachError, InvalidEntry
from coach.journal.people import checked_zone
from coach.services import Rebound
from coach.web.language import language_cookie
from coach.web.pages.settings.forms import Form, many, one
from coach.web.pages.settings.page import Said, offered_languages, show
from coach.words import gettext, retold
from events.errors import LogError
from events.words import WEEKDAYS

LONGEST = 200


@post("/settings/you", include_in_schema=False)
async def keep_you(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Keep what the form changed; after an error it has what was typed."""
    person = await rebound.people.get(person_id)
    try:
        wanted = changed(person, data)
        if names := [name for name in wanted.__struct_fields__ if getattr(wanted, name) is not UNSET]:
            await rebound.people.change(person_id, wanted)
    except (CoachError, LogError) as error:
        typed = {name: one(data, name) for name in ("name", "time_zone", "language", "streaks")}
        said = Said("you", error=retold(str(error)))
        you = {**typed, "working_days": many(data, "working_days")}
        return await show(request, rebound, person_id, said, error.status, you=you)
    kept = Redirect(f"/settings?kept={','.join(names) or 'nothing'}#you", status_code=303)
    kept.cookies.append(language_cookie(one(data, "language")))
    return kept


def changed(person: Person, form: Form) -> PersonInput:
    """The settings that the form has otherwise than the person. Raises `InvalidEntry`."""
    name, zone, language, streaks = (one(form, field) for field in ("name", "time_zone", "language", "streaks"))
    days = [day for day in WEEKDAYS if day in many(form, "working_days")]
    if len(name) > LONGEST:
        raise InvalidEntry(gettext("A name has at most %(most)s characters.", most=LONGEST))
    if not days:
        raise InvalidEntry(gettext("Choose at least one working day."))
    if language not in offered_languages(person):
        raise InvalidEntry(gettext("Choose one of the languages."))
    if streaks not in ("on", "off"):
        raise InvalidEntry(gettext("Choose whether streaks are on or off."))
    return PersonInput(
        name=UNSET if name == person.name else name,
        time_zone=UNSET if zone == person.time_zone else checked_zone(zone),
        working_days=UNSET if days == person.working_days else days,
        language=UNSET if language == person.language else language,
        streaks=UNSET if (streaks == "on") == person.streaks else streaks == "on",
    )


ROUTES = [keep_you]
