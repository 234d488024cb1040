"""A process that appends to a log as it is told, and says of each append how it went.

Usage: disk_writer.py FOLDER. In: a JSON line for each round, {"numbers": [...], "size": BYTES, "sealed": BOOL}; each
number is one append, all of a round at once. Out: "ready", or one line with the error; then for each round a JSON list
of [number, problem or null], in the order of the numbers. An append is always the same for its number.
"""

import asyncio
import json
import sys
from pathlib import Path

from support.crash_writer import PERSON, START, open_log

from events.envelope import NewEvent, Private
from events.errors import LogError
from events.ids import dated
from events.sqlite.log import SqliteLog
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.prospects import ProspectAdded


def event_id(number: int) -> str:
    return dated(START, "on a small disk", str(number))


def event(number: int, size: int, sealed: bool) -> NewEvent:
    """Event `number`, of about this size; sealed for a prospect of its own where it says so."""
    prospect = dated(START, "prospect", str(number))
    if not sealed:
        return NewEvent(event_id(number), START, ProspectAdded(prospect_id=prospect, tags=["x" * size]))
    note: dict[str, Private] = {prospect: EntryNote(note="y" * size)}
    return NewEvent(event_id(number), START, OutreachRecorded(entry_id=prospect, channel="call"), note)


async def tried(log: SqliteLog, new: NewEvent) -> str | None:
    try:
        await log.append(PERSON, [new])
    except LogError as error:
        return f"{type(error).__name__}: {error}"
    return None


async def main(folder: Path) -> None:
    try:
        async with open_log(folder) as (log, _):
            print("ready", flush=True)
            while line := await asyncio.to_thread(sys.stdin.readline):
                told = json.loads(line)
                numbers = told["numbers"]
                events = [event(number, told["size"], told["sealed"]) for number in numbers]
                problems = await asyncio.gather(*(tried(log, new) for new in events))
                print(json.dumps(list(zip(numbers, problems, strict=True))), flush=True)
    except LogError as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        sys.exit(1)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
