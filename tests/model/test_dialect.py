"""Learning what an endpoint understands, from its refusals."""

import pytest
from support.calls import MESSAGES, Clients, collect
from support.faulty import FaultyServer, error, ok

pytestmark = pytest.mark.anyio

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}


async def test_an_endpoint_without_schemas_is_asked_without(clients: Clients) -> None:
    """Asked once more at once, not counted as an attempt, and remembered; both bodies are on record."""
    refusal = error(400, "'response_format' of type json_schema is not supported")
    with FaultyServer(refusal, ok("one"), ok("two")) as server:
        client = clients(server.base_url, attempts=1)
        first = await collect(client.call(MESSAGES, SCHEMA))
        second = await collect(client.call(MESSAGES, SCHEMA))
    assert [first.text, second.text] == ["one", "two"]
    assert ["response_format" in received.json for received in server.requests] == [True, False, False]
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
