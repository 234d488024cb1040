"""A page of a file that holds anything: a clear error or a right answer, never a wrong number, and verify names it."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from support.damage import PAGE, overwritten, some_pages
from support.log_files import ACME, ANNA, AT, BEN, MASTER, called, clock, new, opened
from support.proof import FULL

from events.errors import LogError, NotOurDatabase, StorageDamaged, StorageFailed
from events.folds.reader import Reader
from events.ids import dated
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.types.prospects import ProspectAdded

pytestmark = pytest.mark.anyio

SEED = 20_260_302


@pytest.fixture
async def journal(tmp_path: Path) -> Path:
    """A closed log of two people, of about sixty pages: tables, two indexes, and rows that span pages."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as log:
        for number in range(40):
            for person in (ANNA, BEN):
                events = [called("n" * 40), called(), called("long " * 1_500 if number % 9 == 0 else "")]
                await log.append(person, events)
            if number % 13 == 0:
                await log.append(ANNA, [new(ProspectAdded(prospect_id=ACME, tags=["t" * 6_000]))])
    return path


async def numbers(log: SqliteLog) -> list[bytes]:
    """All numbers of both people, folded from the start."""
    reader = Reader(log)
    return [(await reader.states(person)).canonical() for person in (ANNA, BEN)]


async def tried(path: Path, work: Callable[[SqliteLog], Awaitable[object]]) -> object:
    """What this gives on a freshly opened log, or the error, which is one of ours and says what to do."""
    try:
        async with opened(path) as log:
            return await work(log)
    except StorageFailed as error:
        assert str(error).startswith("journal.sqlite3")
        return error
    except NotOurDatabase as error:
        assert "backup" in str(error)
        return error


async def test_any_page_may_be_overwritten(journal: Path, tmp_path: Path) -> None:
    """Header, table, index and overflow pages: verify names each; numbers are right or an error; rebuilding agrees."""
    async with opened(journal) as log:
        sound, heads = await numbers(log), (await log.verify()).heads
    copy = tmp_path / "copy" / journal.name
    copy.parent.mkdir()
    right = 0
    for page in some_pages(journal, 25):
        for leftover in copy.parent.iterdir():
            leftover.unlink()
        shutil.copyfile(journal, copy)
        overwritten(copy, page * PAGE, PAGE, SEED + page)
        found = await tried(copy, numbers)
        right += found == sound
        assert found == sound or isinstance(found, LogError), page
        rebuilt = await tried(copy, lambda log: Reader(log).rebuild(ANNA))
        assert rebuilt is True or isinstance(rebuilt, LogError), page
        verified = await tried(copy, lambda log: log.verify())
        if not isinstance(verified, LogError):
            assert verified.problem.startswith("the database file is damaged: ")  # type: ignore[attr-defined]
            assert "\n" not in verified.problem  # type: ignore[attr-defined]
        appended = await tried(copy, lambda log: log.append(ANNA, [called()]))
        if not isinstance(appended, LogError):  # an append that was acknowledged is there
            found_head = await tried(copy, lambda log: log.head(ANNA))
            assert isinstance(found_head, LogError) or found_head == int(heads[ANNA].split(":")[0]) + 1, page
    assert right, "some pages are not needed for the numbers"


async def test_a_part_of_a_page_gives_no_wrong_number(journal: Path, tmp_path: Path) -> None:
    """A sector of an index page may end a read early without an error of SQLite: that is found too."""
    async with opened(journal) as log:
        sound = await numbers(log)
    size, copy = journal.stat().st_size, tmp_path / "copy" / journal.name
    copy.parent.mkdir()
    for number, offset in enumerate(range(512, size, 512 if FULL else 512 * 7)):
        for leftover in copy.parent.iterdir():
            leftover.unlink()
        shutil.copyfile(journal, copy)
        overwritten(copy, offset, 512, SEED + number)
        try:
            async with opened(copy) as log:
                assert await numbers(log) == sound, offset
        except (LogError, AttributeError):  # the latter: bytes read as a number, which the surfaces report
            continue


async def test_rows_that_an_index_no_longer_leads_to_are_missed(journal: Path) -> None:
    """An index that sends the reader nowhere is an error, not a person with fewer calls."""
    async with opened(journal) as log:
        execute = log._writer._commits._connection.execute
        execute("DROP TRIGGER events_never_go")
        execute("DELETE FROM events WHERE person_id = (SELECT min(person_id) FROM events) AND version = 7")
        with pytest.raises(StorageDamaged, match="lacks rows"):
            await numbers(log)


# The key file

SUBJECTS = [dated(AT, "subject", str(number)) for number in range(400)]


async def test_any_page_of_the_key_file_may_be_overwritten(tmp_path: Path) -> None:
    """A key is right or an error that names the file; nothing gets a new key in the place of one that is unreadable."""
    path, copy = tmp_path / "keys.sqlite3", tmp_path / "copy" / "keys.sqlite3"
    copy.parent.mkdir()
    keys = SqliteKeys(path, MASTER, clock)
    sound = {subject: key.fingerprint("x") for subject, key in (await keys.ensure(SUBJECTS)).items()}  # type: ignore[union-attr]
    await keys.close()
    for page in some_pages(path, 8):
        for leftover in copy.parent.iterdir():
            leftover.unlink()
        shutil.copyfile(path, copy)
        overwritten(copy, page * PAGE, PAGE, SEED + page)
        errors = 0
        for some in (SUBJECTS[::40], SUBJECTS):
            try:
                keys = SqliteKeys(copy, MASTER, clock)
            except (StorageDamaged, NotOurDatabase) as error:
                assert str(error).startswith("keys.sqlite3")
                errors += 1
                continue
            try:
                found = await keys.ensure(some)
                assert {s: key.fingerprint("x") for s, key in found.items()} == {s: sound[s] for s in some}  # type: ignore[union-attr]
            except StorageDamaged as error:
                assert str(error).startswith("keys.sqlite3 is damaged")
                errors += 1
            finally:
                await keys.close()
        assert errors, page
