"""Pitch help with a model: real sockets, a scripted endpoint, and an honest answer whatever it does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from support.faulty import (
    Answer,
    FaultyServer,
    Script,
    cut,
    drip,
    empty,
    error,
    html,
    length,
    no_finish,
    ok,
    rate_limited,
    reset,
    stall,
)
from support.revising import BETTER, MASKED, PITCH, SHOWN, WHY, answer, lying, reviser
from support.scripted import material, message

from coach.coaching.receipts import open_receipt
from coach.coaching.revising import Revisions
from coach.coaching.service import Coach
from coach.contracts import EntryInput, OutcomeInput, Person, ProspectInput, Revision
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import Budget, ModelClient, ModelConfig, RecordStore, Spending, Standing
from coach.safety import load_resources
from events.ids import new_id
from events.types.coaching import ModelCalled
from events.types.pitches import PitchRevised
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio

Begin = Callable[..., Revisions]
Revise = Callable[..., Awaitable[Revision]]


@pytest.fixture
def pitches(journal: Journal) -> Pitches:
    return Pitches(journal)


@pytest.fixture
async def begin(journal: Journal, pitches: Pitches) -> AsyncIterator[Begin]:
    """Pitch help with a model behind an address, or without one."""
    begun: list[tuple[Coach, Revisions]] = []

    def started(server: FaultyServer | None, deadline: float = 8.0, record: RecordStore | None = None) -> Revisions:
        url = server.base_url if server else ""
        config = ModelConfig("m", url, "", read_timeout=1.0, deadline=deadline)
        # Without jitter: a last attempt at the deadline may leave and not arrive, and so be in the receipt alone.
        client = ModelClient(config, jitter=lambda: 0.0) if server else None
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client, record)
        begun.append((coach, Revisions(journal, pitches, coach, load_prompt("pitch_revision"))))
        return begun[-1][1]

    yield started
    for coach, revisions in begun:
        await revisions.close()
        await coach.close()


@pytest.fixture
async def revise(journal: Journal, person: Person, pitches: Pitches, begin: Begin, clock: Any) -> Revise:
    """Log who is in the pitch, add it, and have it revised."""
    known = ProspectInput(contact="Maria Lopez", company="Acme GmbH")
    outcome = OutcomeInput(outcome="soft_no", reason="price")

    async def revised(server: FaultyServer | None, text: str = PITCH, deadline: float = 8.0) -> Revision:
        await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), outcomes=[outcome], prospect=known))
        clock.now += timedelta(minutes=1)
        pitch = await pitches.add(person.person_id, text)
        clock.now += timedelta(minutes=1)
        return await begin(server, deadline).revise(person.person_id, pitch)

    return revised


def joined(revision: Revision, *ops: str) -> str:
    return "".join(change.text for change in revision.difference if change.op in ops)


async def recorded(journal: Journal, person: Person, kind: type) -> list[Any]:
    return [entry.event async for entry in journal.log.read(person.person_id) if isinstance(entry.event, kind)]


# ---------------------------------------------------------------- a good model


async def test_a_good_revision_stands_beside_the_persons_words(revise: Revise) -> None:
    """With their names and sums in it, the reason for it, and what the numbers say about the version."""
    with FaultyServer(reviser) as server:
        revision = await revise(server)
    assert (revision.source, revision.text) == ("model", SHOWN)
    assert (joined(revision, "keep", "remove"), joined(revision, "keep", "add")) == (PITCH, SHOWN)
    assert revision.why and (revision.why.text, revision.why.by) == (WHY, "model")
    assert [block.by for block in revision.blocks] == ["rules"]
    assert {card.id for card in revision.cards} >= set(revision.why.cards)
    assert "Written with m, checked." in revision.note


async def test_no_name_and_no_sum_leaves(revise: Revise) -> None:
    """What leaves is the masked pitch, what the numbers say, and cards about pitches."""
    with FaultyServer(reviser) as server, structlog.testing.capture_logs() as logged:
        await revise(server)
    (request,) = server.requests
    sent = request.body.lower()
    assert not [word for word in (b"maria", b"lopez", b"acme", b"$49", b"49 a month") if word in sent]
    assert message(request) == MASKED
    assert material(request)["numbers"] == [
        "No conversation is logged with this version yet, so no number speaks for it or against it."
    ]
    assert not [word for word in ("maria", "acme", "returns") if word in repr(logged).lower()]


async def test_the_receipt_holds_the_bytes_of_the_wire(revise: Revise, journal: Journal, person: Person) -> None:
    """Every request and every answer, retries included; and the record says what it was for."""
    answers: list[Answer] = [rate_limited(retry_after="0")]

    def second(received: Any) -> Answer:
        answers.append(reviser(received))
        return answers[1]

    with FaultyServer(answers[0], second) as server:
        revision = await revise(server)
    receipt = await open_receipt(journal, person.person_id, revision.revision_id)
    assert [part.request for part in receipt.parts] == [request.body for request in server.requests]
    assert [part.answer for part in receipt.parts] == [b"".join(answer.parts) for answer in answers]
    assert (receipt.receipt_id, receipt.endpoint) == (revision.receipt, server.base_url)
    (event,) = await recorded(journal, person, PitchRevised)
    assert (event.source, event.guard, event.failure, event.model) == ("model", None, None, "m")
    assert event.prompt_hash == load_prompt("pitch_revision").hash


async def test_a_long_pitch_has_room_for_its_answer(revise: Revise) -> None:
    """The answer may be as long as the pitch, in one item."""
    long = " ".join(f"In step {number} we look at what a return costs you." for number in range(1, 110))
    with FaultyServer(lambda request: ok(answer(request, text=f"{long} That is the plan."))) as server:
        revision = await revise(server, long)
    assert revision.text == f"{long} That is the plan."
    assert server.requests[0].json["max_tokens"] >= 3_000


# ---------------------------------------------------------------- lies and faults

LIES: dict[str, dict[str, Any]] = {
    "schema": {"cards": []},
    "wrong_length": {"text": "[SUM_1] [PERSON_1] [COMPANY_1] [PERSON_1]"},
    "marks_changed": {"text": BETTER.replace("[SUM_1]", "a fee")},
    "new_quantity": {"text": f"{BETTER} It takes 3 calls."},
    "new_markup": {"text": f"{BETTER} See evil.example for it."},
    "new_name": {"text": f"{BETTER} It is what Miller uses."},
    "new_promise": {"text": f"{BETTER} It is guaranteed."},
    "new_pressure": {"text": f"{BETTER} It is your last chance."},
    "prompt_text": {"text": f"{BETTER} As an AI I can say so."},
    "unchanged": {"text": MASKED},
    "wrong_cards": {"cards": ["A1"]},
    "harmful": {"text": f"{BETTER} You should hurt yourself."},
    "unfit_why": {"why": "Great job on this pitch, it reads so much better now!"},
}


@pytest.mark.parametrize("guard", LIES)
async def test_a_lie_is_not_shown(revise: Revise, journal: Journal, person: Person, guard: str) -> None:
    """What to try is; the line below says that nothing was rewritten and why, and the guard is on record."""
    with FaultyServer(lying(**LIES[guard])) as server:
        revision = await revise(server)
    assert (revision.source, revision.text, revision.difference, revision.why) == ("rules", None, [], None)
    assert revision.note == "Nothing was rewritten: what m wrote did not pass the checks."
    assert [block.kind for block in revision.blocks].count("action") >= 2
    assert revision.receipt
    (event,) = await recorded(journal, person, PitchRevised)
    assert (event.source, event.guard) == ("rules", guard)


FAULTS: dict[str, Script] = {
    "500": error(500),
    "401": error(401),
    "stall": stall(),
    "stall in the middle": stall(['{"blocks": [{"text": "Ret']),
    "reset": reset(),
    "cut": cut(['{"blocks": [{"text": "Returns']),
    "html": html(),
    "empty": empty(),
    "no finish": no_finish('{"blocks": []}'),
    "length": length('{"blocks": [{"text": "Returns'),
    "prose": ok("I would rather talk about the weather with you today."),
    "wrong shape": ok('[1, 2, "three"]'),
    "slow": drip('{"blocks": [' + " " * 200, 0.1),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_every_fault_still_gives_an_honest_answer(
    revise: Revise, journal: Journal, person: Person, name: str
) -> None:
    """By rules, with what left on record."""
    with FaultyServer(FAULTS[name]) as server:
        revision = await revise(server, deadline=1.0)
    assert (revision.source, revision.text) == ("rules", None)
    assert revision.note == "Nothing was rewritten: m gave no usable answer."
    assert all(block.by == "rules" and block.cards for block in revision.blocks)
    receipt = await open_receipt(journal, person.person_id, revision.revision_id)
    assert [part.request for part in receipt.parts] == [request.body for request in server.requests]
    (event,) = await recorded(journal, person, PitchRevised)
    assert event.failure


@pytest.mark.parametrize("blocks", ["[]", '{"blocks": []}'])
async def test_an_answer_without_a_revision_is_none(revise: Revise, blocks: str) -> None:
    with FaultyServer(ok(blocks)) as server:
        revision = await revise(server)
    assert revision.note == "Nothing was rewritten: what m wrote did not pass the checks."


async def test_a_cut_after_the_revision_is_no_revision(revise: Revise) -> None:
    """Half an answer is not taken for a whole one."""
    with FaultyServer(lambda request: cut([answer(request)[:-2]])) as server:
        revision = await revise(server)
    assert revision.text is None


async def test_what_left_is_recorded_when_the_program_ends(
    journal: Journal, person: Person, pitches: Pitches, begin: Begin
) -> None:
    """Whoever asked is gone; the call ends upstream, and its receipt is there."""
    with FaultyServer(drip([" "] * 400, 0.05)) as server:
        revisions = begin(server)
        pitch = await pitches.add(person.person_id, PITCH)
        asked = asyncio.get_running_loop().create_task(revisions.revise(person.person_id, pitch))
        while not server.requests:
            await asyncio.sleep(0.01)
        asked.cancel()
        async with asyncio.timeout(10):
            await revisions.close()
    (event,) = await recorded(journal, person, PitchRevised)
    assert event.failure == "stopped"
    receipt = await open_receipt(journal, person.person_id, event.revision_id)
    assert receipt.parts[0].request == server.requests[0].body


# ---------------------------------------------------------------- where no model is asked


async def test_without_a_model_it_says_so(revise: Revise, journal: Journal, person: Person) -> None:
    """What to try in one's own words, and nothing on record: nothing left."""
    revision = await revise(None)
    assert revision.note == "Nothing was rewritten: no model is configured."
    assert revision.receipt is None
    assert revision.blocks[0].kind == "insight"
    assert await recorded(journal, person, ModelCalled) == await recorded(journal, person, PitchRevised) == []


