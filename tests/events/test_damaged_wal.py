"""A write-ahead log that ends early, or lies: what is left is a true beginning, up to the end of some commit."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.damage import frames, image, wal_of
from support.log_files import ANNA, called, opened
from support.proof import FULL

pytestmark = pytest.mark.anyio

COMMITS = 12


class Image:
    """A log as it was on the disk while it was open: some rows in the file, then twelve commits beside it."""

    def __init__(self, path: Path, ids: list[list[str]]) -> None:
        self.path = path
        self.ids = ids
        """Event ids by commit; the first are in the file itself."""
        self.wal = wal_of(path).read_bytes()

    def first(self, commits: int) -> list[str]:
        """What a log holds that has lost all commits but these."""
        return [event_id for some in self.ids[: commits + 1] for event_id in some]

    def whole_before(self, offset: int) -> int:
        """How many commits end at or before this byte of the write-ahead log."""
        return sum(end <= offset for _, end, commit in frames(self.wal) if commit)

    def again(self, folder: Path, wal: bytes | None) -> Path:
        """Another copy, with this in the place of its write-ahead log."""
        path = image(self.path, folder)
        wal_of(path).unlink()
        if wal is not None:
            wal_of(path).write_bytes(wal)
        return path


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Image]:
    path = tmp_path / "journal.sqlite3"
    ids: list[list[str]] = []
    for numbers in (range(1), range(1, COMMITS + 1)):
        async with opened(path) as log:
            for number in numbers:
                some = [called("n" * 700) for _ in range(1 + number % 4)]
                await log.append(ANNA, some)
                ids.append([new.event_id for new in some])
            if numbers.start:
                yield Image(image(path, tmp_path / "image"), ids)


async def held(path: Path) -> list[str]:
    """The event ids of a log that verifies and that goes on: it takes an append, and verifies again."""
    async with opened(path) as log:
        found = [recorded.event_id async for recorded in log.read(ANNA)]
        assert (await log.verify()).problem is None
        await log.append(ANNA, [called()])
        result = await log.verify()
        assert (result.problem, result.events) == (None, len(found) + 1)
    return found


async def test_a_write_ahead_log_alone_is_enough(live: Image, tmp_path: Path) -> None:
    """Without the -shm file, or with one full of nonsense, everything is there: it is made again from the log."""
    path = live.again(tmp_path / "copy", live.wal)
    path.with_name(path.name + "-shm").write_bytes(bytes(range(256)) * 128)
    assert await held(path) == live.first(COMMITS)
    assert await held(live.again(tmp_path / "copy", live.wal)) == live.first(COMMITS)


async def test_a_write_ahead_log_that_is_gone(live: Image, tmp_path: Path) -> None:
    """What was folded back into the file is there, and is sound; removed or empty makes no difference."""
    for nothing in (None, b""):
        assert await held(live.again(tmp_path / "copy", nothing)) == live.first(0)


async def test_cut_anywhere_it_ends_with_a_commit(live: Image, tmp_path: Path) -> None:
    """Cut in its header, between frames, in a frame's header or page: all commits before are there, and no part of
    the one that was cut."""
    found = list(frames(live.wal))
    assert sum(commit for _, _, commit in found) == COMMITS
    offsets = {1, 16, 31, 32, len(live.wal) - 1}
    for start, end, commit in found if FULL else found[::5] + [f for f in found if f[2]][-2:]:
        offsets |= {start, start + 10, start + 24, start + 2_000, end - 1, end}
        assert not commit or live.whole_before(end) == live.whole_before(start) + 1
    for offset in sorted(offsets):
        path = live.again(tmp_path / "copy", live.wal[:offset])
        assert await held(path) == live.first(live.whole_before(offset)), offset


async def test_a_changed_byte_ends_it_there(live: Image, tmp_path: Path) -> None:
    """A byte that rotted spoils its commit and those after it, never what came before, and nothing wrong is read."""
    offsets = {0, 8, 17, 30}
    for start, end, _ in list(frames(live.wal))[:: 1 if FULL else 6]:
        offsets |= {start, start + 5, start + 12, start + 20, start + 24, start + 3_000, end - 1}
    for offset in sorted(offsets):
        wal = bytearray(live.wal)
        wal[offset] ^= 0x41
        path = live.again(tmp_path / "copy", bytes(wal))
        assert await held(path) == live.first(live.whole_before(offset)), offset
