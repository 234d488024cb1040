"""The Coach room: the conversation, and asking without script."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Meta, Struct

from coach.contracts import AskInput, EntryId
from coach.errors import CoachError
from coach.services import Rebound
from coach.web.pages.frame import room
from coach.web.pages.turns import past_turn, running_turn, without_replaced
from coach.words import count, gettext, gettext_noop, retold
from coach.words.dates import when_words
from events.errors import LogError
from events.ids import new_id

OPENINGS = [
    gettext_noop("That was a hard day. Only no's."),
    gettext_noop("I had a good call today and want to build on it."),
    gettext_noop("Everybody says it is too expensive."),
    gettext_noop("What should I do first tomorrow?"),
]

TURNS = 10


class AskForm(Struct):
    text: Annotated[str, Meta(max_length=8_000)]
    reply_id: EntryId
    unmasked: Annotated[str, Meta(max_length=4_000)] = ""
    """Words that may leave, a line each."""
    notes: EntryId | Annotated[list[EntryId], Meta(max_length=50)] = []
    """Entries whose notes are ticked: a form sends one of them as it is, several as a list."""

    @property
    def words(self) -> list[str]:
        """The lines, once each, in order."""
        return list(dict.fromkeys(word.strip()[:80] for word in self.unmasked.splitlines() if word.strip()))[:50]

    @property
    def ticked(self) -> list[str]:
        """The ticked entries."""
        return [self.notes] if isinstance(self.notes, str) else self.notes


class ShareForm(Struct):
    """What other apps share, in the fields that the manifest names."""

    title: Annotated[str, Meta(max_length=8_000)] = ""
    text: Annotated[str, Meta(max_length=8_000)] = ""
    url: Annotated[str, Meta(max_length=8_000)] = ""

    @property
    def words(self) -> str:
        """All of it, a line each."""
        return "\n".join(dict.fromkeys(part.strip() for part in (self.title, self.text, self.url) if part.strip()))


class RatingForm(Struct):
    block: Annotated[int, Meta(ge=0, le=50)]
    helpful: bool


@get("/", include_in_schema=False, sync_to_thread=False)
def home() -> Redirect:
    """The first room."""
    return Redirect("/coach", status_code=303)


@get("/coach", include_in_schema=False)
async def show_coach(
    request: Request[Any, Any, Any], rebound: NamedDependency[Rebound], person_id: NamedDependency[str]
) -> Template:
    """The conversation so far, and the composer."""
    return await _page(request, rebound, person_id)


@post("/coach", include_in_schema=False)
async def ask_coach(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[AskForm],
) -> Template | Redirect:
    """Ask, wait for the whole reply, and show it. The way without script."""
    try:
        asked = AskInput(data.text, data.reply_id, unmasked=data.words, notes=data.ticked)
        running = await rebound.coach.ask(person_id, asked)
        await running.whole()
    except (CoachError, LogError) as error:
        return await _page(request, rebound, person_id, retold(str(error)), error.status, data.text)
    return Redirect(f"/coach#turn-{data.reply_id}", status_code=303)


@post("/share", include_in_schema=False, status_code=200)
async def share(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[ShareForm],
) -> Template:
    """Text that another app shares stands in the composer; nothing is asked before the person sends it."""
    return await _page(request, rebound, person_id, typed=data.words)


@post("/coach/{reply_id:str}/rating", include_in_schema=False)
async def rate_block(
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    reply_id: FromPath[str],
    data: URLEncodedBody[RatingForm],
) -> Redirect:
    """Rate one block. The way without script."""
    await rebound.coach.rate(person_id, reply_id, data.block, data.helpful)
    return Redirect(f"/coach#turn-{reply_id}", status_code=303)


@get("/coach/{reply_id:str}/receipt", include_in_schema=False)
async def show_receipt(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    reply_id: FromPath[str],
) -> Template:
    """What left the machine for one reply."""
    back = (f"/coach#turn-{reply_id}", gettext("Back to the reply"))
    return await receipt_page(request, rebound, person_id, reply_id, "coach", gettext("your question"), back)


async def receipt_page(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    reply_id: str,
    room_name: str,
    what: str,
    back: tuple[str, str],
) -> Template:
    """The receipt of a reply or revision; `what` it was for, `back` the address and the words of the way back."""
    found = await rebound.coach.receipt(person_id, reply_id)
    parts = [
        {name: {"size": count(len(body)), "text": body.decode("utf-8", "backslashreplace")}
         for name, body in (("sent", part.request), ("answer", part.answer))}
        for part in found.parts
    ]  # fmt: skip
    return await room(
        request,
        rebound,
        person_id,
        "receipt",
        gettext("What left this machine"),
        room=room_name,
        what=what,
        back=back[0],
        back_label=back[1],
        receipt=found,
        parts=parts,
        when=when_words(found.at, await rebound.journal.today(person_id)),
    )


async def _page(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    error: str | None = None,
    status: int = 200,
    typed: str = "",
) -> Template:
    today = await rebound.journal.today(person_id)
    past = await rebound.coach.history(person_id, TURNS)
    turns = without_replaced([await past_turn(rebound, person_id, reply, today) for reply in past])
    shown = {turn.reply.reply_id for turn in turns}
    turns += [
        running_turn(rebound, running)
        for running in await rebound.coach.unfinished(person_id)
        if running.reply_id not in shown
    ]
    return await room(
        request,
        rebound,
        person_id,
        "coach",
        gettext("Coach"),
        status,
        turns=turns,
        openings=[gettext(opening) for opening in OPENINGS],
        new_reply_id=new_id(),
        error=error,
        typed=typed,
        model_name=rebound.coach.model_name,
    )


ROUTES = [home, show_coach, ask_coach, share, rate_block, show_receipt]
