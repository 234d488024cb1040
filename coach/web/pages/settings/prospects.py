"""Prospects: finding and forgetting somebody. Names are searched for by POST, so that none stands in an address."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from coach.contracts import Prospect
from coach.errors import NotFound
from coach.journal.labels import counted
from coach.services import Rebound
from coach.web.pages.frame import outcome_words, room
from coach.web.pages.settings.forms import Form, one
from coach.web.pages.settings.page import Said, show
from coach.words import count, gettext, ngettext, ngettext_noop
from events.folds.prospects import Dealings
from events.folds.reader import States

SHOWN = 20
LONGEST = 200


class Found(Struct, frozen=True):
    """A prospect as a result: who, what was logged in words, and whether a final no is on record."""

    prospect_id: str
    name: str
    contact_data: str
    dealings: str
    locked: bool


@post("/settings/prospects", status_code=200, include_in_schema=False)
async def find_prospects(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template:
    """Whoever has words that begin like those searched for."""
    find = one(data, "find")
    if not find or len(find) > LONGEST:
        said = Said(
            "prospects",
            error=gettext("Write a name or the beginning of one, at most %(most)s characters.", most=LONGEST),
        )
        return await show(request, rebound, person_id, said, 422, find=find)
    states = await rebound.journal.states(person_id)
    found = [_found(known, states) for known in await rebound.journal.prospects(person_id, find)]
    said = Said("prospects", _how_many(len(found)))
    return await show(request, rebound, person_id, said, find=find, found=found[:SHOWN])


@get("/settings/prospects/{prospect_id:str}", include_in_schema=False)
async def confirm_forgetting(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    prospect_id: FromPath[str],
) -> Template:
    """What goes and what stays, before somebody is forgotten."""
    known = await rebound.journal.prospect(person_id, prospect_id)
    if known is None or known.forgotten:
        raise NotFound("There is no such prospect, or they are forgotten already.")
    found = _found(known, await rebound.journal.states(person_id))
    return await room(
        request,
        rebound,
        person_id,
        "settings/forget_prospect",
        gettext("Forget somebody"),
        room="settings",
        found=found,
    )


@post("/settings/prospects/{prospect_id:str}", include_in_schema=False)
async def forget_prospect(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], prospect_id: FromPath[str]
) -> Redirect:
    """Forget a prospect for ever."""
    await rebound.forgetting.prospect(person_id, prospect_id)
    return Redirect("/settings?kept=forgotten#prospects", status_code=303)


def _how_many(found: int) -> str:
    if not found:
        return gettext("Nobody is called that. Write the beginning of a name, a company, an email or a number.")
    if found > SHOWN:
        return gettext(
            "These are %(shown)s of %(all)s. Write more of the name to see fewer.", shown=SHOWN, all=count(found)
        )
    return ngettext("Found %(number)s prospect.", "Found %(number)s prospects.", found, number=found)


def _found(known: Prospect, states: States) -> Found:
    logged = states.prospects.dealings.get(known.prospect_id, Dealings())
    words = counted(logged.entries, ngettext_noop("entry", "entries"))
    if logged.outcome:
        words = gettext("%(entries)s, last outcome: %(outcome)s", entries=words, outcome=outcome_words(logged.outcome))
    return Found(
        prospect_id=known.prospect_id,
        name=", ".join(part for part in (known.contact, known.company) if part) or known.email or known.phone,
        contact_data=", ".join(part for part in (known.email, known.phone) if part),
        dealings=words,
        locked=known.prospect_id in states.prospects.locked,
    )


ROUTES = [find_prospects, confirm_forgetting, forget_prospect]
