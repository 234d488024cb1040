"""Taking everything along, and being forgotten."""

from typing import Any, Final

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import URLEncodedBody
from litestar.response import Stream, Template

from coach.keeping.export import export_lines
from coach.keeping.export_csv import export_csv_lines
from coach.services import Rebound
from coach.web.pages.frame import room
from coach.web.pages.settings.forms import Form, one
from coach.web.pages.sign_in import signed_out
from coach.words import gettext, gettext_noop

WORD: Final = gettext_noop("FORGET")


@post("/settings/export", status_code=200, include_in_schema=False)
async def download(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: URLEncodedBody[Form]
) -> Stream:
    """Everything as JSON Lines, or the entries as CSV, read while it is sent."""
    as_csv = one(data, "format") == "csv"
    lines = export_csv_lines if as_csv else export_lines
    name = f"rebound-{await rebound.journal.today(person_id)}.{'csv' if as_csv else 'jsonl'}"
    return Stream(
        lines(rebound.journal, person_id),
        media_type="text/csv; charset=utf-8" if as_csv else "application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@get("/settings/forget", include_in_schema=False)
async def confirm_leaving(
    request: Request[Any, Any, Any], rebound: NamedDependency[Rebound], person_id: NamedDependency[str]
) -> Template:
    """What goes and what stays, before a person is forgotten."""
    return await _ask(request, rebound, person_id)


@post("/settings/forget", status_code=200, include_in_schema=False)
async def leave(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template:
    """Forget the person, once the word is typed, and end every session of theirs."""
    if (typed := one(data, "word")) != gettext(WORD):
        error = gettext("Nothing was forgotten. Type %(word)s in capitals to go on.", word=gettext(WORD))
        return await _ask(request, rebound, person_id, error, typed, 422)
    await rebound.forgetting.person(person_id)
    answer = await room(
        request, rebound, person_id, "settings/forgotten", gettext("Forgotten"), room="", today="", person=None
    )
    signed_out(answer)
    return answer


async def _ask(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    error: str = "",
    typed: str = "",
    status: int = 200,
) -> Template:
    return await room(
        request,
        rebound,
        person_id,
        "settings/forget_me",
        gettext("Forget me"),
        status,
        room="settings",
        error=error,
        typed=typed,
        word=gettext(WORD),
    )


ROUTES = [download, confirm_leaving, leave]
