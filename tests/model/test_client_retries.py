"""Trying again: what may pass is tried again while nothing was shown, after waits that spread."""

import time
from email.utils import formatdate

import pytest
from support.calls import MESSAGES, Clients, collect
from support.faulty import Answer, FaultyServer, cut, error, error_event, html, ok, rate_limited, reset, stall

pytestmark = pytest.mark.anyio

PASSING = {
    "429": (rate_limited(), "rate_limited"),
    "500": (error(500), "unavailable"),
    "408": (error(408), "timeout"),
    "502": (error(502), "unavailable"),
    "503": (error(503), "unavailable"),
    "504": (html(504), "unavailable"),
    "reset": (reset(), "unavailable"),
    "cut before the first word": (cut(), "unavailable"),
    "an error payload before the first word": (error_event(), "unavailable"),
    "an error payload with 429 before the first word": (error_event(code=429), "rate_limited"),
}


@pytest.mark.parametrize(("answer", "kind"), PASSING.values(), ids=PASSING)
async def test_what_may_pass_is_tried_again(clients: Clients, answer: Answer, kind: str) -> None:
    """After two failures the third attempt gives the reply, and the caller sees nothing of it."""
    with FaultyServer(answer, answer, ok("good")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert (outcome.kind, outcome.text) == (None, "good")
    assert outcome.exchange.requests == tuple(received.body for received in server.requests)
    assert len(server.requests) == 3
    assert clients.waits == [0.25, 0.5]


@pytest.mark.parametrize(("answer", "kind"), PASSING.values(), ids=PASSING)
async def test_attempts_are_limited(clients: Clients, answer: Answer, kind: str) -> None:
    """With two attempts there are two requests and one wait, then the error."""
    with FaultyServer(answer) as server:
        outcome = await collect(clients(server.base_url, attempts=2).call(MESSAGES))
    assert outcome.kind == kind
    assert len(server.requests) == 2
    assert len(clients.waits) == 1


async def test_an_endpoint_that_is_not_there_is_unavailable(clients: Clients) -> None:
    """Nobody listens: tried as often as allowed."""
    with FaultyServer(ok("x")) as server:
        url = server.base_url
    outcome = await collect(clients(url).call(MESSAGES))
    assert outcome.kind == "unavailable"
    assert len(clients.waits) == 2
    assert outcome.exchange.status is None


async def test_silence_before_the_first_word_is_tried_again(clients: Clients) -> None:
    """The read timeout ends an attempt, whether or not the head of the answer came."""
    with FaultyServer(stall(), stall([]), ok("good")) as server:
        outcome = await collect(clients(server.base_url, read_timeout=1.0).call(MESSAGES))
    assert (outcome.kind, outcome.text) == (None, "good")
    assert len(server.requests) == 3


async def test_silence_for_all_attempts_is_a_timeout(clients: Clients) -> None:
    """The bytes that left are on record although nothing came back."""
    with FaultyServer(stall()) as server:
        outcome = await collect(clients(server.base_url, read_timeout=0.3, attempts=2).call(MESSAGES))
    assert outcome.kind == "timeout"
    assert outcome.exchange.requests == tuple(received.body for received in server.requests)
    assert len(server.requests) == 2
    assert outcome.exchange.response == ""


async def test_waits_grow_and_are_random(clients: Clients) -> None:
    """Full jitter: a random share of a ceiling that doubles up to a limit."""
    clients.jitter = 1.0
    with FaultyServer(error(500)) as server:
        await collect(clients(server.base_url, attempts=7, deadline=600).call(MESSAGES))
    assert clients.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    clients.waits.clear()
    clients.jitter = 0.0
    with FaultyServer(error(500)) as server:
        await collect(clients(server.base_url, attempts=3).call(MESSAGES))
    assert clients.waits == [0.0, 0.0]


async def test_retry_after_in_seconds_is_honoured(clients: Clients) -> None:
    """The endpoint's word counts where it asks for more than we would wait; on 503 as well."""
    unavailable = error(503, headers=[("Retry-After", "2")])
    with FaultyServer(rate_limited("3"), unavailable, ok("good")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert outcome.text == "good"
    assert clients.waits == [3.0, 2.0]


async def test_retry_after_as_a_date_is_honoured(clients: Clients) -> None:
    """A date well ahead makes a long wait, one in the past none beyond our own."""
    ahead, past = formatdate(time.time() + 500, usegmt=True), formatdate(0, usegmt=True)
    with FaultyServer(rate_limited(ahead), rate_limited(past), ok("good")) as server:
        outcome = await collect(clients(server.base_url, deadline=5000).call(MESSAGES))
    assert outcome.text == "good"
    assert 0.25 < clients.waits[0] <= 500
    assert clients.waits[1] == 0.5


async def test_a_wait_past_the_deadline_is_not_begun(clients: Clients) -> None:
    """The answer would come too late: the person gets the error now."""
    with FaultyServer(rate_limited("3600"), ok("never")) as server:
        outcome = await collect(clients(server.base_url).call(MESSAGES))
    assert outcome.kind == "rate_limited"
    assert len(server.requests) == 1
    assert clients.waits == []