RISK = {
    2: "I help shops with returns. Everybody would be better off without me.",
    3: "I help shops with returns. I don't want to live anymore. I will kill myself tonight.",
}


@pytest.mark.parametrize("level", RISK)
async def test_risk_never_reaches_the_model(revise: Revise, level: int) -> None:
    """The fixed text stands first; explicit risk gets it alone, without cards or numbers."""
    with FaultyServer(reviser) as server:
        revision = await revise(server, RISK[level])
    assert server.requests == []
    assert revision.safety and revision.safety.level == level and revision.safety.text
    assert (revision.text, revision.receipt) == (None, None)
    if level == 3:
        assert (revision.blocks, revision.facts, revision.cards) == ([], [], [])
    else:
        assert "heard as risk" in revision.note


@pytest.mark.parametrize(
    "text",
    [
        "Retouren kosten Sie jeden Tag zwei Stunden. Wir nehmen Ihnen das ab.",
        "Zwroty kosztują dwie godziny dziennie, zabierzemy je od Was.",
        "Возвраты стоят вам два часа каждый день, мы их забираем.",
    ],
)
async def test_other_languages_are_helped_by_rules(revise: Revise, text: str) -> None:
    with FaultyServer(reviser) as server:
        revision = await revise(server, text)
    assert server.requests == []
    assert "English pitches only" in revision.note
    assert len([block for block in revision.blocks if block.kind == "action"]) >= 2
    german = any("Fassung" in block.text for block in revision.blocks)
    assert german == text.startswith("Retouren")


