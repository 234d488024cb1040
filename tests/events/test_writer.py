"""One writer: group commit, two processes, callers that go away, faults that everybody hears of."""

import asyncio
import gc
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import aiosqlite
import pytest
from msgspec import structs
from support import crash_writer
from support.log_files import ANNA, AT, BEN, called, clock, listing, opened, raw

import events as events_package
from events.codec import Codec
from events.envelope import Appended, Exactly, Expected
from events.errors import LogError, StorageFailed, WrongVersion
from events.ids import dated, to_bytes
from events.sealing import MemoryKeys, unseal
from events.sqlite import commits as committing
from events.sqlite import writer as writing
from events.sqlite.database import LOG, connect, queries
from events.sqlite.log import SqliteLog
from events.sqlite.writer import Writer

pytestmark = pytest.mark.anyio


class Disk:
    """The writer's connection, which counts transactions and fails when told to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.statements: list[str] = []
        self.faults: dict[str, Exception] = {}

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        self._note(statement)
        return self._connection.execute(statement, values)

    def executemany(self, statement: str, rows: list[tuple[object, ...]]) -> sqlite3.Cursor:
        self._note(statement)
        return self._connection.executemany(statement, rows)

    def _note(self, statement: str) -> None:
        self.statements.append(statement)
        for word in self.faults.keys() & set(statement.split()):
            raise self.faults.pop(word)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[tuple[SqliteLog, Disk]]:
    """A log whose disk is watched."""
    path = tmp_path / "journal.sqlite3"
    disk = Disk(connect(path, LOG))
    reader, codec = await aiosqlite.connect(path, isolation_level=None), Codec()
    log = SqliteLog(path, Writer(cast(sqlite3.Connection, disk), codec, clock), reader, MemoryKeys(), clock, codec)
    yield log, disk
    await log.close()


async def test_callers_share_a_transaction(watched: tuple[SqliteLog, Disk]) -> None:
    """Sixty-four appends at the same time take far fewer commits than sixty-four."""
    log, disk = watched
    people = [dated(AT, str(number)) for number in range(64)]
    await asyncio.gather(*(log.append(person, [called()]) for person in people))
    assert disk.statements.count("COMMIT") <= 2
    for _ in range(3):
        await log.append(ANNA, [called()])
    assert disk.statements.count("COMMIT") <= 5
    assert (await log.verify()).events == 67


@pytest.mark.parametrize("sizes", [[4, 1, 4, 1, 4, 1], [5, 1, 5, 1]])
async def test_a_large_import_is_spread_over_transactions(
    watched: tuple[SqliteLog, Disk], monkeypatch: pytest.MonkeyPatch, sizes: list[int]
) -> None:
    """One takes the appends that wait until it has enough events, so none behind an import waits for all of it."""
    monkeypatch.setattr(writing, "MOST_EVENTS", 5)
    log, disk = watched
    answers = await asyncio.gather(*(log.append(ANNA, [called() for _ in range(size)]) for size in sizes))
    assert [len(answer.versions) for answer in answers] == sizes
    assert disk.statements.count("BEGIN IMMEDIATE") == disk.statements.count("COMMIT") == 3
    assert await log.head(ANNA) == sum(sizes)


async def test_a_refused_append_does_not_stop_those_beside_it(watched: tuple[SqliteLog, Disk]) -> None:
    """Each caller of a shared transaction gets their own answer, and later ones see what earlier ones added."""
    log, disk = watched
    event = called()
    answers = await asyncio.gather(
        log.append(ANNA, [event], "none"),
        log.append(ANNA, [called()], "none"),
        log.append(ANNA, [event], "none"),
        log.append(ANNA, [structs.replace(event, occurred_at=AT - timedelta(days=1))]),
        log.append(ANNA, [called()], Exactly(1)),
        log.append(BEN, [called()], "exists"),
        log.append(BEN, [called()]),
        return_exceptions=True,
    )
    assert disk.statements.count("COMMIT") == 1
    assert [answer.versions if isinstance(answer, Appended) else type(answer).__name__ for answer in answers] == [
        [1],
        "WrongVersion",
        [1],
        "EventConflict",
        [2],
        "WrongVersion",
        [1],
    ]
    assert (await log.verify()).events == 3


async def test_what_is_new_is_added_without_looking(watched: tuple[SqliteLog, Disk]) -> None:
    """The head of a stream is read once, and events are not looked for: the index on their ids stops a repeat."""
    log, disk = watched
    event = called()
    await log.append(ANNA, [event])
    disk.statements.clear()
    await log.append(ANNA, [called()])
    assert not [statement for statement in disk.statements if "SELECT" in statement]
    assert disk.statements.count("BEGIN IMMEDIATE") == 1
    assert (await log.append(ANNA, [event, called()])).versions == [1, 3]


async def test_heads_of_so_many_streams_are_remembered(
    watched: tuple[SqliteLog, Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that writes for everybody does not fill its memory with them: all are forgotten and read anew."""
    monkeypatch.setattr(committing, "MOST_HEADS", 3)
    log, disk = watched
    for number in (0, 1, 2, 3, 0, 4, 0):
        await log.append(dated(AT, str(number)), [called()])
    reads = [statement for statement in disk.statements if statement == queries()["head"]]
    assert len(reads) == 6, "of four, of the fifth and of the first once more"
    assert (await log.verify()).problem is None


