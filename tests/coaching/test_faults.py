"""Faults of an endpoint at every point of its answer: the reply is complete, says what made it, and comes once."""

import asyncio
from collections.abc import Callable

import pytest
from support.asking import TEXT, Ask, coach_behind
from support.faulty import (
    Answer,
    FaultyServer,
    Received,
    Script,
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
    reset,
    stall,
)
from support.scripted import rewritten, well_behaved

from coach.contracts import AskInput, Person, Reply
from coach.journal.service import Journal
from coach.model import Breaker
from events.ids import new_id
from events.types.coaching import CoachingGiven, ModelCalled

pytestmark = pytest.mark.anyio

DEADLINE = 1.0

REFUSED: dict[str, tuple[Answer, int]] = {
    **{str(status): (error(status), 1) for status in (400, 401, 403, 404, 413, 501)},
    **{str(status): (error(status), 3) for status in (408, 500, 502, 503, 504, 529)},
    "429": (rate_limited(), 3),
    "429 for a moment": (rate_limited("0"), 3),
    "429 for an hour": (rate_limited("3600"), 1),
    "429 until a day long past": (rate_limited("Wed, 21 Oct 2015 07:28:00 GMT"), 3),
    "429 until nobody knows": (rate_limited("soon"), 3),
    "reset": (reset(), 3),
    "HTML": (html(), 1),
    "HTML 502": (html(502), 3),
    "empty": (empty(), 1),
    "prose": (ok("I would rather talk about the weather with you today."), 1),
    "no blocks": (ok('{"blocks": []}'), 1),
    "wrong shape": (ok('[1, 2, "three"]'), 1),
    "no finish": (no_finish('{"blocks": []}'), 1),
    "length": (length('{"blocks": ['), 1),
    "too long": (ok('{"blocks": [' + " " * 70_000), 1),
}
"""Answers without a block, and how many requests they are worth."""

Break = Callable[[list[str]], Answer]

BREAKS: dict[str, Break] = {
    "cut": cut,
    "reset": reset,
    "stall": stall,
    "slow drip": lambda said: drip([*said, *" " * 400], 0.05),
    "invalid JSON": invalid_json,
    "error event": error_event,
    "error event 429": lambda said: error_event(said, code=429),
    "no finish": no_finish,
    "length": length,
    "content filter": lambda said: ok(said, finish="content_filter"),
}

POINTS = (
    "before the first byte",
    "before the first block",
    "in the first block",
    "between blocks",
    "in the last block",
)


def said_until(point: str, answer: str) -> tuple[list[str], int]:
    """What a good answer says up to a point, and how many of its blocks are whole there."""
    ends = [place + 1 for place in range(len(answer)) if answer.startswith("}, {", place)]
    first, last = ends[0], ends[-1]
    match point:
        case "before the first byte":
            return [], 0
        case "before the first block":
            return ['{"blocks": ['], 0
        case "in the first block":
            return [answer[: first - 8]], 0
        case "between blocks":
            return [answer[: ends[1] + 1]], 2
        case _:
            return [answer[: last + 30]], len(ends)


async def test_a_reply_holds_whatever_is_answered_instead(ask: Ask, journal: Journal, person: Person) -> None:
    """Statuses, pages, silence: by rules, cited, recorded once; tried again only where that may help."""
    for number, (name, (answer, attempts)) in enumerate(REFUSED.items(), 1):
        with FaultyServer(answer) as server:
            # Where it is not tried again nobody waits for the deadline, however slow the machine is today.
            reply = await ask(server, deadline=2 * DEADLINE if attempts > 1 else 10.0)
        assert_complete(reply, name)
        assert reply.source == "rules", name
        assert "so this was made by rules" in reply.note, name
        assert 1 <= len(server.requests) <= attempts, name
        assert await counted(journal, person) == (number, number), name


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("name", BREAKS)
async def test_a_reply_holds_wherever_its_answer_breaks(
    ask: Ask, journal: Journal, person: Person, name: str, point: str
) -> None:
    """What was whole is shown, the rest comes by rules, and after the first word nothing is asked again."""
    whole: list[int] = []

    def broken(request: Received) -> Answer:
        said, blocks = said_until(point, rewritten(request))
        whole.append(blocks)
        return BREAKS[name](said)

    with FaultyServer(broken) as server:
        reply = await ask(server, deadline=DEADLINE)
    assert_complete(reply, name)
    assert [block.by for block in reply.blocks].count("model") == whole[0]
    assert reply.source == ("mixed" if whole[0] else "rules")
    if point != "before the first byte":
        assert len(server.requests) == 1
    assert await counted(journal, person) == (1, 1)


