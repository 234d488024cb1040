"""Endpoints as they really answer: each file in `dialects` holds what one server sends, and where that is described.

A line of a stream is text, or an object that is sent as an event. `asked` is what each request asked for: format of
the reply, name of the limit, role of the first message, usage.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from support.calls import KEY, MESSAGES, Clients, collect
from support.faulty import Answer, FaultyServer, Received

from coach.model import ItemReader, ModelOutputError

pytestmark = pytest.mark.anyio

SCHEMA = {"type": "object", "properties": {"blocks": {"type": "array"}}, "additionalProperties": False}
FILES = sorted((Path(__file__).parent / "dialects").glob("*.json"))
DIALECTS = {path.stem: json.loads(path.read_text("utf-8")) for path in FILES}
STORIES = [(name, story) for name, dialect in DIALECTS.items() for story in dialect["stories"]]
PART_BYTES = 11
"""Parts of a stream as they are sent: events, lines and characters come in pieces."""


@pytest.mark.parametrize(("name", "story"), STORIES, ids=[f"{name}: {story['story']}" for name, story in STORIES])
async def test_an_endpoint_is_understood(name: str, story: dict[str, Any], clients: Clients) -> None:
    """The reply is whole, or the failure has its name; each request asks for what the refusals left."""
    dialect, then = DIALECTS[name], story["then"]
    answers = [answer_of(part, dialect) for part in story["answers"]]
    with FaultyServer(*answers) as server:
        client = clients(address(server, dialect))
        outcome = await collect(client.call(MESSAGES, SCHEMA))
        sent = list(server.requests)
        again = await collect(client.call(MESSAGES, SCHEMA)) if outcome.error is None else None
    assert [asked(received) for received in sent] == then["asked"]
    assert all(said(received) == said_to_all() for received in sent)
    assert outcome.kind == then.get("kind")
    assert outcome.exchange.finish == then.get("finish")
    assert tokens(outcome.exchange) == then.get("tokens")
    assert client.dialect.lessons == set(then.get("learnt", []))
    assert len(clients.waits) == then.get("waits", 0)
    if again is not None:
        assert blocks(outcome.pieces) == blocks(again.pieces) == then["blocks"]
        assert [asked(received) for received in server.requests[len(sent) :]] == then["asked"][-1:]
        assert ("reports no tokens" in client.dialect.in_words()) is (then["tokens"] is None)


@pytest.mark.parametrize("name", DIALECTS)
async def test_requests_go_where_the_endpoint_listens(name: str, clients: Clients) -> None:
    """The path after the base address, its query if it has one, and the key in one header only."""
    dialect = DIALECTS[name]
    with FaultyServer(answer_of({"use": "stream"}, dialect)) as server:
        await collect(clients(address(server, dialect)).call(MESSAGES))
    (received,) = server.requests
    query = f"?{dialect['query']}" if "query" in dialect else ""
    assert received.path == f"{dialect['base']}/chat/completions{query}"
    keys = {name: value for name, value in received.headers.items() if KEY in value}
    assert keys == ({"api-key": KEY} if dialect.get("key") == "api-key" else {"authorization": f"Bearer {KEY}"})


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_told_in_full(name: str) -> None:
    """A good stream, a refused parameter, an unknown model and an overload, and where each is described."""
    stories = DIALECTS[name]["stories"]
    for needed in ("stream", "unsupported", "no such model", "overloaded"):
        assert any(story["story"].startswith(needed) for story in stories), needed
    assert DIALECTS[name]["source"]


def address(server: FaultyServer, dialect: dict[str, Any]) -> str:
    root = server.base_url.removesuffix("/v1")
    return root + dialect["base"] + (f"?{dialect['query']}" if "query" in dialect else "")


def answer_of(part: dict[str, Any], dialect: dict[str, Any]) -> Answer:
    if "use" in part:
        (part,) = next(story for story in dialect["stories"] if story["story"] == part["use"])["answers"]
    headers = tuple(part.get("headers", {}).items())
    if "json" in part:
        body = json.dumps(part["json"]).encode()
        return Answer(part["status"], (("Content-Type", "application/json"), *headers), (body,))
    if "text" in part:
        return Answer(part["status"], (("Content-Type", "text/plain"), *headers), (part["text"].encode(),))
    end = part.get("ends", "\n")
    lines = [line if isinstance(line, str) else f"data: {json.dumps(line)}{end}" for line in part["lines"]]
    body = "".join(line + end for line in lines).encode()
    return Answer(parts=tuple(body[at : at + PART_BYTES] for at in range(0, len(body), PART_BYTES)))


def asked(received: Received) -> str:
    """What a request asked for, in four words."""
    body = received.json
    form = body.get("response_format", {"type": "-"})
    if form["type"] == "json_schema":
        assert form["json_schema"]["schema"] == SCHEMA
    limits = [limit for limit in ("max_tokens", "max_completion_tokens") if limit in body]
    assert [body[limit] for limit in limits] == [900]
    usage = "usage" if body.get("stream_options") == {"include_usage": True} else "-"
    return " ".join((form["type"], *limits, body["messages"][0]["role"], usage))


def said(received: Received) -> str:
    return "\n\n".join(message["content"] for message in received.json["messages"])


def said_to_all() -> str:
    return "\n\n".join(message["content"] for message in MESSAGES)


def tokens(exchange: Any) -> list[int] | None:
    counts = [exchange.prompt_tokens, exchange.completion_tokens]
    return None if counts == [None, None] else counts


def blocks(pieces: list[str]) -> list[str] | str:
    """Texts of the blocks in a reply, or the kind of failure to read it."""
    reader, texts = ItemReader(), list[str]()
    try:
        for piece in pieces:
            texts += [item["text"] for item in reader.feed(piece)]
        reader.close()
    except ModelOutputError as error:
        return error.kind
    return texts
