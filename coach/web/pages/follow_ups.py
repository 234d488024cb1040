"""The Follow-ups room: who to come back to and when, what came of it in one tap, and who is left in peace."""

from typing import Any, Final

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from coach.contracts import EntryId, FollowUpAct
from coach.errors import CoachError, InvalidEntry
from coach.problems import problem_of
from coach.services import Rebound
from coach.web.follow_ups_view import Notice, item_of, notice_of, over
from coach.web.pages.frame import room
from coach.words import gettext, gettext_noop, retold
from coach.words.dates import weekday
from events.errors import EventConflict, LogError
from events.ids import derive

MOST_DUE: Final = 50
MOST_SOON: Final = 20
MOST_DONE: Final = 5
MOST_IN_PEACE: Final = 100

ANSWERS: Final = {
    "won": gettext_noop("Yes"),
    "progress": gettext_noop("Step forward"),
    "soft_no": gettext_noop("Not now again"),
    "hard_no": gettext_noop("Final no"),
    "no_answer": gettext_noop("No answer"),
}

Form = dict[str, str]


class UndoForm(Struct):
    entry_id: EntryId
    follow_up_id: EntryId


@get("/follow-ups", include_in_schema=False)
async def show_follow_ups(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    about: str = "",
    entry: str = "",
) -> Template:
    """The room. `about` is the follow-up that was just acted on, `entry` what was logged with that."""
    return await _page(request, rebound, person_id, notice=await _notice(rebound, person_id, about, entry))


@post("/follow-ups", include_in_schema=False)
async def act_on_follow_up(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Do what the button says; after an error the room says what to do, with the day that was typed."""
    try:
        result = await rebound.follow_ups.record(person_id, _act_of(data))
    except (CoachError, LogError, msgspec.ValidationError) as error:
        return await _refused(request, rebound, person_id, error, data)
    entry = f"&entry={result.entry_id}" if result.entry_id else ""
    return Redirect(f"/follow-ups?about={result.follow_up_id}{entry}", status_code=303)


@post("/follow-ups/undo", include_in_schema=False)
async def undo_answer(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Take an entry back, and with it what it did to its follow-up."""
    try:
        form = msgspec.convert(data, UndoForm)
        await rebound.journal.undo(person_id, form.entry_id)
    except (CoachError, LogError, msgspec.ValidationError) as error:
        return await _refused(request, rebound, person_id, error, {})
    return Redirect(f"/follow-ups?about={form.follow_up_id}", status_code=303)


def _act_of(form: Form) -> FollowUpAct:
    """What the pressed button says. Raises `InvalidEntry` or `msgspec.ValidationError`."""
    raw: dict[str, str] = {name: form.get(name, "") for name in ("follow_up_id", "act_id")}
    if outcome := form.get("outcome"):
        raw |= {"act": "answered", "outcome": outcome}
    elif act := form.get("act"):
        raw |= {"act": act}
    elif until := form.get("until", "").strip():
        raw |= {"act": "snoozed", "until": until}
    else:
        raise InvalidEntry(gettext("Choose a day first."))
    return msgspec.convert(raw, FollowUpAct)


async def _notice(rebound: Rebound, person_id: str, about: str, entry_id: str) -> Notice | None:
    """What the last tap did, None where there is no such follow-up, or the entry was taken back since."""
    found = await rebound.follow_ups.find(person_id, about) if about else None
    if found is None:
        return None
    today = await rebound.journal.today(person_id)
    recent = await rebound.journal.recent_entries(person_id) if entry_id else []
    entry = next((entry for entry in recent if entry.entry_id == entry_id), None)
    renewed = await rebound.follow_ups.find(person_id, derive(entry.entry_id, "outcome 0")) if entry else None
    return notice_of(found, entry, renewed, today)


async def _refused(
    request: Request[Any, Any, Any], rebound: Rebound, person_id: str, error: Exception, form: Form
) -> Template:
    match error:
        case EventConflict():
            status = 409
            sentence = gettext("Something else came of that tap already. Take that back first, then choose again.")
        case msgspec.ValidationError():
            status, bad_day = 422, "until" in str(error)
            sentence = gettext("Give the day as year, month and day.") if bad_day else problem_of(error)
        case CoachError() | LogError():
            sentence, status = retold(str(error)), error.status
        case _:
            raise error
    return await _page(request, rebound, person_id, error=sentence, typed=form, status=status)


async def _page(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    notice: Notice | None = None,
    error: str | None = None,
    typed: Form | None = None,
    status: int = 200,
) -> Template:
    today = await rebound.journal.today(person_id)
    found = await rebound.follow_ups.open(person_id)
    due, soon = ([one for one in found if (one.status == "due") == wanted] for wanted in (True, False))
    closed = await rebound.follow_ups.closed(person_id, MOST_DONE)
    peace = await rebound.follow_ups.left_in_peace(person_id)
    works, next_day, next_week = await rebound.follow_ups.next_days(person_id)
    names = [", ".join(filter(None, (one.contact, one.company))) or one.email or one.phone for one in peace]
    return await room(
        request,
        rebound,
        person_id,
        "follow-ups",
        gettext("Follow-ups"),
        status,
        notice=notice,
        error=error,
        typed=typed or {},
        due=[item_of(one, today) for one in due[:MOST_DUE]],
        more_due=len(due[MOST_DUE:]),
        soon=[item_of(one, today) for one in soon[:MOST_SOON]],
        more_soon=len(soon[MOST_SOON:]),
        done=[over(one, today) for one in closed],
        peace=[name for name in names if name][:MOST_IN_PEACE],
        peace_all=len(peace),
        day_off=not works,
        today_date=today.isoformat(),
        later=[
            (gettext("Tomorrow") if (next_day - today).days == 1 else weekday(next_day), next_day.isoformat()),
            (gettext("Next week"), next_week.isoformat()),
        ],
        answers=[{"value": outcome, "label": gettext(label)} for outcome, label in ANSWERS.items()],
    )


ROUTES = [show_follow_ups, act_on_follow_up, undo_answer]
