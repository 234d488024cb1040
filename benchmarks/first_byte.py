"""What Rebound adds before a model's first byte, beside a bare call with the SDK to the same server.

A server on loopback notes when a request has arrived whole. In turn: a question to the coach, with 200 contacts on
record and one of them named; and the same request by the SDK alone.
"""

import asyncio
import json
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.endpoint import Endpoint
from benchmarks.redaction import contacts
from coach.coaching.service import Coach
from coach.contracts import AskInput, EntryInput, OutcomeInput, PersonInput, ProspectInput
from coach.journal.decide import log_entry
from coach.journal.people import People
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.model.wire import connect
from coach.safety import load_resources
from events.folds.reader import Reader
from events.ids import new_id
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

ROUNDS = 60
CONTACTS = 200
ANSWER = json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                     "choices": [{"index": 0, "delta": {"content": "[]"}, "finish_reason": "stop"}]})  # fmt: skip
BODY = f"data: {ANSWER}\n\ndata: [DONE]\n\n".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n" % len(BODY)


class Clock(Endpoint):
    """A server that answers at once. `arrived` is when the newest request was there whole, `body` what it was."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = 0.0
        self.body = b""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].split()[0])
                self.body = await reader.readexactly(length)
                self.arrived = time.perf_counter()
                writer.write(HEAD + BODY)
                await writer.drain()


async def added_ms() -> tuple[float, float]:
    """Milliseconds that a question takes longer than the bare call until its request is there: median and p95."""
    random, now = Random(4), datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=".") as folder, Clock() as server:
        keys = SqliteKeys(Path(folder) / "keys.sqlite3", b"k" * 32, lambda: now)
        log = await SqliteLog.open(Path(folder) / "log.sqlite3", keys, lambda: now)
        journal = Journal(log, keys, Reader(log), lambda: now)
        person = (await People(journal).register(PersonInput(time_zone="Europe/Berlin"))).person_id
        events = []
        for _ in range(1_000):
            outcome = random.choice([OutcomeInput(outcome="won"), OutcomeInput(outcome="soft_no", reason="price")])
            entry = EntryInput(entry_id=new_id(), outcomes=[outcome])
            events += log_entry(entry, person, now - timedelta(days=random.randint(0, 300)))
        await log.append(person, events)
        people = contacts(random)[:CONTACTS]
        for someone in people:
            known = ProspectInput(contact=someone.contact, company=someone.company)
            await journal.log_entry(person, EntryInput(entry_id=new_id(), prospect=known))
        config = ModelConfig("m", server.base_url, "")
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), ModelClient(config))
        await coach.warm_up(0, 0)
        sdk = connect(config)
        added = []
        for index in range(ROUNDS + 5):
            text = f"{10 + index % 9} calls today, 9 no's, {people[index].contact} said it is too expensive."
            began = time.perf_counter()
            await (await coach.ask(person, AskInput(text, new_id()))).whole()
            ours = server.arrived - began
            request = json.loads(server.body)
            began = time.perf_counter()
            async for _ in await sdk.chat.completions.create(**request):
                pass
            added.append((ours - (server.arrived - began)) * 1000)
        await coach.close()
        await sdk.close()
        await log.close()
        await keys.close()
    waits = sorted(added[5:])
    return waits[ROUNDS // 2], waits[int(ROUNDS * 0.95)]
