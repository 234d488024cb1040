"""The Pitch room: the person's pitch in versions with what each met, and the coach's revision of the one in use."""

from typing import Any, Final

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template

from coach.contracts import Pitch, Revision
from coach.errors import CoachError, NotFound
from coach.journal.pitch_words import now_in_use
from coach.journal.pitches import LONGEST_TEXT, LONGEST_TITLE
from coach.services import Rebound
from coach.web.pages.coach import receipt_page
from coach.web.pages.frame import room
from coach.web.pages.turns import language_of, shown_cards
from coach.web.pitch_view import MOST_OTHERS, Cited, version_of
from coach.words import gettext, gettext_noop, retold
from coach.words.dates import dated_words
from events.errors import LogError

GONE: Final = gettext_noop("That is not here any more. Choose from what is on this page.")

Form = dict[str, str]


@get("/pitch", include_in_schema=False)
async def show_pitch(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    now: str = "",
    revision: str = "",
) -> Template:
    """The room. `now` names the version that was just taken into use, `revision` is the id of one to decide on."""
    return await _page(request, rebound, person_id, now=now, revision=await _open(rebound, person_id, revision))


@post("/pitch", include_in_schema=False)
async def keep_words(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Make what was typed the next version, or another pitch; after an error it is still there."""
    text = data.get("text", "").replace("\r\n", "\n")
    typed = {"text": text, "title": data.get("title", ""), "new": data.get("new", "")}
    if not text.strip():
        error = gettext("Write the words first.")
        return await _page(request, rebound, person_id, error=error, typed=typed, status=422)
    try:
        pitch = await rebound.pitches.add(person_id, text, typed["title"], bool(typed["new"]))
    except (CoachError, LogError) as failed:
        error = retold(str(failed))
        return await _page(request, rebound, person_id, error=error, typed=typed, status=failed.status)
    return _in_use(pitch)


@post("/pitch/use", include_in_schema=False)
async def use_version(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[Form],
) -> Template | Redirect:
    """Go back, or over, to a version."""
    try:
        return _in_use(await rebound.pitches.use(person_id, data.get("name", "")))
    except (CoachError, LogError) as error:
        return await _refused(request, rebound, person_id, error)


@post("/pitch/revisions", include_in_schema=False)
async def ask_for_revision(
    request: Request[Any, Any, Any], rebound: NamedDependency[Rebound], person_id: NamedDependency[str]
) -> Template | Redirect:
    """Ask the coach about the version in use, and wait for all of it. What a model was asked for has an address."""
    try:
        revision = await rebound.revisions.revise(person_id, await rebound.pitches.find(person_id))
    except (CoachError, LogError) as error:
        return await _refused(request, rebound, person_id, error)
    if revision.receipt:
        return Redirect(f"/pitch?revision={revision.revision_id}#revision", status_code=303)
    return await _page(request, rebound, person_id, revision=revision)


@post("/pitch/revisions/{revision_id:str}", include_in_schema=False)
async def accept_revision(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    revision_id: FromPath[str],
) -> Template | Redirect:
    """Take a revision over; twice adds one version."""
    try:
        return _in_use(await rebound.revisions.accept(person_id, revision_id))
    except (CoachError, LogError) as error:
        found = await _open(rebound, person_id, revision_id)
        return await _refused(request, rebound, person_id, error, found)


@get("/pitch/revisions/{revision_id:str}/receipt", include_in_schema=False)
async def show_revision_receipt(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    revision_id: FromPath[str],
) -> Template:
    """What left the machine for one revision."""
    await rebound.revisions.find(person_id, revision_id)
    back = (f"/pitch?revision={revision_id}#revision", gettext("Back to the pitch"))
    return await receipt_page(request, rebound, person_id, revision_id, "pitch", gettext("the revision"), back)


@get(["/pitch/use", "/pitch/revisions"], include_in_schema=False, sync_to_thread=False)
def back_to_pitch() -> Redirect:
    """The addresses that answer a form, opened without one, lead to the room."""
    return Redirect("/pitch", status_code=303)


def _in_use(pitch: Pitch) -> Redirect:
    return Redirect(f"/pitch?now={pitch.name}", status_code=303)


async def _open(rebound: Rebound, person_id: str, revision_id: str) -> Revision | None:
    """The revision of an id, None where there is none or it was accepted."""
    try:
        return await rebound.revisions.open(person_id, revision_id) if revision_id else None
    except NotFound:
        return None


async def _refused(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    error: CoachError | LogError,
    revision: Revision | None = None,
) -> Template:
    sentence = gettext(GONE) if isinstance(error, NotFound) else retold(str(error))
    return await _page(request, rebound, person_id, error=sentence, revision=revision, status=error.status)


async def _page(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    now: str = "",
    revision: Revision | None = None,
    error: str | None = None,
    typed: Form | None = None,
    status: int = 200,
) -> Template:
    known = await rebound.pitches.all(person_id)
    using = next((pitch for pitch in known if pitch.in_use), None)
    saved = using if using and using.name == now else None
    written = (typed or {}).get("text") or (saved.text if saved else None)
    since = await rebound.pitches.since(person_id)
    today = await rebound.journal.today(person_id)
    others = [pitch for pitch in reversed(known) if not pitch.in_use]
    named = [*revision.blocks, *([revision.why] if revision.why else [])] if revision else []
    cards = shown_cards(card for block in named for card in block.cards)
    return await room(
        request,
        rebound,
        person_id,
        "pitch",
        gettext("Pitch"),
        status,
        notice=now_in_use(saved) if saved else None,
        error=error,
        care=await rebound.journal.care(person_id, written or ""),
        typed=typed,
        using=version_of(using, known) if using else None,
        since=dated_words(since, today) if since and since != today else gettext("today"),
        others=[version_of(pitch, known) for pitch in others[:MOST_OTHERS]],
        more=len(others[MOST_OTHERS:]),
        revision=revision,
        cited=Cited(cards, language_of(named)),
        model_name=rebound.coach.model_name,
        longest=LONGEST_TEXT,
        longest_title=LONGEST_TITLE,
    )


ROUTES = [
    show_pitch,
    keep_words,
    use_version,
    ask_for_revision,
    accept_revision,
    show_revision_receipt,
    back_to_pitch,
]
