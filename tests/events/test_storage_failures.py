"""Storage that fails: a full disk, a folder without rights: a clear error, and nothing is lost."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.log_files import ACME, ANNA, MASTER, called, clock, listing, new, opened

from events.errors import StorageFailed
from events.sealing import MemoryKeys
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.types.prospects import ProspectAdded

pytestmark = pytest.mark.anyio


@pytest.fixture
async def limited(tmp_path: Path) -> AsyncIterator[tuple[SqliteLog, Callable[[int], None]]]:
    """A log on a disk whose size, in pages, can be set; 0 is no limit."""
    log = await SqliteLog.open(tmp_path / "journal.sqlite3", MemoryKeys(), clock)

    def limit(pages: int) -> None:
        log._writer._commits._connection.execute(f"PRAGMA max_page_count = {pages or 2**30}").fetchall()

    yield log, limit
    await log.close()


async def test_a_full_disk_is_said_and_survived(limited: tuple[SqliteLog, Callable[[int], None]]) -> None:
    """The failed append leaves nothing behind, the message holds no statement and no content, and once there is
    space again the same append works."""
    log, limit = limited
    await log.append(ANNA, [called()])
    limit(1)
    large = [new(ProspectAdded(prospect_id=ACME, tags=["secret" * 20_000])), called("secret words")]
    for _ in range(2):
        with pytest.raises(StorageFailed) as failed:
            await log.append(ANNA, large)
        message = str(failed.value)
        assert "SQLITE_FULL" in message
        assert "disk space" in message
        assert not any(word in message for word in ("INSERT", "events", "secret"))
        assert failed.value.__suppress_context__
    assert await log.head(ANNA) == 1
    limit(0)
    assert (await log.append(ANNA, large)).versions == [2, 3]
    result = await log.verify()
    assert (result.events, result.problem) == (3, None)


async def test_a_full_disk_fails_those_who_wait_together(limited: tuple[SqliteLog, Callable[[int], None]]) -> None:
    """Everybody in the failed transaction hears of it, and nothing of it is there: each may repeat."""
    log, limit = limited
    await log.append(ANNA, [called()])
    limit(1)
    appends = [[new(ProspectAdded(prospect_id=ACME, tags=["x" * 9_000]))] for _ in range(8)]
    answers = await asyncio.gather(*(log.append(ANNA, events) for events in appends), return_exceptions=True)
    assert {type(answer) for answer in answers} == {StorageFailed}
    assert await log.head(ANNA) == 1
    limit(0)
    again = await asyncio.gather(*(log.append(ANNA, events) for events in appends))
    assert sum(answer.added for answer in again) == 8


async def test_a_folder_that_is_not_there_is_a_storage_failure(tmp_path: Path) -> None:
    """For the journal and for the keys, without a path or a statement in the message."""
    path = tmp_path / "missing" / "file.sqlite3"
    with pytest.raises(StorageFailed) as failed:
        async with opened(path):
            pass
    assert "missing" not in str(failed.value)
    with pytest.raises(StorageFailed):
        SqliteKeys(path, MASTER, clock)


async def test_a_read_only_journal_is_a_storage_failure(journal: Path) -> None:
    """Appending to a file that may not be written is refused in plain words; what is there can still be read."""
    async with opened(journal) as log:
        log._writer._commits._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StorageFailed, match="SQLITE_READONLY") as failed:
            await log.append(ANNA, [called()])
        assert "INSERT" not in str(failed.value)
        assert await log.head(ANNA) == 3
        log._writer._commits._connection.execute("PRAGMA query_only = OFF")
        assert (await log.append(ANNA, [called()])).versions == [4]


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """File modes do not bind a superuser, so act as one who is bound."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no file modes here")
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError:
        pytest.skip("cannot act as another user here")
    try:
        yield
    finally:
        os.seteuid(0)


async def test_a_read_only_folder_is_a_storage_failure(journal: Path) -> None:
    """Nothing can be made in it, and a journal in it is not opened for writing; nothing is changed."""
    folder = Path(tempfile.mkdtemp())  # not in tmp_path, which only its owner may enter
    try:
        shutil.copy(journal, folder / "journal.sqlite3")
        (folder / "journal.sqlite3").chmod(0o444)
        folder.chmod(0o555)
        before = listing(folder)
        with as_somebody_else():
            for name in ("journal.sqlite3", "new.sqlite3"):
                with pytest.raises(StorageFailed):
                    async with opened(folder / name):
                        pass
            with pytest.raises(StorageFailed):
                SqliteKeys(folder / "keys.sqlite3", MASTER, clock)
        assert listing(folder) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
