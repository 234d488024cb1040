"""Cold folds: the same history read, decoded and folded by us and by the peer, in turn, on one core; and a rebuild.

Seconds are the processor's, so that others on the machine count little; both files are in the system's cache. Only the
rebuild, which writes, is timed by the clock on the wall, as is what it is compared with.
"""

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from msgspec import Struct

from benchmarks.peer import Outcome, Outreach, open_peer
from events.envelope import NewEvent
from events.folds.reader import Reader, States, fold_into
from events.folds.stats import STATS
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.sqlite.log import SqliteLog
from events.sqlite.snapshots import SqliteSnapshots
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded

CALLS = 10_000
"""Each is two events: the attempt and its soft no."""

ROUNDS = 7


class Cold(Struct, frozen=True):
    """How many times as fast as the peer we are: at stats alone, and at all folds; and our events a second.

    `rebuild` compares the speed of reading, folding and keeping a snapshot with folding the same events from the log
    in memory.
    """

    stats: float
    all_folds: float
    stats_rate: float
    all_rate: float
    rebuild: float


async def cold() -> Cold:
    """Medians of the ratios, round by round."""
    processors = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else set()
    if processors:
        os.sched_setaffinity(0, {max(processors)})
    try:
        with tempfile.TemporaryDirectory(dir=".") as folder:
            return await _cold(Path(folder))
    finally:
        if processors:
            os.sched_setaffinity(0, processors)


async def _cold(folder: Path) -> Cold:
    now = datetime.now(UTC)
    log = await SqliteLog.open(folder / "log.sqlite3", MemoryKeys(), lambda: now)
    person = new_id()
    snapshots = SqliteSnapshots(folder / "snapshots.sqlite3")
    memory = MemoryLog(MemoryKeys(), lambda: now)
    rounds: list[tuple[float, float, float]] = []
    rebuilds: list[float] = []
    with open_peer(folder / "peer.sqlite3") as peer:
        ours, theirs = _histories(person, now)
        await log.append(person, ours)
        await memory.append(person, ours)
        peer.put(theirs)
        del ours, theirs
        for _ in range(ROUNDS):
            began = time.process_time()
            expected = peer.fold_stats(UUID(person))
            peer_seconds = time.process_time() - began

            began, states = time.process_time(), States()
            async for page in log.occurrences(person):
                fold_into(states, page, [STATS])
            stats_seconds = time.process_time() - began
            assert states.stats == expected

            began = time.process_time()
            states = await Reader(log).states(person)
            all_seconds = time.process_time() - began
            assert states.stats == expected
            rounds.append((peer_seconds, stats_seconds, all_seconds))

            began = time.perf_counter()
            folded = await Reader(memory).states(person)
            memory_seconds = time.perf_counter() - began
            await snapshots.drop(person)
            began = time.perf_counter()
            rebuilt = await Reader(log, snapshots=snapshots).states(person)
            rebuilds.append(memory_seconds / (time.perf_counter() - began))
            assert rebuilt.canonical() == folded.canonical()
            assert await snapshots.load(person)
    await snapshots.close()
    await log.close()
    return Cold(
        statistics.median(peer / stats for peer, stats, _ in rounds),
        statistics.median(peer / every for peer, _, every in rounds),
        statistics.median(2 * CALLS / stats for _, stats, _ in rounds),
        statistics.median(2 * CALLS / every for _, _, every in rounds),
        statistics.median(rebuilds),
    )


def _histories(person: str, now: datetime) -> tuple[list[NewEvent], list[Outreach | Outcome]]:
    """The same calls in our events and in the peer's: in the order they were made, but for one in fifty logged late."""
    random, stream = Random(1), UUID(person)
    ours: list[NewEvent] = []
    theirs: list[Outreach | Outcome] = []
    for number in range(CALLS):
        late = timedelta(hours=random.randrange(1, 72)) if random.random() < 0.02 else timedelta()
        at, entry, outreach = now - timedelta(minutes=10 * (CALLS - number)) - late, new_id(), new_id()
        call = OutreachRecorded(entry_id=entry, channel="call")
        refusal = OutcomeRecorded(
            entry_id=entry, outreach_id=outreach, channel="call", outcome="soft_no", reason="price"
        )
        ours += [NewEvent(outreach, at, call), NewEvent(new_id(), at, refusal)]
        version = len(theirs) + 1
        theirs += [
            Outreach(stream, version, at, entry, "call", 1),
            Outcome(stream, version + 1, at, entry, outreach, "call", "soft_no", "price", 1),
        ]
    return ours, theirs
