"""Unfinished replies: what a killed process was writing is completed by another, behind the blocks that were shown."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from support.asking import TEXT
from support.faulty import Answer, FaultyServer, Received, stall
from support.scripted import rewritten

from coach.coaching.receipts import open_receipt
from coach.coaching.service import Coach
from coach.coaching.unfinished import LEASE_SECONDS, UnfinishedReplies
from coach.contracts import AskInput, EntryInput, Person, ProspectInput, Reply
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.safety import load_resources
from events.ids import new_id
from events.types.coaching import CoachingGiven
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio

NAMED = "Spoke with Ilse Varga again, 9 no's today, most said too expensive. I feel useless."


class Processes:
    """Coaches as processes have them: one journal, one file of unfinished replies, one clock, nothing else shared."""

    def __init__(self, journal: Journal, path: Path) -> None:
        self.now = 1_000.0
        self._journal = journal
        self._path = path
        self._made: list[tuple[Coach, UnfinishedReplies]] = []

    def __call__(self, server: FaultyServer) -> Coach:
        store = UnfinishedReplies(self._path, self._journal.keys, lambda: self.now)
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=60, deadline=60))
        prompt = load_prompt("coach_reply")
        coach = Coach(self._journal, load_deck(), prompt, load_resources(None), client, unfinished=store)
        self._made.append((coach, store))
        return coach

    async def close(self) -> None:
        for coach, store in self._made:
            await coach.close()
            store.close()


@pytest.fixture
async def process(journal: Journal, tmp_path: Path) -> AsyncIterator[Processes]:
    processes = Processes(journal, tmp_path / "unfinished.sqlite3")
    yield processes
    await processes.close()


def after(blocks: int) -> Callable[[Received], Answer]:
    """A model that writes some blocks, and then hangs."""

    def answer(request: Received) -> Answer:
        text = rewritten(request)
        ends = [0, *(place + 1 for place in range(len(text)) if text.startswith("}, {", place))]
        return stall([text[: ends[blocks]]])

    return answer


async def begun(
    coach: Coach, person: Person, server: FaultyServer, blocks: int, text: str = TEXT, notes: Sequence[str] = ()
) -> str:
    """A reply of which some blocks were shown, and then its process was killed: nobody renews its lease."""
    running = await coach.ask(person.person_id, AskInput(text, new_id(), notes=list(notes)))
    while not server.requests or len(running.blocks) < blocks:
        await asyncio.sleep(0.01)
    for task in asyncio.all_tasks():
        if "renew" in repr(task.get_coro()):
            task.cancel()
    return running.reply_id


@pytest.mark.parametrize("blocks", [0, 1, 2])
async def test_another_process_completes_it(process: Processes, journal: Journal, person: Person, blocks: int) -> None:
    """What was shown stands, the rest comes by rules and says so; the receipt has the request that left."""
    with FaultyServer(after(blocks)) as server:
        first, second = process(server), process(server)
        reply_id = await begun(first, person, server, blocks)
        shown = first._running[person.person_id, reply_id].blocks[:]
        process.now += LEASE_SECONDS + 1
        reply = await whole(second, person, reply_id)
    assert reply.blocks[: len(shown)] == shown
    assert [block.by for block in reply.blocks].count("model") == blocks
    assert reply.source == ("mixed" if blocks else "rules")
    assert "restarted while" in reply.note
    assert {"validation", "reframe", "action"} <= {block.kind for block in reply.blocks}
    receipt = await open_receipt(journal, person.person_id, reply_id)
    assert [part.request for part in receipt.parts] == [server.requests[0].body]
    assert await replies(journal, person) == 1


async def test_a_ticked_note_is_sealed_for_its_prospect_by_the_other(
    process: Processes, journal: Journal, person: Person
) -> None:
    """The receipt has it byte for byte, until the prospect is forgotten."""
    about = EntryInput(entry_id=new_id(), note="She has no budget.", prospect=ProspectInput(contact="Ilse Varga"))
    await journal.log_entry(person.person_id, about)
    with FaultyServer(after(1)) as server:
        first, second = process(server), process(server)
        reply_id = await begun(first, person, server, 1, notes=[about.entry_id])
        process.now += LEASE_SECONDS + 1
        await whole(second, person, reply_id)
    receipt = await open_receipt(journal, person.person_id, reply_id)
    assert [part.request for part in receipt.parts] == [server.requests[0].body]
    (known,) = await journal.prospects(person.person_id)
    await journal.keys.destroy(known.prospect_id)
    (part,) = (await open_receipt(journal, person.person_id, reply_id)).parts
    assert b"no budget" in server.requests[0].body and b"no budget" not in part.request


async def test_it_is_followed_while_its_process_lives(process: Processes, person: Person) -> None:
    """A reader at another process sees the blocks, and the whole reply once it is there."""
    with FaultyServer(after(1)) as server:
        first, second = process(server), process(server)
        running = await first.ask(person.person_id, AskInput(TEXT, new_id()))
        while len(running.blocks) < 1:
            await asyncio.sleep(0.01)
        there = await second.find(person.person_id, running.reply_id)
        assert there is not None
        assert there.blocks == running.blocks[:1]
        running.stop()
        assert await there.whole() == await running.whole()


async def test_of_several_one_completes_it(process: Processes, journal: Journal, person: Person) -> None:
    """Five processes find it at once: one reply, the same for all, recorded once."""
    with FaultyServer(after(1)) as server:
        reply_id = await begun(process(server), person, server, 1)
        process.now += LEASE_SECONDS + 1
        others = [process(server) for _ in range(5)]
        found = await asyncio.gather(*(whole(other, person, reply_id) for other in others))
    assert all(reply == found[0] for reply in found)
    assert await replies(journal, person) == 1


async def test_one_that_was_thought_dead_gives_way(process: Processes, journal: Journal, person: Person) -> None:
    """A process that slept too long comes back: its readers get the reply that was recorded."""
    with FaultyServer(after(1)) as server:
        first, second = process(server), process(server)
        reply_id = await begun(first, person, server, 1)
        slept = first._running[person.person_id, reply_id]
        process.now += LEASE_SECONDS + 1
        reply = await whole(second, person, reply_id)
        slept.stop()
        assert await slept.whole() == reply
    assert await replies(journal, person) == 1


async def test_all_are_taken_up_at_the_start(process: Processes, journal: Journal, person: Person) -> None:
    """Whether or not anybody asks for them again."""
    with FaultyServer(after(1)) as server:
        first = process(server)
        for _ in range(2):
            await begun(first, person, server, 1)
        process.now += LEASE_SECONDS + 1
        await process(server).resume()
        async with asyncio.timeout(20):
            while await replies(journal, person) < 2:
                await asyncio.sleep(0.01)


async def test_nothing_of_it_can_be_read_in_the_file(
    process: Processes, journal: Journal, person: Person, tmp_path: Path
) -> None:
    """Sealed while it is there, names too; and gone when the reply is in the journal."""
    known = ProspectInput(contact="Ilse Varga")
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), prospect=known))
    with FaultyServer(after(1)) as server:
        first = process(server)
        reply_id = await begun(first, person, server, 1, NAMED)
        store = UnfinishedReplies(tmp_path / "unfinished.sqlite3", journal.keys, lambda: process.now)
        assert store.names() == [(person.person_id, reply_id)]
        written = b"".join(file.read_bytes() for file in tmp_path.glob("unfinished*"))
        assert b"Varga" not in written
        assert b"blocks" not in written
        first._running[person.person_id, reply_id].stop()
        await whole(first, person, reply_id)
        assert store.names() == []
        store.close()


async def test_a_forgotten_person_leaves_nothing_to_complete(
    process: Processes, journal: Journal, person: Person, tmp_path: Path
) -> None:
    """Their key is gone, so what was unfinished cannot be read."""
    with FaultyServer(after(1)) as server:
        reply_id = await begun(process(server), person, server, 1)
        await journal.keys.destroy(person.person_id)
        store = UnfinishedReplies(tmp_path / "unfinished.sqlite3", journal.keys, lambda: process.now)
        assert await store.read(person.person_id, reply_id) is None
        store.close()


@pytest.mark.parametrize("harm", [b"", b"no database at all" * 100])
async def test_a_file_that_cannot_be_read_costs_no_reply(
    process: Processes, person: Person, tmp_path: Path, harm: bytes
) -> None:
    """It is made anew; a folder in its place is gone without."""
    (tmp_path / "unfinished.sqlite3").write_bytes(harm)
    with FaultyServer(after(1)) as server:
        running = await process(server).ask(person.person_id, AskInput(TEXT, new_id()))
        while not running.blocks:
            await asyncio.sleep(0.01)
        running.stop()
        assert (await running.whole()).source == "mixed"


async def whole(coach: Coach, person: Person, reply_id: str) -> Reply:
    running = await coach.find(person.person_id, reply_id)
    assert running is not None
    return await running.whole()


async def replies(journal: Journal, person: Person) -> int:
    return sum([isinstance(e.event, CoachingGiven) async for e in journal.log.read(person.person_id)])
