"""A process that appends to a log until it is done or killed, and says which appends were acknowledged.

Usage: crash_writer.py FOLDER SEED COUNT WORKERS. Each append is one entry: an outreach with a sealed note, and its
outcome. The outreach's event id goes to standard output, one a line, only after its append has returned. When all
is done it waits for the end of standard input before it closes, so that it is always still there to be killed.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from events.envelope import NewEvent
from events.ids import dated, derive
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded

PERSON = "01890a5d-ac96-774b-bcce-b302099a8057"
MASTER = bytes(range(32))
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
PROSPECTS = 20


def clock() -> datetime:
    return START + timedelta(days=1)


def note(seed: int, number: int) -> str:
    """The words that are sealed with an entry."""
    return f"what they said in {seed}/{number}"


def entry(seed: int, number: int) -> list[NewEvent]:
    """The events of entry `number`: always the same, so that anybody can repeat and check them."""
    at = START + timedelta(seconds=number)
    entry_id = dated(at, str(seed), str(number))
    prospect = dated(START, str(seed), f"prospect {number % PROSPECTS}")
    outreach = OutreachRecorded(entry_id=entry_id, channel="call", prospect_id=prospect)
    outreach_id = derive(entry_id, "outreach")
    outcome = OutcomeRecorded(entry_id=entry_id, outreach_id=outreach_id, channel="call", outcome="no_answer")
    return [
        NewEvent(outreach_id, at, outreach, {prospect: EntryNote(note=note(seed, number))}),
        NewEvent(derive(entry_id, "outcome"), at, outcome),
    ]


@asynccontextmanager
async def open_log(folder: Path) -> AsyncIterator[tuple[SqliteLog, SqliteKeys]]:
    """The log and the keys in a folder, closed in the end: a log left open keeps the process from exiting."""
    keys = SqliteKeys(folder / "keys.sqlite3", MASTER, clock)
    log = await SqliteLog.open(folder / "journal.sqlite3", keys, clock)
    try:
        yield log, keys
    finally:
        await log.close()
        await keys.close()


async def write(log: SqliteLog, seed: int, numbers: Iterator[int]) -> None:
    """Append entries one after the other, as one of several workers that share `numbers`."""
    for number in numbers:
        events = entry(seed, number)
        await log.append(PERSON, events)
        print(events[0].event_id, flush=True)


async def main(folder: Path, seed: int, count: int, workers: int) -> None:
    async with open_log(folder) as (log, _):
        numbers = iter(range(count))
        await asyncio.gather(*(write(log, seed, numbers) for _ in range(workers)))
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:])))
