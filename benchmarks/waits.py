"""Waits that a person feels when a model is slow: from Stop until the endpoint is let go, and how long after the
deadline a reply is whole.

A server on loopback answers with the first half of a block and then says nothing more.
"""

import asyncio
import json
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from benchmarks.endpoint import Endpoint
from coach.coaching.service import Coach
from coach.contracts import AskInput, PersonInput
from coach.journal.people import People
from coach.journal.service import Journal
from coach.model import Breaker, ModelClient, ModelConfig
from coach.safety import load_resources
from events.folds.reader import Reader
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

ROUNDS: Final = 20
DEADLINE: Final = 0.5
HALF: Final = json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                          "choices": [{"index": 0, "delta": {"content": '{"blocks": [{"kind"'}}]})  # fmt: skip
HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: %b\n\n" % HALF.encode()


class Silent(Endpoint):
    """Such a server. `begun` is set once it has answered, `closed` is when the newest connection went."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.gone = threading.Event()
        self.closed = 0.0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(HEAD)
            await writer.drain()
            self.begun.set()
            while await reader.read(65536):
                pass
        self.closed = time.perf_counter()
        self.gone.set()
        writer.close()


async def waits_ms() -> tuple[float, float]:
    """Milliseconds from Stop until the connection upstream is closed, and from the deadline until the reply is whole:
    the longest of each."""
    with Silent() as server:
        stops = [await _stopped(server) for _ in range(ROUNDS)]
        late = [await _late(server) for _ in range(ROUNDS)]
    return max(stops), max(late)


async def _stopped(server: Silent) -> float:
    server.begun.clear()
    server.gone.clear()
    coach, person = await _coach(server, 30.0)
    running = await coach.ask(person, AskInput("12 calls today, 9 no's.", new_id()))
    await asyncio.to_thread(server.begun.wait, 10)
    began = time.perf_counter()
    running.stop()
    await running.whole()
    await asyncio.to_thread(server.gone.wait, 10)
    await coach.close()
    return (server.closed - began) * 1000


async def _late(server: Silent) -> float:
    coach, person = await _coach(server, DEADLINE)
    began = time.perf_counter()
    await (await coach.ask(person, AskInput("12 calls today, 9 no's.", new_id()))).whole()
    ended = time.perf_counter()
    await coach.close()
    return (ended - began - DEADLINE) * 1000


async def _coach(server: Silent, deadline: float) -> tuple[Coach, str]:
    keys = MemoryKeys()
    log = MemoryLog(keys, lambda: datetime.now(UTC))
    journal = Journal(log, keys, Reader(log), lambda: datetime.now(UTC))
    person = (await People(journal).register(PersonInput(time_zone="Europe/Berlin"))).person_id
    client = ModelClient(
        ModelConfig("m", server.base_url, "", read_timeout=60, deadline=deadline),
        breaker=Breaker(failures=10**6),
    )
    return Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client), person