async def test_a_large_repeat_is_looked_up_in_parts(
    watched: tuple[SqliteLog, Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite takes only so many marks in a statement."""
    monkeypatch.setattr(committing, "MOST_MARKS", 3)
    log, disk = watched
    events = [called() for _ in range(8)]
    await log.append(ANNA, events)
    disk.statements.clear()
    assert (await log.append(ANNA, events)).versions == list(range(1, 9))
    looked = [statement.partition(" IN (")[2].count("?") for statement in disk.statements if " IN (" in statement]
    assert looked == [3, 3, 2]


@pytest.mark.parametrize("expected", ["none", Exactly(0), Exactly(1)])
async def test_what_another_process_wrote_is_seen(tmp_path: Path, expected: Expected) -> None:
    """Also by an append that would add nothing, and so runs into nothing."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as mine, opened(path) as theirs:
        if expected == Exactly(1):
            await mine.append(ANNA, [called()], "none")
        await mine.append(ANNA, [], expected)
        await theirs.append(ANNA, [called()])
        with pytest.raises(WrongVersion):
            await mine.append(ANNA, [], expected)
        with pytest.raises(WrongVersion):
            await mine.append(ANNA, [called()], expected)
        assert (await mine.append(ANNA, [called()], "exists")).added == 1
        assert (await mine.verify()).problem is None


@pytest.mark.parametrize("word", ["BEGIN", "INSERT", "COMMIT"])
@pytest.mark.parametrize("fault", [sqlite3.OperationalError("INSERT secret"), RuntimeError("a fault of ours")])
async def test_a_fault_in_a_commit_is_told_to_every_caller(
    watched: tuple[SqliteLog, Disk], word: str, fault: Exception
) -> None:
    """None waits for ever, none is told that it was recorded, nothing is there, and the next try works."""
    log, disk = watched
    await log.append(ANNA, [called()])
    disk.faults[word] = fault
    events = [called() for _ in range(16)]
    async with asyncio.timeout(60):  # rather than hang where a caller is forgotten
        answers = await asyncio.gather(*(log.append(ANNA, [event]) for event in events), return_exceptions=True)
    expected = StorageFailed if isinstance(fault, sqlite3.Error) else RuntimeError
    assert {type(answer) for answer in answers} == {expected}
    assert "secret" not in str(answers[0])
    assert not disk.faults
    assert not disk.in_transaction
    assert await log.head(ANNA) == 1
    again = await asyncio.gather(*(log.append(ANNA, [event]) for event in events))
    assert sum(answer.added for answer in again) == 16
    assert (await log.verify()).problem is None


async def test_a_cancelled_caller_holds_nobody_up(journal: Path) -> None:
    """Callers beside it get their answers, and its own event is there once, however it is asked for again."""
    events = [called() for _ in range(8)]
    async with opened(journal) as log:
        with raw(journal) as other:
            other.execute("BEGIN IMMEDIATE")  # as if another process were writing: all have to wait
            waiting = [asyncio.create_task(log.append(BEN, [event])) for event in events]
            while log._writer._idle.is_set() or log._writer._queue:
                await asyncio.sleep(0)
            late = asyncio.create_task(log.append(BEN, [called()]))
            await asyncio.sleep(0)
            for task in (*waiting[2:4], late):
                task.cancel()
            other.execute("ROLLBACK")
        async with asyncio.timeout(60):
            answers = await asyncio.gather(*waiting, late, return_exceptions=True)
        assert [type(answer).__name__ for answer in answers] == [
            *["Appended"] * 2,
            *["CancelledError"] * 2,
            *["Appended"] * 4,
            "CancelledError",
        ]
        again = await asyncio.gather(*(log.append(BEN, [event]) for event in events))
        assert sum(answer.added for answer in again) == 0
        assert [answer.versions for answer in again] == [[version] for version in range(3, 11)]
        assert (await log.verify()).problem is None


async def test_nobody_need_wait_for_an_answer(watched: tuple[SqliteLog, Disk]) -> None:
    """An append that is refused when its caller is gone is not reported as an error that nobody looked at."""
    log, _ = watched
    log._writer.append(to_bytes(ANNA), [], "exists")  # refused, and the answer is dropped
    await log.append(BEN, [called()])
    gc.collect()  # what nobody looked at would be reported now, and fail this test


async def test_a_closed_log_is_one_file(tmp_path: Path) -> None:
    """Nothing of it is left beside it that a copy could miss, and no thread."""
    log = await SqliteLog.open(tmp_path / "journal.sqlite3", MemoryKeys(), clock)
    await log.append(ANNA, [called()])
    assert "log-writer" in {thread.name for thread in threading.enumerate()}
    assert "journal.sqlite3-wal" in listing(tmp_path)
    await log.close()
    assert list(listing(tmp_path)) == ["journal.sqlite3"]
    assert "log-writer" not in {thread.name for thread in threading.enumerate()}


FORGETFUL = """
import asyncio, pathlib, sys
from events.codec import Codec
from events.sqlite import commits as committing
from events.sqlite import writer as writing
from events.sqlite.database import LOG, connect, queries
from events.sqlite.writer import Writer
from support.log_files import clock

async def main():
    writer = Writer(connect(pathlib.Path(sys.argv[1]), LOG), Codec(), clock)
    print((await writer.append(bytes(16), [], "none")).versions)

asyncio.run(main())
"""


def test_a_program_that_closes_nothing_ends(tmp_path: Path) -> None:
    """It does not wait for ever for the writer's thread, which waits for appends."""
    root = Path(str(events_package.__file__)).parents[1]
    command = [sys.executable, "-c", FORGETFUL, str(tmp_path / "journal.sqlite3")]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    """Appends that were under way when the log closes are recorded and answered."""
    path = tmp_path / "journal.sqlite3"
    log = await SqliteLog.open(path, MemoryKeys(), clock)
    waiting = [asyncio.create_task(log.append(ANNA, [called()])) for _ in range(8)]
    await asyncio.sleep(0)
    await log.close()
    assert [answer.versions for answer in await asyncio.gather(*waiting)] == [[version] for version in range(1, 9)]
    async with opened(path) as log:
        assert await log.head(ANNA) == 8


async def test_a_closed_log_says_so(tmp_path: Path) -> None:
    """An append that comes too late fails with one clear error, rather than wait for ever."""
    log = await SqliteLog.open(tmp_path / "journal.sqlite3", MemoryKeys(), clock)
    await log.append(ANNA, [called()])
    await log.close()
    async with asyncio.timeout(60):
        with pytest.raises(LogError, match="closed"):
            await log.append(ANNA, [called()])


async def test_two_processes_write_the_same_files(tmp_path: Path) -> None:
    """The command line beside a running server: neither loses anything, for the same person and prospects too."""
    root = Path(str(events_package.__file__)).parents[1]
    command = [sys.executable, crash_writer.__file__, str(tmp_path), "1", "200", "4"]
    environment, null, pipe = {**os.environ, "PYTHONPATH": str(root)}, subprocess.DEVNULL, subprocess.PIPE
    mine, theirs = ([crash_writer.entry(seed, number) for number in range(200)] for seed in (2, 1))
    async with crash_writer.open_log(tmp_path) as (log, keys):
        with subprocess.Popen(command, stdin=null, stdout=pipe, text=True, cwd=root, env=environment) as process:
            try:
                assert process.stdout
                told = {process.stdout.readline().strip()}  # the other one is at work
                for start in range(0, 200, 10):
                    some = mine[start : start + 10] + theirs[start : start + 2]
                    await asyncio.gather(*(log.append(crash_writer.PERSON, entry) for entry in some))
                told |= {line.strip() for line in process.stdout}
            except BaseException:
                process.kill()
                raise
        assert process.returncode == 0
        assert told == {outreach.event_id for outreach, _ in theirs}
        found = {recorded.event_id: recorded async for recorded in log.read(crash_writer.PERSON)}
        assert set(found) == {new.event_id for entry in mine + theirs for new in entry}
        result = await log.verify()
        assert (result.events, result.problem) == (800, None)
        for outreach, _ in mine + theirs:
            assert await unseal(found[outreach.event_id], keys) == outreach.sealed


async def test_a_reader_does_not_hold_up_the_writer(journal: Path) -> None:
    """Somebody may read half a stream and stop: appends go on, and the rest of the reading sees them."""
    async with opened(journal) as log:
        reading = log.read(ANNA)
        first = await anext(reading)
        with raw(journal) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM events").fetchone()
            assert (await log.append(ANNA, [called()])).versions == [4]
        assert [first.version] + [recorded.version async for recorded in reading] == [1, 2, 3]
        assert await log.head(ANNA) == 4
