"""The coach with a model: real sockets, a scripted endpoint, and a complete reply whatever it does."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from support.asking import TEXT, Ask, coach_behind
from support.faulty import (
    Answer,
    FaultyServer,
    Received,
    drip,
    ok,
    rate_limited,
)
from support.proof import FULL
from support.scripted import message, rewritten, well_behaved

from coach.coaching.outgoing import shortened, shortened_note
from coach.coaching.receipts import open_receipt, receipt_id_of
from coach.coaching.service import Coach
from coach.coaching.writing import request_messages
from coach.contracts import AskInput, EntryInput, Person, ProspectInput
from coach.errors import NotFound
from coach.evaluation.models import golden_cases
from coach.journal.service import Journal
from coach.model import Budget, ModelClient, ModelConfig, Spending
from coach.model.spending import CHARS_A_TOKEN
from coach.safety import load_resources
from events.envelope import NewEvent, Private
from events.ids import new_id
from events.sealing import unseal
from events.types.coaching import CoachingGiven, CoachingReceipt, ModelCalled
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio


async def test_a_good_model_writes_the_reply(ask: Ask, journal: Journal, person: Person) -> None:
    """Every block passes, the reply says `model`, its numbers are rendered, and its receipt holds the bytes sent."""
    with FaultyServer(well_behaved) as server:
        reply = await ask(server)
    assert reply.source == "model"
    assert "Written with m, checked." in reply.note
    assert all(block.by == "model" and "{" not in block.text for block in reply.blocks if block.cards)
    (request,) = server.requests
    recorded = [event async for event in journal.log.read(person.person_id)]
    called = next(event for event in recorded if isinstance(event.event, ModelCalled))
    receipt = (await unseal(called, journal.keys))[person.person_id]
    assert isinstance(receipt, CoachingReceipt)
    assert receipt.request.encode() == request.body
    assert reply.receipt == called.event.receipt_id  # type: ignore[attr-defined]


async def test_a_receipt_opens_to_the_bytes_of_the_wire(ask: Ask, journal: Journal, person: Person) -> None:
    """Every request and every answer, retries included, and where they went."""
    answers: list[Answer] = [rate_limited(retry_after="0")]

    def second(received: Received) -> Answer:
        answers.append(well_behaved(received))
        return answers[1]

    with FaultyServer(answers[0], second) as server:
        reply = await ask(server)
    receipt = await open_receipt(journal, person.person_id, reply.reply_id)
    assert [part.request for part in receipt.parts] == [request.body for request in server.requests]
    assert [part.answer for part in receipt.parts] == [b"".join(answer.parts) for answer in answers]
    assert (receipt.receipt_id, receipt.model, receipt.endpoint) == (reply.receipt, "m", server.base_url)


async def test_a_receipt_of_the_first_version_opens(journal: Journal, person: Person) -> None:
    """It held text, the last request's and the reply's."""
    reply_id = new_id()
    called = ModelCalled(receipt_id=receipt_id_of(reply_id), reply_id=reply_id, model="m", status=200)
    old: dict[str, Private] = {person.person_id: CoachingReceipt(request='{"m":"é"}', response="[]")}
    now = await journal.now(person.person_id)
    await journal.log.append(person.person_id, [NewEvent(called.receipt_id, now, called, old)])
    receipt = await open_receipt(journal, person.person_id, reply_id)
    assert [(part.request, part.answer) for part in receipt.parts] == [('{"m":"é"}'.encode(), b"[]")]
    assert receipt.endpoint is None


async def test_without_a_call_there_is_no_receipt(journal: Journal, person: Person) -> None:
    with pytest.raises(NotFound, match="nothing left"):
        await open_receipt(journal, person.person_id, new_id())


NAMED = "12 calls today, 9 no's. Maria Lopez from Acme GmbH (maria@acme.example) said Ermelinda finds it too expensive."


async def test_the_model_sees_the_message_without_names(ask: Ask, journal: Journal, person: Person) -> None:
    """Known names and unknown ones, addresses and companies are placeholders; the sense of it stays."""
    known = ProspectInput(contact="Maria Lopez", company="Acme GmbH", email="maria@acme.example")
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), prospect=known))
    with FaultyServer(well_behaved) as server:
        await ask(server, NAMED)
    sent = b"".join(request.body for request in server.requests).lower()
    assert not [word for word in (b"maria", b"lopez", b"acme", b"ermelinda") if word in sent]
    seen = message(server.requests[0])
    assert seen.startswith("12 calls today, 9 no's. [PERSON_1] from [COMPANY_1]")
    assert seen.endswith("finds it too expensive.")


async def test_names_come_back_in_the_persons_own_view(ask: Ask, journal: Journal, person: Person) -> None:
    """A placeholder that the model copied is a name again, and forgetting the prospect takes it out of the reply."""
    known = ProspectInput(contact="Maria Lopez", company="Acme GmbH")
    logged = await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), prospect=known))
    assert logged.status == "added"

    def naming(request: Received) -> Answer:
        return ok(
            rewritten(
                request, lambda _, block: block | {"text": "It was the offer that \\[person_1\\] met, and not you."}
            )
        )

    with FaultyServer(naming) as server:
        config = ModelConfig("m", server.base_url, "", read_timeout=1.0, deadline=8.0)
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), ModelClient(config))
        reply = await (await coach.ask(person.person_id, AskInput(NAMED, new_id()))).whole()
        texts = [block.text for block in reply.blocks if block.by == "model"]
        assert set(texts) == {"It was the offer that Maria Lopez met, and not you."}
        (past,) = await coach.history(person.person_id)
        assert [block.text for block in past.reply.blocks] == [block.text for block in reply.blocks]
        (prospect,) = await journal.prospects(person.person_id)
        await journal.keys.destroy(prospect.prospect_id)
        (past,) = await coach.history(person.person_id)
        assert not any("Maria" in block.text for block in past.reply.blocks)
        assert "(forgotten)" in past.reply.blocks[0].text or "(forgotten)" in past.text
        await coach.close()


@pytest.mark.parametrize("text", ["They turned down what [PERSON_7] offered.", "Ask COMPANY_2 about it, not yourself."])
async def test_a_placeholder_that_stands_for_nobody_is_refused(ask: Ask, text: str) -> None:
    with FaultyServer(lambda request: ok(rewritten(request, lambda _, block: block | {"text": text}))) as server:
        reply = await ask(server)
    assert reply.source == "rules"
    assert not any("PERSON" in block.text or "COMPANY" in block.text for block in reply.blocks)


async def test_a_word_that_was_let_through_leaves(journal: Journal, person: Person) -> None:
    """Only what nothing explains can be let through; who is on record never leaves."""
    known = ProspectInput(contact="Maria Lopez")
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), prospect=known))
    with FaultyServer(well_behaved) as server:
        config = ModelConfig("m", server.base_url, "", read_timeout=1.0, deadline=8.0)
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), ModelClient(config))
        asked = AskInput("Maria says the Quibblex is too expensive.", new_id(), unmasked=["Quibblex", "Maria"])
        await (await coach.ask(person.person_id, asked)).whole()
        await coach.close()
    assert message(server.requests[0]) == "[PERSON_1] says the Quibblex is too expensive."


async def test_a_long_message_loses_its_middle(ask: Ask) -> None:
    """Its beginning and its end say most; the request keeps to its budget."""
    with FaultyServer(well_behaved) as server:
        await ask(server, f"It began badly. {'They said no again today. ' * 300}It ended well.")
    seen = message(server.requests[0])
    assert seen.startswith("It began badly.") and seen.endswith("It ended well.") and " [...] " in seen
    assert len(seen) <= 6_000


LIES: dict[str, dict[str, Any]] = {
    "wrong_citation": {"cards": ["Z9"]},
    "typed_number": {"text": "You heard 5000 no's, and they were all about the offer."},
    "yes_is_due": {"text": "After so many no's a yes is due, so keep the list at hand."},
    "unknown_fact": {"text": "You made {secret_number} of it, which is what counts."},
    "cheering": {"text": "Great job, keep going, you will make it in the end!"},
}


@pytest.mark.parametrize("guard", LIES)
async def test_a_lie_is_replaced_by_the_piece_it_stands_for(
    ask: Ask, journal: Journal, person: Person, guard: str
) -> None:
    """A block that a guard refuses never shows; its deterministic piece does, and the guard is on record."""

    def lying(request: Received) -> Answer:
        return ok(rewritten(request, lambda index, block: {**block, **LIES[guard]} if index == 1 else block))

    with FaultyServer(lying) as server:
        reply = await ask(server)
    assert reply.source == "mixed"
    assert [block.by for block in reply.blocks][:3] == ["model", "rules", "model"]
    assert not [block for block in reply.blocks if "5000" in block.text or "due" in block.text or "Z9" in block.cards]
    events = [e.event async for e in journal.log.read(person.person_id) if isinstance(e.event, CoachingGiven)]
    assert events[0].guards == {guard: 1}


async def test_after_a_leak_nothing_more_is_believed(ask: Ask) -> None:
    """A link is a leak: all blocks from there on come by rules, though the model had more."""

    def leaking(request: Received) -> Answer:
        bad = {"text": "See https://evil.example for what to do about the offer."}
        return ok(rewritten(request, lambda index, block: {**block, **bad} if index == 1 else block))

    with FaultyServer(leaking) as server:
        reply = await ask(server)
    assert [block.by for block in reply.blocks] == ["model"] + ["rules"] * (len(reply.blocks) - 1)


async def test_risk_never_reaches_the_model(ask: Ask) -> None:
    """Explicit risk is answered here, by the fixed text: the endpoint hears nothing."""
    with FaultyServer(well_behaved) as server:
        reply = await ask(server, "I don't want to live anymore. I will kill myself tonight.")
    assert server.requests == []
    assert reply.safety_level == 3
    assert [block.kind for block in reply.blocks] == ["safety"]
    assert reply.cards == [] and reply.facts == [] and reply.draft_entries == []


async def test_stop_ends_the_call_and_completes_the_reply(journal: Journal, person: Person) -> None:
    """Stop closes the connection upstream; what is missing is written by rules."""

    def slow(request: Received) -> Answer:
        return drip([rewritten(request)[:40], *" " * 400], 0.05)

    with FaultyServer(slow) as server:
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=5, deadline=30))
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)
        running = await coach.ask(person.person_id, AskInput(TEXT, new_id()))
        while not server.requests:
            await asyncio.sleep(0.01)
        running.stop()
        reply = await running.whole()
        await coach.close()
    assert reply.source == "rules"
    assert "was stopped" in reply.note


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_stop_before_the_model_is_asked_leaves_it_out(journal: Journal, person: Person, steps: int) -> None:
    """Whoever is quick with Stop is heard too: at the moment the reply begins, and while its message is redacted."""
    with FaultyServer(drip([" "] * 400, 0.05)) as server:
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=5, deadline=30))
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)
        running = await coach.ask(person.person_id, AskInput(TEXT, new_id()))
        for _ in range(steps):
            await asyncio.sleep(0)
        running.stop()
        async with asyncio.timeout(10):
            reply = await running.whole()
        await coach.close()
    assert reply.source == "rules"
    assert "was stopped" in reply.note


async def test_a_budget_that_is_spent_leaves_the_model_out(journal: Journal, person: Person, tmp_path: Path) -> None:
    """What the endpoint counted is gone from the day's share; then replies come by rules and say so."""
    spending = Spending(tmp_path / "models.sqlite3", Budget(person=5_010), lambda: NOW)
    with FaultyServer(well_behaved) as server:
        coach = coach_behind(journal, server.base_url, spending)
        replies = [await (await coach.ask(person.person_id, AskInput(TEXT, new_id()))).whole() for _ in range(2)]
        preview = await coach.preview(person.person_id, AskInput(TEXT, new_id()))
        await coach.close()
    spending.close()
    assert [reply.source for reply in replies] == ["model", "rules"]
    assert "Today's share of the model is used up" in replies[1].note
    assert replies[1].receipt is None
    assert len(server.requests) == 1
    assert (preview.leaves, preview.messages) == (False, [])
    assert "share of the model is used up" in preview.why


async def test_asking_twice_at_once_asks_once(coach: Coach, journal: Journal, person: Person) -> None:
    """Two tabs that send the same question at the same moment get one reply, recorded once."""

    asked = AskInput(TEXT, new_id())
    first, second = await asyncio.gather(*(coach.ask(person.person_id, asked) for _ in range(2)))
    assert first is second
    await first.whole()
    given = [e async for e in journal.log.read(person.person_id) if isinstance(e.event, CoachingGiven)]
    assert len(given) == 1


def test_no_request_is_beyond_its_budget() -> None:
    """The longest message with the longest notes, for a hundred varied replies: what the prompt file says holds."""
    deck, prompt = load_deck(), load_prompt("coach_reply")
    for prepared in golden_cases(100 if FULL else 20, deck):
        messages = request_messages(prepared, deck, prompt, shortened("x" * 9_000), [shortened_note("x" * 900)] * 3)
        assert sum(len(one["content"]) for one in messages) / CHARS_A_TOKEN <= prompt.about.budget
