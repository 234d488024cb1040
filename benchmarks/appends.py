"""Durable appends: one caller alone, paired with raw sqlite3; sixty-four callers at once, paired with the peer."""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from msgspec import Struct

from benchmarks.peer import open_peer
from events.envelope import NewEvent
from events.ids import new_id
from events.sealing import MemoryKeys
from events.sqlite.database import PRAGMAS
from events.sqlite.log import SqliteLog
from events.types.outreach import OutreachRecorded

ROUNDS = 9
EACH = 300


CALLERS = 64


class Together(Struct, frozen=True):
    """Sixty-four callers: appends a second, and the slowest hundredth of the waits in milliseconds.

    The ratios are to the peer with one caller, its quicker way, and with as many callers in threads.
    """

    rate: float
    p99_ms: float
    peer_rate: float
    against_one: float
    against_threads: float


def _event() -> NewEvent:
    entry_id = new_id()
    return NewEvent(entry_id, datetime.now(UTC), OutreachRecorded(entry_id=entry_id, channel="call"))


async def alone_against_raw() -> float:
    """The median of rate(ours) / rate(raw), round by round."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        raw = sqlite3.connect(Path(folder) / "raw.sqlite3", isolation_level=None)
        for pragma in PRAGMAS:
            raw.execute(pragma)
        raw.execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a BLOB, b TEXT, c TEXT, d BLOB)")
        log = await SqliteLog.open(Path(folder) / "log.sqlite3", MemoryKeys(), lambda: datetime.now(UTC))
        person, ratios = new_id(), []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for _ in range(EACH):
                raw.execute("BEGIN IMMEDIATE")
                raw.execute(
                    "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)", (b"x" * 16, "y" * 60, "z" * 30, b"h" * 32)
                )
                raw.execute("COMMIT")
            raw_seconds = time.perf_counter() - began
            began = time.perf_counter()
            for _ in range(EACH):
                await log.append(person, [_event()])
            ratios.append(raw_seconds / (time.perf_counter() - began))
        await log.close()
        raw.close()
    return statistics.median(ratios)


async def together() -> Together:
    """Sixty-four callers append one event after the other; the peer appends in between, round by round."""
    rates, slowest, ones, threads = [], [], [], []
    with tempfile.TemporaryDirectory(dir=".") as folder, open_peer(Path(folder) / "peer.sqlite3") as peer:
        log = await SqliteLog.open(Path(folder) / "log.sqlite3", MemoryKeys(), lambda: datetime.now(UTC))
        person = new_id()
        for _ in range(ROUNDS):
            ones.append(peer.rate(datetime.now(UTC), 1, CALLERS * 30))
            began = time.perf_counter()
            waits = sorted(chain.from_iterable(await asyncio.gather(*(_caller(log, person) for _ in range(CALLERS)))))
            rates.append(len(waits) / (time.perf_counter() - began))
            slowest.append(waits[int(len(waits) * 0.99)] * 1000)
            threads.append(peer.rate(datetime.now(UTC), CALLERS, 30))
        await log.close()
    return Together(
        statistics.median(rates),
        statistics.median(slowest),
        statistics.median(ones),
        statistics.median(our / their for our, their in zip(rates, ones, strict=True)),
        statistics.median(our / their for our, their in zip(rates, threads, strict=True)),
    )


async def _caller(log: SqliteLog, person: str) -> list[float]:
    """Seconds that each of one caller's appends took."""
    waits = []
    for _ in range(150):
        began = time.perf_counter()
        await log.append(person, [_event()])
        waits.append(time.perf_counter() - began)
    return waits
