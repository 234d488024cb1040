"""A damaged file of snapshots is thrown away and made anew by itself; the numbers are right at every moment."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.damage import PAGE, overwritten, some_pages

from events.envelope import NewEvent
from events.folds import reader as reading
from events.folds.reader import Reader
from events.ids import dated
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.sqlite.snapshots import SqliteSnapshots
from events.types.outreach import OutreachRecorded

pytestmark = pytest.mark.anyio

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
PEOPLE = [dated(AT, "person", str(number)) for number in range(12)]


@pytest.fixture
async def log(monkeypatch: pytest.MonkeyPatch) -> MemoryLog:
    """Twelve people with sixty entries each, whose ids are in no order; ten events are worth a snapshot."""
    monkeypatch.setattr(reading, "WORTH_KEEPING", 10)
    filled = MemoryLog(MemoryKeys(), lambda: AT)
    for person in PEOPLE:
        ids = [dated(AT, person, str(number)) for number in range(60)]
        await filled.append(
            person, [NewEvent(each, AT, OutreachRecorded(entry_id=each[::-1], channel="call")) for each in ids]
        )
    return filled


async def read(log: MemoryLog, path: Path) -> list[bytes]:
    """All numbers, as a process reads them that starts now and keeps what it folded."""
    kept = SqliteSnapshots(path)
    try:
        reader = Reader(log, snapshots=kept)
        return [(await reader.states(person)).canonical() for person in PEOPLE]
    finally:
        await kept.close()


async def kept_in(path: Path) -> int:
    """How many snapshots the file holds."""
    kept = SqliteSnapshots(path)
    try:
        return sum([await kept.load(person) is not None for person in PEOPLE])
    finally:
        await kept.close()


@pytest.mark.parametrize("size", [PAGE, 100, 1])
async def test_any_page_may_be_overwritten(log: MemoryLog, tmp_path: Path, size: int) -> None:
    """Whether SQLite notices or only the digest of the states does: right numbers, and all are kept again after."""
    path, copy = tmp_path / "snapshots.sqlite3", tmp_path / "copy.sqlite3"
    right = await read(log, path)
    assert await kept_in(path) == len(PEOPLE)
    for page in some_pages(path, 12):
        for end in ("-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
        shutil.copyfile(path, copy)
        overwritten(copy, page * PAGE + (0 if size == PAGE else 1_500), size, page)
        assert await read(log, copy) == right, page
        assert await read(log, copy) == right, page
        assert await kept_in(copy) == len(PEOPLE), page


async def test_a_folder_in_its_place_only_costs_time(log: MemoryLog, tmp_path: Path) -> None:
    """Where no file can be made, everything is folded from the journal."""
    path = tmp_path / "snapshots.sqlite3"
    path.mkdir()
    right = await read(log, tmp_path / "other.sqlite3")
    assert await read(log, path) == right
    assert await read(log, tmp_path / "missing" / "snapshots.sqlite3") == right


async def test_the_newest_entry_is_the_newest_after_a_restart(log: MemoryLog, tmp_path: Path) -> None:
    """A snapshot keeps the order of entries, by which the oldest goes, and not that of their ids."""
    path = tmp_path / "snapshots.sqlite3"
    await read(log, path)
    kept = SqliteSnapshots(path)
    try:
        for person in PEOPLE:
            with_snapshot = (await Reader(log, snapshots=kept).states(person)).entries.recent
            assert list(with_snapshot) == list((await Reader(log).states(person)).entries.recent)
    finally:
        await kept.close()
