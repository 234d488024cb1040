"""Learning what an endpoint understands, from its refusals."""

import asyncio

import pytest
from support.answers import Answer
from support.calls import MESSAGES, Clients, collect
from support.faulty import FaultyServer, Received, cut, error, error_event, ok, reset

pytestmark = pytest.mark.anyio

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}


def formats(server: FaultyServer) -> list[str | None]:
    """The response format of each request."""
    return [received.json.get("response_format", {}).get("type") for received in server.requests]


async def test_an_endpoint_without_schemas_is_asked_for_json(clients: Clients) -> None:
    """Asked once more at once, not counted as an attempt, and remembered; both bodies are on record."""
    refusal = error(400, "'response_format' of type json_schema is not supported")
    with FaultyServer(refusal, ok("one"), ok("two")) as server:
        client = clients(server.base_url, attempts=1)
        first = await collect(client.call(MESSAGES, SCHEMA))
        second = await collect(client.call(MESSAGES, SCHEMA))
    assert [first.text, second.text] == ["one", "two"]
    assert formats(server) == ["json_schema", "json_object", "json_object"]
    assert first.exchange.requests == tuple(received.body for received in server.requests[:2])
    assert clients.waits == []


async def test_an_endpoint_that_wants_max_completion_tokens_gets_it(clients: Clients) -> None:
    """Both lessons may come in one call."""
    renamed = error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    schema = error(422, "extra field: response_format")
    with FaultyServer(renamed, schema, ok("x")) as server:
        outcome = await collect(clients(server.base_url, attempts=1, max_tokens=55).call(MESSAGES, SCHEMA))
    assert outcome.text == "x"
    last = server.requests[-1].json
    assert last["max_completion_tokens"] == 55
    assert "max_tokens" not in last
    assert "response_format" not in last


async def test_a_lesson_is_learnt_once(clients: Clients) -> None:
    """An endpoint that keeps complaining is not asked for ever."""
    with FaultyServer(error(400, "response_format max_completion_tokens")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES, SCHEMA))
    assert outcome.kind == "refused"
    assert len(server.requests) == 3


async def test_every_lesson_is_learnt_once(clients: Clients) -> None:
    """An endpoint that complains of all things at once is asked six times, and what nobody accepted is forgotten."""
    everything = error(400, "json_schema max_completion_tokens stream_options system role")
    with FaultyServer(everything) as server:
        client = clients(server.base_url)
        outcome = await collect(client.call(MESSAGES, SCHEMA))
        assert outcome.kind == "refused"
        assert len(server.requests) == 6
        await collect(client.call(MESSAGES, SCHEMA))
    assert server.requests[6].json == server.requests[0].json
    assert "nothing is known" in client.dialect.in_words()


@pytest.mark.parametrize(
    "transient",
    [
        error(503, "response_format is not supported while the model loads"),
        error(429, "too many requests with response_format"),
        error_event(code=500, message="stream_options"),
        reset(),
    ],
    ids=["503", "429", "500 in the stream", "reset"],
)
async def test_trouble_that_passes_teaches_nothing(transient: Answer, clients: Clients) -> None:
    """Whatever an overloaded endpoint says, it is asked the same once more, after a wait."""
    with FaultyServer(transient, ok("x")) as server:
        client = clients(server.base_url)
        outcome = await collect(client.call(MESSAGES, SCHEMA))
    assert outcome.text == "x"
    assert server.requests[0].json == server.requests[1].json
    assert (client.dialect.lessons, len(clients.waits)) == (frozenset(), 1)


async def test_a_lesson_outlives_the_trouble_of_its_call_only(clients: Clients) -> None:
    """The request without a schema met a wrong key, so nobody knows yet whether it would have been accepted."""
    with FaultyServer(error(400, "json_schema"), error(401), ok("x")) as server:
        client = clients(server.base_url)
        assert (await collect(client.call(MESSAGES, SCHEMA))).kind == "auth"
        assert (await collect(client.call(MESSAGES, SCHEMA))).text == "x"
    assert formats(server) == ["json_schema", "json_object", "json_schema"]


async def test_calls_under_way_together_learn_together(clients: Clients) -> None:
    """Each is refused for another parameter, each is answered, and both lessons stay."""

    def strict(request: Received) -> Answer:
        if "max_tokens" in request.json and "response_format" not in request.json:
            return error(400, "Use max_completion_tokens")
        if request.json.get("response_format", {}).get("type") == "json_schema":
            return error(400, "no json_schema here")
        return ok("x")

    with FaultyServer(strict) as server:
        client = clients(server.base_url)
        outcomes = await asyncio.gather(
            collect(client.call(MESSAGES, SCHEMA)), collect(client.call(MESSAGES)), collect(client.call(MESSAGES))
        )
        assert [outcome.text for outcome in outcomes] == ["x", "x", "x"]
        sent = len(server.requests)
        await collect(client.call(MESSAGES, SCHEMA))
    assert client.dialect.lessons == {"no_schema", "max_completion_tokens"}
    assert len(server.requests) == sent + 1


async def test_an_endpoint_that_breaks_off_is_known_as_far_as_it_went(clients: Clients) -> None:
    """It took the request; whether it counts tokens nobody knows."""
    with FaultyServer(cut(["{"])) as server:
        client = clients(server.base_url)
        await collect(client.call(MESSAGES, SCHEMA))
    assert client.dialect.in_words().endswith("a JSON schema, max_tokens, a system message. It gave no whole reply.")


async def test_an_endpoint_in_one_line(clients: Clients) -> None:
    """What a host reads after `coach qualify`."""
    refusals = error(400, "stream_options"), error(400, "System role not supported")
    with FaultyServer(*refusals, ok("x", usage=False)) as server:
        client = clients(server.base_url)
        await collect(client.call(MESSAGES, SCHEMA))
    assert client.dialect.in_words() == (
        "The endpoint takes a JSON schema, max_tokens, instructions in the user message. It reports no tokens."
    )