@pytest.mark.parametrize("ending", ["close", "cut", "stall", "reset"])
async def test_a_whole_answer_needs_no_clean_end(ask: Ask, ending: str) -> None:
    """All blocks are there: it costs nobody anything that the list is not closed, however the connection ends."""
    endings: dict[str, Break] = {"close": no_finish, "cut": cut, "stall": stall, "reset": reset}
    with FaultyServer(lambda request: endings[ending]([rewritten(request)[:-2]])) as server:
        reply = await ask(server, deadline=DEADLINE)
    assert_complete(reply, ending)
    assert reply.source == "model"


async def test_an_endpoint_that_recovers_is_used_at_once(ask: Ask) -> None:
    """Overloaded twice, then fine: the reply is the model's, and generated once."""
    with FaultyServer(error(503), rate_limited("0"), well_behaved) as server:
        reply = await ask(server)
    assert reply.source == "model"
    assert len(server.requests) == 3


async def test_the_breaker_spares_people_the_wait_and_closes_again(journal: Journal, person: Person) -> None:
    """Five failures open it: replies come without a request. After the cool-down one good answer closes it."""
    now = 0.0
    working: list[Script] = []

    def answer(request: Received) -> Answer:
        return well_behaved(request) if working else error(500)

    with FaultyServer(answer) as server:
        coach = coach_behind(journal, server.base_url, breaker=Breaker(clock=lambda: now), sleep=no_wait)

        async def ask() -> Reply:
            return await (await coach.ask(person.person_id, AskInput(TEXT, new_id()))).whole()

        for _ in range(5):
            assert (await ask()).source == "rules"
        asked = len(server.requests)
        refused = await ask()
        assert_complete(refused, "open")
        assert (refused.source, refused.receipt, len(server.requests)) == ("rules", None, asked)
        assert "did not answer" in refused.note
        working.append(well_behaved)
        now = 31.0
        assert [(await ask()).source for _ in range(2)] == ["model", "model"]
        assert len(server.requests) == asked + 2
        await coach.close()


async def test_many_people_and_few_places(journal: Journal, person: Person) -> None:
    """Twelve questions at once to an endpoint that hangs: all complete, at most four calls at a time."""
    with FaultyServer(stall()) as server:
        coach = coach_behind(journal, server.base_url, deadline=DEADLINE)
        running = [await coach.ask(person.person_id, AskInput(TEXT, new_id())) for _ in range(12)]
        replies = await asyncio.gather(*(one.whole() for one in running))
        await coach.close()
    for reply in replies:
        assert_complete(reply, "crowded")
        assert reply.source == "rules"
    assert await counted(journal, person) == (12, sum(reply.receipt is not None for reply in replies))


def assert_complete(reply: Reply, name: str) -> None:
    assert {"validation", "reframe", "action"} <= {block.kind for block in reply.blocks}, name
    assert all(block.cards for block in reply.blocks if block.kind != "resources"), name
    assert reply.note, name


async def counted(journal: Journal, person: Person) -> tuple[int, int]:
    """Replies and calls on record."""
    seen = [event.event async for event in journal.log.read(person.person_id)]
    return sum(isinstance(e, CoachingGiven) for e in seen), sum(isinstance(e, ModelCalled) for e in seen)


async def no_wait(_: float) -> None:
    return
