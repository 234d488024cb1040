"""Every way in which an endpoint fails, over real sockets: the kind of error, attempts, exact bytes."""

import json

import pytest
from support.calls import KEY, MESSAGES, PRIVATE, Clients, collect
from support.faulty import (
    Answer,
    FaultyServer,
    cut,
    drip,
    empty,
    error,
    error_event,
    html,
    invalid_json,
    length,
    no_finish,
    ok,
    rate_limited,
    raw,
    reset,
    stall,
)

pytestmark = pytest.mark.anyio

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}


async def test_a_reply_comes_in_the_pieces_it_was_sent_in(clients: Clients) -> None:
    """Text, status, reason and tokens are those of the endpoint; the bytes sent are those it received."""
    with FaultyServer(ok(["[{", '"a"', ": 1}]"])) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES, SCHEMA))
    assert outcome.error is None
    assert outcome.pieces == ["[{", '"a"', ": 1}]"]
    exchange = outcome.exchange
    assert exchange.response == '[{"a": 1}]'
    assert (exchange.model, exchange.status, exchange.finish) == ("m", 200, "stop")
    assert (exchange.prompt_tokens, exchange.completion_tokens) == (11, 7)
    assert exchange.latency_ms >= 0
    assert exchange.request == server.requests[0].body
    assert PRIVATE.encode() in exchange.request


async def test_the_request_is_what_compatible_servers_understand(clients: Clients) -> None:
    """Streamed, with usage, a limit and the schema; the key is in the header and not in the recorded body."""
    with FaultyServer(ok("x")) as server:
        outcome = await collect(clients(server.base_url, max_tokens=123).call(MESSAGES, SCHEMA))
    (received,) = server.requests
    assert received.path == "/v1/chat/completions"
    assert received.headers["authorization"] == f"Bearer {KEY}"
    assert received.json == {
        "model": "m",
        "messages": MESSAGES,
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 123,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reply", "schema": SCHEMA, "strict": True},
        },
    }
    assert KEY.encode() not in outcome.exchange.request


async def test_nothing_about_the_machine_leaves(clients: Clients) -> None:
    """The SDK's headers on operating system, processor and Python are taken off."""
    with FaultyServer(ok("x")) as server:
        await collect(clients(server.base_url).call(MESSAGES))
    assert not [name for name in server.requests[0].headers if name.startswith("x-stainless")]


FINAL = {
    "401": (error(401), "auth"),
    "403": (error(403), "auth"),
    "400": (error(400), "refused"),
    "404": (error(404), "refused"),
    "409": (error(409), "refused"),
    "422": (error(422), "refused"),
    "413": (error(413), "too_long"),
    "context overflow": (error(400, "too many", code="exceed_context_size_error"), "too_long"),
    "501": (error(501), "unavailable"),
    "redirect": (error(307, headers=[("Location", "/elsewhere")]), "refused"),
    "html with status 200": (html(), "garbage"),
    "html with status 404": (html(404), "refused"),
    "no event at all": (empty(), "cut"),
    "no JSON": (invalid_json(), "garbage"),
    "no UTF-8": (raw(b"data: \xff\xfe\n\n"), "garbage"),
    "no object": (raw(b"data: [1]\n\n"), "garbage"),
    "content that is no text": (raw(b'data: {"choices": [{"delta": {"content": [1]}}]}\n\n'), "garbage"),
    "an error payload about the request": (error_event(code=400), "refused"),
    "content filter": (ok([], finish="content_filter"), "refused"),
    "a refusal": (raw(b'data: {"choices": [{"delta": {"refusal": "no"}}]}\n\n'), "refused"),
    "a generation that the server gave up": (ok([], finish="abort"), "cut"),
    "a tool that nobody offered": (ok([], finish="tool_calls"), "garbage"),
}


