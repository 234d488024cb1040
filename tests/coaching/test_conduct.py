"""Conduct: a model that is too weak to coach is found out by its own record, and every reply on the way is whole."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.faulty import FaultyServer, Received, Script, error, ok, stall
from support.scripted import material, rewritten, well_behaved

from coach.coaching.conduct import score_of
from coach.coaching.service import Coach
from coach.coaching.writing import Written
from coach.contracts import AskInput, Person, Reply
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig, RecordStore, Score, Standing
from coach.safety import load_resources
from events.ids import new_id
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio

TEXTS = ("12 calls today, 9 no's, most said too expensive.", "Everybody says no.", "What should I do tomorrow?")

Begin = Callable[[FaultyServer], Coach]
Ask = Callable[[Coach, int], Awaitable[Reply]]


def typed(request: Received) -> Script:
    """A weak model: right in form, and with a number typed into every block."""
    return ok(rewritten(request, lambda _, block: block | {"text": "You heard seventeen no's in these few days."}))  # type: ignore[return-value]


@pytest.fixture
async def begin(journal: Journal, tmp_path: Path) -> AsyncIterator[Begin]:
    """A coach with a record in a file; a second one has the same record."""
    coaches: list[Coach] = []
    stores: list[RecordStore] = []

    def begun(server: FaultyServer) -> Coach:
        stores.append(RecordStore(tmp_path / "models.sqlite3", lambda: datetime(2026, 11, 20, tzinfo=UTC)))
        config = ModelConfig("m", "http://model.example/v1", "", read_timeout=1.0, deadline=8.0)
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=1.0, deadline=8.0), jitter=lambda: 0.0)
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client, stores[-1])
        assert coach.conduct is not None
        coach.conduct._name = config.model  # every server of a test stands at the same address
        coaches.append(coach)
        return coach

    yield begun
    for coach in coaches:
        await coach.close()
    for store in stores:
        store.close()


@pytest.fixture
def ask(person: Person) -> Ask:
    async def asked(coach: Coach, number: int) -> Reply:
        return await (await coach.ask(person.person_id, AskInput(TEXTS[number % len(TEXTS)], new_id()))).whole()

    return asked


async def test_a_weak_model_is_off_within_seven_replies(begin: Begin, ask: Ask) -> None:
    """Whole replies first, then openings, then nothing is sent; a new process knows it; after a rest it may try."""
    with FaultyServer(typed) as server:  # type: ignore[arg-type]
        coach = begin(server)
        for number in range(7):
            reply = await ask(coach, number)
            assert reply.source == "rules"
            assert all(block.cards for block in reply.blocks if block.kind == "action")
        asked = [len(material(request)["pieces"]) for request in server.requests]
        assert coach.conduct and coach.conduct.power == "off"
        assert asked[0] > 1 and asked[-1] == 1
        assert len(asked) <= 7
        again = begin(server)
        for number in range(20 - (7 - len(asked))):
            reply = await ask(again, number)
            assert reply.receipt is None and "No model was used" in reply.note
        assert len(server.requests) == len(asked)
        assert again.conduct and again.conduct.standing == Standing("opening", why="rested")
        await ask(again, 0)
        assert len(server.requests) == len(asked) + 1


async def test_a_good_model_stays_at_full(begin: Begin, ask: Ask) -> None:
    with FaultyServer(well_behaved) as server:
        coach = begin(server)
        sources = {(await ask(coach, number)).source for number in range(12)}
        assert sources == {"model"}
        assert coach.conduct and coach.conduct.power == "full"


async def test_an_opening_is_the_models_and_the_rest_by_rules(begin: Begin, ask: Ask) -> None:
    with FaultyServer(well_behaved) as server:
        coach = begin(server)
        assert coach.conduct
        coach.conduct.set(Standing("opening"))
        reply = await ask(coach, 0)
        by = [block.by for block in reply.blocks if block.cards]
        assert by[0] == "model" and set(by[1:]) == {"rules"}
        assert reply.source == "mixed"


@pytest.mark.parametrize("script", [error(500), stall(), error(401)])
async def test_an_endpoint_that_fails_is_no_fault_of_the_model(begin: Begin, ask: Ask, script: Script) -> None:
    with FaultyServer(script) as server:
        coach = begin(server)
        for number in range(3):
            assert (await ask(coach, number)).source == "rules"
        assert coach.conduct and coach.conduct.standing == Standing()


@pytest.mark.parametrize(
    ("written", "asked", "score"),
    [
        (Written(passed=5), 5, Score(5, 5)),
        (Written(passed=5, guards={"typed_number": 2}), 5, Score(5, 3)),
        (Written(passed=2), 5, Score(5, 2)),
        (Written(passed=2, failure="garbage"), 5, Score(5, 2)),
        (Written(passed=2, failure="too_long"), 5, Score(5, 2)),
        (Written(passed=2, failure="timeout"), 5, Score(2, 2)),
        (Written(passed=0, failure="stopped"), 5, Score(0, 0)),
        (Written(passed=1, guards={"markup_or_link": 1}), 5, Score(1, 0, leaked=True)),
    ],
)
def test_what_a_reply_says_about_its_model(written: Written, asked: int, score: Score) -> None:
    """Blocks that never came count where the model stopped, not where the endpoint or the person did."""
    assert score_of(written, asked) == score


async def test_a_record_that_cannot_be_read_costs_no_reply(begin: Begin, ask: Ask, tmp_path: Path) -> None:
    with FaultyServer(well_behaved) as server:
        coach = begin(server)
        with (tmp_path / "models.sqlite3").open("r+b") as file:
            file.write(b"\0" * 8192)
        assert (await ask(coach, 0)).source in ("model", "rules")
