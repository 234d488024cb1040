"""Replies: ask, follow the blocks as they pass, stop, read whole, rate."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Request, delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.response import Stream
from litestar.template import TemplateEngineProtocol
from msgspec import Struct

from coach.coaching.running import RunningReply
from coach.contracts import AskInput, Preview, RatingInput, Receipt, Reply
from coach.services import Rebound
from coach.web.language import use_language_of
from coach.web.pages.turns import running_turn
from coach.web.streaming import RETRY_MS, encode_event, follow_with_heartbeat
from coach.words import retold


class Asked(Struct):
    """The name of a reply that is being written."""

    reply_id: str


@post("/api/v1/replies", status_code=202, summary="Ask the coach")
async def ask(rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[AskInput]) -> Asked:
    """Begin a reply. Asking again with the same `reply_id` and text is the same reply."""
    return Asked((await rebound.coach.ask(person_id, data)).reply_id)


@post("/api/v1/previews", status_code=200, summary="What would leave the machine")
async def preview(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[AskInput]
) -> Preview:
    """The message without names, and the whole request to the model. Nothing is sent or kept."""
    return await rebound.coach.preview(person_id, data)


@get("/api/v1/replies/{reply_id:str}", summary="A whole reply")
async def get_reply(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], reply_id: FromPath[str]
) -> Reply:
    """The reply, when all of it is there."""
    return await (await _find(rebound, person_id, reply_id)).whole()


@get("/api/v1/replies/{reply_id:str}/events", summary="A reply as it is written")
async def follow(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    reply_id: FromPath[str],
    last_event_id: Annotated[int, HeaderParameter(name="Last-Event-ID", ge=0)] = 0,
) -> Stream:
    """Server-sent events: `block` for each block, then `done`, or `error`. Resumes after Last-Event-ID blocks."""
    running = await _find(rebound, person_id, reply_id)
    await use_language_of(rebound, person_id)  # the pieces of the page that it sends
    engine = request.app.template_engine
    assert engine is not None
    return Stream(
        _events(rebound, running, last_event_id, engine),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@delete("/api/v1/replies/{reply_id:str}", status_code=202, summary="Stop the model")
async def stop(rebound: NamedDependency[Rebound], person_id: NamedDependency[str], reply_id: FromPath[str]) -> Asked:
    """The model's call ends; what is still missing is written by rules."""
    running = await _find(rebound, person_id, reply_id)
    running.stop()
    return Asked(running.reply_id)


@get("/api/v1/replies/{reply_id:str}/receipt", summary="What left the machine for a reply")
async def get_receipt(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], reply_id: FromPath[str]
) -> Receipt:
    """Every request to the model and its answer, byte for byte (base64). 404 where no model was called."""
    return await rebound.coach.receipt(person_id, reply_id)


@post("/api/v1/replies/{reply_id:str}/ratings", status_code=204, summary="Rate one block")
async def rate(
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    reply_id: FromPath[str],
    data: JSONBody[RatingInput],
) -> None:
    """Thumbs up or down; it changes which cards come again."""
    await rebound.coach.rate(person_id, reply_id, data.block, data.helpful)


async def _find(rebound: Rebound, person_id: str, reply_id: str) -> RunningReply:
    running = await rebound.coach.find(person_id, reply_id)
    if running is None:
        raise NotFoundException("There is no such reply.")
    return running


async def _events(
    rebound: Rebound, running: RunningReply, after: int, engine: TemplateEngineProtocol[Any, Any]
) -> AsyncIterator[bytes]:
    block_template = engine.get_template("coach/_block.html")
    tail_template = engine.get_template("coach/_tail.html")
    yield f"retry: {RETRY_MS}\n\n".encode()
    async for item in follow_with_heartbeat(running, after):
        if item is None:
            yield b": still here\n\n"
            continue
        index, block = item
        turn = running_turn(rebound, running)
        html = block_template.render(block=block, index=index, turn=turn)
        yield encode_event("block", {"index": index, "html": html, "block": block}, index + 1)
    if running.reply is None:
        # The connection is long past its status line: the failure has to travel as an event.
        yield encode_event("error", {"detail": retold(str(running.failure or "The reply could not be finished."))})
        return
    html = tail_template.render(turn=running_turn(rebound, running))
    yield encode_event("done", {"html": html, "reply": running.reply}, len(running.blocks))


ROUTES = [ask, preview, get_reply, follow, stop, get_receipt, rate]