async def test_a_pitch_that_is_too_long_to_leave_stays(revise: Revise) -> None:
    with FaultyServer(reviser) as server:
        revision = await revise(server, "We take the returns off you. " * 250)
    assert server.requests == []
    assert "more than 6,000 characters" in revision.note


@pytest.mark.parametrize("power", ["opening", "off"])
async def test_a_weak_model_is_not_asked(
    begin: Begin, person: Person, pitches: Pitches, tmp_path: Path, clock: Any, power: Any
) -> None:
    """Only a model that may write whole replies may write whole pitches."""
    record = RecordStore(tmp_path / "models.sqlite3", clock)
    with FaultyServer(reviser) as server:
        revisions = begin(server, record=record)
        conduct = revisions._coach.conduct
        assert conduct
        conduct.set(Standing(power))
        revision = await revisions.revise(person.person_id, await pitches.add(person.person_id, PITCH))
    record.close()
    assert server.requests == []
    assert "m may not write whole texts at present" in revision.note


async def test_a_budget_that_is_spent_leaves_the_model_out(
    begin: Begin, person: Person, pitches: Pitches, tmp_path: Path, clock: Any
) -> None:
    """A revision takes its tokens from the same share of the day as replies do."""
    spending = Spending(tmp_path / "models.sqlite3", Budget(person=6_610), clock)
    with FaultyServer(reviser) as server:
        revisions = begin(server)
        revisions._coach.spending = spending
        pitch = await pitches.add(person.person_id, PITCH)
        found = [await revisions.revise(person.person_id, pitch) for _ in range(2)]
    spending.close()
    assert [revision.source for revision in found] == ["model", "rules"]
    assert len(server.requests) == 1
    assert "today's share of the model is used up" in found[1].note
