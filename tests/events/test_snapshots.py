"""Snapshots: only ever a faster way to the same state, and never believed when they are not of this journal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from events.envelope import Event, NewEvent, Occurrence
from events.folds import reader as reading
from events.folds.fold import Fold
from events.folds.reader import Reader
from events.ids import new_id
from events.log import Log
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.sqlite.snapshots import SqliteSnapshots
from events.types.coaching import CoachingGiven, CoachingRated
from events.types.entries import EntryRetracted
from events.types.outreach import OutreachRecorded
from events.types.person import PersonRegistered

pytestmark = pytest.mark.anyio

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def outreach(entry_id: str) -> NewEvent:
    return NewEvent(new_id(), AT, OutreachRecorded(entry_id=entry_id, channel="call"))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten events are worth a snapshot."""
    monkeypatch.setattr(reading, "WORTH_KEEPING", 10)


@pytest.fixture
async def log() -> Log:
    """A log with a person, a rated reply and forty entries."""
    filled = MemoryLog(MemoryKeys(), lambda: AT)
    settings = PersonRegistered(time_zone="UTC", working_days=["mon"], language="en")
    reply = CoachingGiven(reply_id="r", conversation_id="c", mode="chat", source="rules", cards=["A1"])
    rating = CoachingRated(reply_id="r", block=0, helpful=True, cards=["A1"])
    events = [NewEvent(new_id(), AT, event) for event in (settings, reply, rating)]
    await filled.append(ANNA, [*events, *(outreach(f"entry {number}") for number in range(40))])
    return filled


class Counting:
    """A log that counts how many events are read from it."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.read_events = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._log, name)

    async def occurrences(self, person_id: str, after: int = 0) -> AsyncIterator[list[Occurrence]]:
        async for page in self._log.occurrences(person_id, after):
            self.read_events += len(page)
            yield page


@asynccontextmanager
async def snapshots_in(folder: Path) -> AsyncIterator[SqliteSnapshots]:
    kept = SqliteSnapshots(folder / "snapshots.sqlite3")
    try:
        yield kept
    finally:
        await kept.close()


async def read(log: Log, folder: Path) -> tuple[bytes, int]:
    """The state as a fresh process would read it, and how many events it had to read."""
    counting = Counting(log)
    async with snapshots_in(folder) as kept:
        states = await Reader(counting, snapshots=kept).states(ANNA)  # type: ignore[arg-type]
    return states.canonical(), counting.read_events


async def test_a_second_start_reads_only_what_is_new(log: Log, tmp_path: Path) -> None:
    """The state is the same to the byte, read from the snapshot and the events after it."""
    first, events = await read(log, tmp_path)
    assert events == 43
    assert await read(log, tmp_path) == (first, 0)
    await log.append(ANNA, [outreach("late")])
    after, events = await read(log, tmp_path)
    assert events == 1
    assert after == (await Reader(log).states(ANNA)).canonical()


async def test_a_retraction_after_a_snapshot_counts(log: Log, tmp_path: Path) -> None:
    """What is withdrawn later is left out of the state, snapshot or not."""
    await read(log, tmp_path)
    await log.append(ANNA, [NewEvent(new_id(), AT, EntryRetracted(entry_id="entry 7"))])
    after, _ = await read(log, tmp_path)
    assert after == (await Reader(log).states(ANNA)).canonical()


async def test_a_new_fold_version_leaves_old_snapshots_behind(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fold that computes something else rebuilds by itself."""
    await read(log, tmp_path)
    newer = tuple(msgspec.structs.replace(fold, version=fold.version + 1) for fold in reading.FOLDS)
    monkeypatch.setattr(reading, "FOLDS", newer)
    assert (await read(log, tmp_path))[1] == 43
    assert (await read(log, tmp_path))[1] == 0


async def test_a_fold_that_is_new_is_folded(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot from before a fold existed is not enough for it."""
    await read(log, tmp_path)
    extra = Fold("extra", 1, dict[str, int], lambda state, recorded: state.update({recorded.event.type: 1}), (Event,))
    monkeypatch.setattr(reading, "FOLDS", (*reading.FOLDS, extra))
    assert (await read(log, tmp_path))[1] == 43


async def test_a_snapshot_of_another_journal_is_not_believed(log: Log, tmp_path: Path) -> None:
    """After a restore the file may hold states of a journal that went on differently."""
    await read(log, tmp_path)
    other = MemoryLog(MemoryKeys(), lambda: AT)
    await other.append(ANNA, [outreach(f"other {number}") for number in range(60)])
    after, events = await read(other, tmp_path)
    assert events == 60
    assert after == (await Reader(other).states(ANNA)).canonical()


@pytest.mark.parametrize("harm", [b"not a database at all, but long enough to be read as one" * 20, b""])
async def test_a_damaged_file_is_made_anew(log: Log, tmp_path: Path, harm: bytes) -> None:
    """Nothing in it is unique, so it is thrown away rather than complained about."""
    first, _ = await read(log, tmp_path)
    (tmp_path / "snapshots.sqlite3").write_bytes(harm)
    assert (await read(log, tmp_path))[0] == first
    assert await read(log, tmp_path) == (first, 0)


async def test_rebuilding_finds_a_wrong_snapshot_and_mends_it(log: Log, tmp_path: Path) -> None:
    """What was served differs, the rebuild says so, and from then on the right state is served."""
    right, _ = await read(log, tmp_path)
    async with snapshots_in(tmp_path) as kept:
        snapshot = await kept.load(ANNA)
        assert snapshot
        assert snapshot.states.count(b"\xa4call(") >= 1  # forty calls, in MessagePack
        wrong = snapshot.states.replace(b"\xa4call(", b"\xa4call)")
        await kept.keep(ANNA, msgspec.structs.replace(snapshot, states=wrong))
    assert (await read(log, tmp_path))[0] != right
    async with snapshots_in(tmp_path) as kept:
        reader = Reader(log, snapshots=kept)
        assert await reader.rebuild(ANNA) is False
        assert (await reader.states(ANNA)).canonical() == right
        assert await reader.rebuild(ANNA) is True
    assert await read(log, tmp_path) == (right, 0)


async def test_two_rebuilds_are_the_same_to_the_byte(log: Log, tmp_path: Path) -> None:
    """And they tell their progress up to the last event."""
    told: list[int] = []
    kept_bytes = []
    async with snapshots_in(tmp_path) as kept:
        for _ in range(2):
            assert await Reader(log, snapshots=kept).rebuild(ANNA, told.append)
            snapshot = await kept.load(ANNA)
            assert snapshot is not None
            kept_bytes.append(snapshot.states)
    assert kept_bytes[0] == kept_bytes[1]
    assert told[-1] == 43