@pytest.mark.parametrize(("answer", "kind"), FINAL.values(), ids=FINAL)
async def test_what_stays_wrong_is_tried_once(clients: Clients, answer: Answer, kind: str) -> None:
    """One request, the right kind, no wait."""
    with FaultyServer(answer, ok("never")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert (outcome.kind, outcome.pieces) == (kind, [])
    assert len(server.requests) == 1
    assert outcome.exchange.requests == (server.requests[0].body,)
    assert clients.waits == []


SHOWN = {
    "stall": (stall(["[", "{"]), "timeout"),
    "cut": (cut(["[", "{"]), "cut"),
    "reset": (reset(["[", "{"]), "cut"),
    "no reason to end": (no_finish(["[", "{"]), "cut"),
    "token limit": (length(["[", "{"]), "too_long"),
    "no JSON": (invalid_json(["[", "{"]), "garbage"),
    "error payload": (error_event(["[", "{"]), "cut"),
    "error payload with 429": (error_event(["[", "{"], code=429), "rate_limited"),
}


@pytest.mark.parametrize(("answer", "kind"), SHOWN.values(), ids=SHOWN)
async def test_nothing_is_tried_again_once_shown(clients: Clients, answer: Answer, kind: str) -> None:
    """What came is given, then the error; a second reply can not be glued to half of a first one."""
    with FaultyServer(answer, ok("never")) as server:
        outcome = await collect(clients(server.base_url, read_timeout=1.0).call(MESSAGES))
    assert (outcome.kind, outcome.pieces) == (kind, ["[", "{"])
    assert len(server.requests) == 1
    assert outcome.exchange.response == "[{"
    assert outcome.exchange.request == server.requests[0].body


async def test_a_drip_ends_at_the_deadline(clients: Clients) -> None:
    """Never silent for as long as the read timeout, and yet over in time."""
    with FaultyServer(drip("x" * 10_000, pause=0.02)) as server:
        outcome = await collect(clients(server.base_url, deadline=1.5).call(MESSAGES))
        assert server.requests[0].gone.wait(5)
    assert outcome.kind == "timeout"
    assert 0 < len(outcome.text) < 10_000
    assert outcome.exchange.request == server.requests[0].body


async def test_a_flood_is_cut_off(clients: Clients) -> None:
    """A model that ignores the token limit does not fill the memory."""
    with FaultyServer(ok(["x" * 10_000] * 100)) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert outcome.kind == "too_long"
    assert len(outcome.text) <= 64 * 1024


@pytest.mark.parametrize("ending", ["stall", "cut", "reset"])
async def test_a_complete_reply_needs_no_clean_end(clients: Clients, ending: str) -> None:
    """Once the endpoint said why it stopped, the reply is whole; only the token counts are missing."""
    parts = ok("whole", usage=False).parts[:-1]
    with FaultyServer(Answer(parts=parts, ending=ending)) as server:  # type: ignore[arg-type]
        outcome = await collect(clients(server.base_url, read_timeout=1.0).call(MESSAGES))
    assert (outcome.kind, outcome.text) == (None, "whole")
    assert outcome.exchange.prompt_tokens is None


async def test_an_emoji_in_two_halves_arrives_whole(clients: Clients) -> None:
    """Half of a surrogate pair can not be encoded; a lone one is dropped or replaced."""
    with FaultyServer(ok(["a\ud83d", "\ude42b", "\ud83d", "c"])) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert outcome.pieces == ["a", "🙂b", "\ufffdc"]
    outcome.exchange.response.encode()


@pytest.mark.parametrize(
    "answer",
    [
        error(400, f"bad {PRIVATE} {KEY}"),
        error(401, KEY),
        error(500, PRIVATE),
        html(),
        invalid_json(["secret"]),
        error_event(["secret"], message=PRIVATE),
        reset(),
    ],
)
async def test_an_error_tells_nobody_else_s_words(clients: Clients, answer: Answer) -> None:
    """No request, reply, key or SDK exception hangs on the error that callers may log."""
    with FaultyServer(answer) as server:
        outcome = await collect(clients(server.base_url, attempts=1).call(MESSAGES))
    failure = outcome.error
    assert failure is not None
    assert failure.__cause__ is None
    assert failure.__context__ is None
    for word in (PRIVATE, KEY, "secret", "127.0.0.1"):
        assert word not in repr(failure)


async def test_a_receipt_holds_the_answer_of_a_refusal(clients: Clients) -> None:
    """What came back is on record also where it was no reply."""
    with FaultyServer(error(400, "no such model")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert json.loads(outcome.exchange.response)["error"]["message"] == "no such model"
    assert outcome.exchange.status == 400
    assert outcome.exchange.answers == (b"".join(error(400, "no such model").parts),)


async def test_a_receipt_holds_every_attempt(clients: Clients) -> None:
    """An answer beside each request: a refusal, none where the connection broke, and the reply."""
    script = (rate_limited(), Answer(status=None, ending="reset"), ok("well"))
    with FaultyServer(*script) as server:
        outcome = await collect(clients(server.base_url, attempts=3).call(MESSAGES))
        assert [received.body for received in server.requests] == list(outcome.exchange.requests)
    answers = [b"".join(answer.parts) for answer in script]
    assert list(outcome.exchange.answers) == answers


async def test_no_more_than_a_megabyte_of_an_answer_is_kept(clients: Clients) -> None:
    """Endless text is given up long before; a server that sends noise between events fills no disk either."""
    noise = Answer(parts=(b": " + b"x" * 600_000 + b"\n\n",) * 3 + ok("well").parts)
    with FaultyServer(noise) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert outcome.text == "well"
    assert len(outcome.exchange.answers[0]) == 1024 * 1024
