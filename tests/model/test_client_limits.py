"""What the client does of its own accord: take turns, stop, and keep away."""

import asyncio

import anyio
import pytest
from support.calls import MESSAGES, Clients, collect
from support.faulty import Answer, FaultyServer, Received, drip, error, ok, stall

from coach.model import Breaker, ModelError

pytestmark = pytest.mark.anyio

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False}


async def gone(received: Received) -> bool:
    return await asyncio.to_thread(received.gone.wait, 10)


# ---------------------------------------------------------------- taking turns


async def test_calls_at_a_time_are_limited(clients: Clients) -> None:
    """The second call reaches the endpoint only after the first one left."""
    with FaultyServer(drip("x" * 10_000, pause=0.01), ok("second")) as server:
        client = clients(server.base_url, concurrency=1)
        async with client.call(MESSAGES) as first:
            async for _ in first:
                break
            waiting = asyncio.create_task(collect(client.call(MESSAGES)))
            await asyncio.sleep(0.05)
            assert len(server.requests) == 1
        assert (await waiting).text == "second"


async def test_waiting_for_a_turn_ends_at_the_deadline(clients: Clients) -> None:
    """A call that never had its turn sent nothing."""
    with FaultyServer(drip("x" * 10_000, pause=0.01)) as server:
        client = clients(server.base_url, concurrency=1, deadline=1.0)
        async with client.call(MESSAGES) as first:
            async for _ in first:
                break
            outcome = await collect(client.call(MESSAGES))
    assert outcome.kind == "timeout"
    assert outcome.exchange.requests == ()
    assert outcome.exchange.request == b""
    assert len(server.requests) == 1


async def test_many_calls_each_keep_their_own_bytes(clients: Clients) -> None:
    """Calls under way together do not mix up what they sent and what they got."""

    def echo(received: Received) -> Answer:
        return ok(received.json["messages"][0]["content"], size=3)

    with FaultyServer(echo) as server:
        client = clients(server.base_url, concurrency=3)
        texts = [f"message number {number}" for number in range(12)]
        calls = [client.call([{"role": "user", "content": text}]) for text in texts]
        outcomes = await asyncio.gather(*(collect(call) for call in calls))
    assert [outcome.text for outcome in outcomes] == texts
    for text, outcome in zip(texts, outcomes, strict=True):
        (body,) = outcome.exchange.requests
        assert text.encode() in body
        assert outcome.exchange.answers == (b"".join(ok(text, size=3).parts),)
    assert {one.exchange.request for one in outcomes} == {received.body for received in server.requests}


# ---------------------------------------------------------------- stopping


async def test_leaving_early_closes_the_connection(clients: Clients) -> None:
    """The endpoint learns that nobody listens; what came until then is on record."""
    with FaultyServer(drip("x" * 10_000, pause=0.01)) as server:
        async with clients(server.base_url).call(MESSAGES) as call:
            async for _ in call:
                break
        assert await gone(server.requests[0])
    assert call.exchange.response == "x"
    assert call.exchange.finish is None


@pytest.mark.parametrize("answer", [stall(), stall([]), stall(["x"])], ids=["no head", "no word", "some"])
async def test_cancelling_closes_the_connection(clients: Clients, answer: Answer) -> None:
    """Wherever the call waits, Stop reaches the endpoint, and the place is free for the next call."""
    with FaultyServer(answer, ok("next")) as server:
        client = clients(server.base_url, concurrency=1)
        call = client.call(MESSAGES)
        task = asyncio.create_task(collect(call))
        async with asyncio.timeout(10):
            while not server.requests:
                await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await gone(server.requests[0])
        assert call.exchange.requests == (server.requests[0].body,)
        assert (await collect(client.call(MESSAGES))).text == "next"


async def test_a_cancelled_scope_closes_the_connection(clients: Clients) -> None:
    """The web server cancels by scopes, in which every later await is cancelled too."""
    with FaultyServer(stall(["x"])) as server:
        call = clients(server.base_url).call(MESSAGES)
        with anyio.CancelScope() as scope:
            async with call:
                async for _ in call:
                    asyncio.get_running_loop().call_later(0.05, scope.cancel)
        assert scope.cancelled_caught
        assert await gone(server.requests[0])


async def test_an_outer_timeout_is_not_ours(clients: Clients) -> None:
    """A caller's own time limit comes out as the caller's, not as an error of the model."""
    with FaultyServer(stall(["x"])) as server, pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await collect(clients(server.base_url).call(MESSAGES))


async def test_a_closed_client_can_be_used_again(clients: Clients) -> None:
    """Closing twice, or before the first call, is harmless."""
    with FaultyServer(ok("x")) as server:
        client = clients(server.base_url)
        await client.aclose()
        assert (await collect(client.call(MESSAGES))).text == "x"
        await client.aclose()
        await client.aclose()
        assert (await collect(client.call(MESSAGES))).text == "x"


# ---------------------------------------------------------------- keeping away


async def test_failures_in_a_row_open_the_breaker(clients: Clients) -> None:
    """A failed call counts once, whatever its attempts; an open breaker sends nothing."""
    breaker = Breaker(failures=2)
    with FaultyServer(error(500)) as server:
        client = clients(server.base_url, breaker=breaker)
        for _ in range(2):
            assert (await collect(client.call(MESSAGES))).kind == "unavailable"
        assert len(server.requests) == 6
        assert breaker.state == "open"
        outcome = await collect(client.call(MESSAGES))
    assert outcome.kind == "unavailable"
    assert outcome.exchange.requests == ()
    assert len(server.requests) == 6


@pytest.mark.parametrize("answer", [ok("x"), error(400), error(401), ok("x", finish="length")])
async def test_an_endpoint_that_answers_keeps_the_breaker_closed(clients: Clients, answer: Answer) -> None:
    """A refusal is an answer: it says something about the request, not about the endpoint's health."""
    breaker = Breaker(failures=2)
    with FaultyServer(error(500), answer, error(500)) as server:
        client = clients(server.base_url, breaker=breaker, attempts=1)
        for _ in range(3):
            await collect(client.call(MESSAGES))
    assert breaker.state == "closed"


async def test_a_stopped_call_says_nothing_about_the_endpoint(clients: Clients) -> None:
    """Somebody who presses Stop again and again does not open the breaker."""
    breaker = Breaker(failures=1)
    with FaultyServer(drip("x" * 10_000, pause=0.01)) as server:
        client = clients(server.base_url, breaker=breaker)
        for _ in range(3):
            async with client.call(MESSAGES) as call:
                async for _ in call:
                    break
    assert breaker.state == "closed"


async def test_the_error_reaches_whoever_iterates(clients: Clients) -> None:
    """It comes out of the loop over the pieces, also without a handler inside of the block."""
    with FaultyServer(error(401)) as server, pytest.raises(ModelError) as caught:
        async with clients(server.base_url).call(MESSAGES) as call:
            async for _ in call:
                pass
    assert caught.value.kind == "auth"
    assert call.exchange.status == 401
