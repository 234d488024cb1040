"""What the SQLite files promise beyond the contract: append-only, tamper-evident, sealed, refused when not ours."""

import asyncio
import itertools
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import aiosqlite
import pytest
from msgspec import Raw, structs
from support import crash_writer

import events as events_package
from events.codec import Codec
from events.envelope import Appended, Event, Exactly, NewEvent, Private
from events.errors import NewerDatabase, NotOurDatabase, StorageFailed, WrongMasterKey
from events.ids import dated, to_text
from events.sealing import FORGOTTEN, MemoryKeys, unseal
from events.sqlite.database import KEYS, LOG, Kind, connect, migration_steps
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.sqlite.writer import Writer
from events.types.coaching import CoachingContent, CoachingGiven
from events.types.imports import ImportSource, ImportStarted
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.person import PersonName, PersonRegistered
from events.types.prospects import ProspectAdded, ProspectDetails

pytestmark = pytest.mark.anyio

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MASTER = crash_writer.MASTER
ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
BEN = "01890a5d-ac96-774b-bcce-b302099a8058"
ACME = "01890a5d-ac96-774b-bcce-00000000acce"

COLUMNS = ["person_id", "version", "event_id", "type", "schema", "occurred_at", "recorded_at", "body", "sealed", "hash"]


def clock() -> datetime:
    return AT


_numbers = itertools.count()


def new(event: Event, **sealed: Private) -> NewEvent:
    """An event with an id of its own; `acme=` and `anna=` are sealed for them."""
    subjects = {"acme": ACME, "anna": ANNA}
    parts = {subjects[name]: private for name, private in sealed.items()}
    return NewEvent(dated(AT, str(next(_numbers))), AT, event, parts)


def called(note: str = "") -> NewEvent:
    sealed: dict[str, Private] = {"acme": EntryNote(note=note)} if note else {}
    return new(OutreachRecorded(entry_id="entry", channel="call"), **sealed)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteLog]:
    """The log at `path`, with keys in memory."""
    log = await SqliteLog.open(path, MemoryKeys(), clock)
    try:
        yield log
    finally:
        await log.close()


def raw(path: Path) -> closing[sqlite3.Connection]:
    """The file as any SQLite program opens it, without our settings."""
    return closing(sqlite3.connect(path, isolation_level=None))


@pytest.fixture
async def journal(tmp_path: Path) -> Path:
    """A closed log: three events of Anna, one with a sealed note, and two of Ben, by turns."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as log:
        await log.append(ANNA, [called()])
        await log.append(BEN, [called()])
        await log.append(ANNA, [called("they moan")])
        await log.append(BEN, [called()])
        await log.append(ANNA, [called()])
    return path


# Append-only


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET body = '{}' WHERE version = 2", "never changed"),
        ("UPDATE events SET position = 77 WHERE position = 5", "never changed"),
        ("UPDATE OR REPLACE events SET version = 1 WHERE version = 2", "never changed"),
        ("DELETE FROM events WHERE position = 5", "never removed"),
        ("DELETE FROM events", "never removed"),
        ("INSERT OR REPLACE INTO events SELECT * FROM events", "never removed"),
        (
            "INSERT OR REPLACE INTO events SELECT 99, person_id, version, zeroblob(16), type, schema, occurred_at,"
            " recorded_at, '{}', NULL, hash FROM events WHERE position = 1",
            "never removed",
        ),
        (
            "REPLACE INTO events SELECT 99, person_id, 99, event_id, type, schema, occurred_at, recorded_at, '{}',"
            " NULL, hash FROM events WHERE position = 1",
            "never removed",
        ),
        (
            "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT (position) DO UPDATE SET body = '{}'",
            "never changed",
        ),
    ],
)
async def test_rows_are_never_changed_or_removed(journal: Path, statement: str, said: str) -> None:
    """The database itself aborts it, also where a replacing insert would remove the row that it collides with."""
    with closing(connect(journal, LOG)) as connection:
        before = connection.execute("SELECT * FROM events").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=said):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM events").fetchall() == before
    async with opened(journal) as log:
        assert (await log.verify()).problem is None


async def test_commits_are_flushed_to_the_disk(tmp_path: Path) -> None:
    """Write-ahead log with full synchronisation: NORMAL may lose acknowledged commits when the power fails."""
    with closing(connect(tmp_path / "journal.sqlite3", LOG)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


async def test_positions_are_never_used_again(journal: Path) -> None:
    """Also after somebody cut off the tail: a reader that follows positions would skip what comes in its place."""
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position = 5")
    async with opened(journal) as log:
        await log.append(ANNA, [called()])
        assert [recorded.position async for recorded in log.read(ANNA, limit=1, backwards=True)] == [6]


# Tamper-evident


def weaken(path: Path) -> None:
    """Take away what keeps rows as they are, as an attacker would."""
    with raw(path) as connection:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)"
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")


def flips(value: object) -> Iterator[tuple[int, object]]:
    """A stored value with each byte flipped in turn (an integer as its eight bytes), and which byte it was."""
    if value is None:
        yield 0, b""
        return
    data = value.to_bytes(8, "big", signed=True) if isinstance(value, int) else value
    data = data.encode() if isinstance(data, str) else data
    assert isinstance(data, bytes)
    for index in range(len(data)):
        for bit in (0x01, 0x80):
            changed = data[:index] + bytes([data[index] ^ bit]) + data[index + 1 :]
            yield index, int.from_bytes(changed, "big", signed=True) if isinstance(value, int) else changed


async def problems(path: Path, position: int, column: str, bit: int) -> list[tuple[object, str | None]]:
    """What `verify` says to each flip of one bit in a column of a row."""
    found: list[tuple[object, str | None]] = []
    async with opened(path) as log:
        with raw(path) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            (value,) = connection.execute(f"SELECT {column} FROM events WHERE position = ?", (position,)).fetchone()
            cast = f"CAST(? AS {'TEXT' if isinstance(value, str) else 'BLOB'})"
            statement = f"UPDATE events SET {column} = {'?' if isinstance(value, int) else cast} WHERE position = ?"
            for number, (index, changed) in enumerate(flips(value)):
                if number % 2 != bit:
                    continue
                connection.execute(statement, (changed, position))
                found.append(((index, changed), (await log.verify()).problem))
            connection.execute(statement, (value.encode() if isinstance(value, str) else value, position))
        assert (await log.verify()).problem is None
    return found


@pytest.mark.parametrize("column", COLUMNS)
async def test_every_flipped_byte_is_found(journal: Path, column: str) -> None:
    """Whichever byte of whichever column of a row is changed, `verify` names that row."""
    weaken(journal)
    for position, version in ((1, 1), (3, 2), (5, 3)):
        for what, problem in await problems(journal, position, column, 0):
            assert problem is not None, f"{column}: {what}"
            if "CHECK constraint failed" in problem:  # a number below 1, which the table itself rules out
                continue
            assert problem.startswith(f"position {position}, version "), f"{column}: {what}: {problem}"
            if column != "version":
                assert f"version {version} of person" in problem
            if column != "person_id":
                assert problem.split("of person ")[1].startswith(ANNA.replace("-", ""))


@pytest.mark.parametrize("column", ["type", "occurred_at", "recorded_at", "body"])
async def test_text_that_is_no_longer_text_is_found(journal: Path, column: str) -> None:
    """A byte that no text may hold is a changed row as any other, not a failure to read."""
    weaken(journal)
    for _, problem in await problems(journal, 3, column, 1):
        assert problem is not None
        assert problem.startswith("position 3, version 2 of person")


async def test_bytes_that_look_like_a_replacement_character_are_found(tmp_path: Path) -> None:
    """Text that cannot be read is judged by its bytes, not by what a lenient reader would make of them."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as log:
        await log.append(ANNA, [new(ProspectAdded(prospect_id=ACME, role="\ufffd"))])
        assert (await log.verify()).problem is None
    weaken(path)
    with raw(path) as connection:
        (body,) = connection.execute("SELECT CAST(body AS BLOB) FROM events").fetchone()
        changed = body.replace("\ufffd".encode(), b"\xff")
        assert changed != body
        connection.execute("UPDATE events SET body = CAST(? AS TEXT)", (changed,))
    async with opened(path) as log:
        problem = (await log.verify()).problem
    assert problem is not None
    assert problem.startswith("position 1, version 1 of person")


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE events SET sealed = NULL WHERE position = 3"],
        ["UPDATE events SET type = type || substr(body, 1, 1), body = substr(body, 2) WHERE position = 3"],
        ["UPDATE events SET hash = (SELECT hash FROM events WHERE position = 1) WHERE position = 3"],
        ["DELETE FROM events WHERE position = 3"],
        ["UPDATE events SET position = 99 WHERE position = 3"],
        [
            "CREATE TEMP TABLE swap AS SELECT * FROM events WHERE position IN (3, 5)",
            "DELETE FROM events WHERE position IN (3, 5)",
            "INSERT INTO events SELECT 8 - position, person_id, 5 - version, event_id, type, schema, occurred_at,"
            " recorded_at, body, sealed, hash FROM swap",
        ],
        [
            "INSERT INTO events SELECT 99, person_id, 4, zeroblob(16), type, schema, occurred_at, recorded_at, body,"
            " sealed, hash FROM events WHERE position = 5"
        ],
    ],
    ids=["unsealed", "byte moved over", "other hash", "removed", "moved", "exchanged", "added"],
)
async def test_what_an_attacker_does_to_rows_is_found(journal: Path, statements: list[str]) -> None:
    """Removing, moving, exchanging and adding rows breaks the person's chain, and only theirs is named."""
    weaken(journal)
    with raw(journal) as connection:
        for statement in statements:
            connection.execute(statement)
    async with opened(journal) as log:
        problem = (await log.verify()).problem
    assert problem is not None
    assert ANNA.replace("-", "") in problem


async def test_a_removed_row_is_named(journal: Path) -> None:
    """By its version, at the row that stands in its place."""
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position = 3")
    async with opened(journal) as log:
        problem = (await log.verify()).problem
    person = ANNA.replace("-", "")
    assert problem == f"position 5, version 3 of person {person}: version 2 is missing before it"


async def test_a_cut_off_tail_shows_in_the_heads(journal: Path) -> None:
    """The rows that are left are a sound chain; only a head that was kept elsewhere tells that more were there."""
    async with opened(journal) as log:
        kept = (await log.verify()).heads
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position >= 4")
    async with opened(journal) as log:
        result = await log.verify()
    assert result.problem is None
    assert result.events == 3
    assert {person: head.split(":")[0] for person, head in kept.items()} == {ANNA: "3", BEN: "2"}
    assert {person: head.split(":")[0] for person, head in result.heads.items()} == {ANNA: "2", BEN: "1"}


async def test_a_damaged_file_never_passes_for_sound(journal: Path) -> None:
    """Any byte of the file may rot: it is reported or refused, or all the rows are still what they were."""
    async with opened(journal) as log:
        sound = await log.verify()
        rows = [recorded async for recorded in log.read(ANNA)]
    whole = journal.read_bytes()
    copy = journal.with_name("copy.sqlite3")
    for offset in range(0, len(whole), 61):
        for name in ("copy.sqlite3-wal", "copy.sqlite3-shm"):
            journal.with_name(name).unlink(missing_ok=True)
        copy.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        try:
            async with opened(copy) as log:
                if (await log.verify()).problem is None:
                    assert await log.verify() == sound, offset
                    assert [recorded async for recorded in log.read(ANNA)] == rows, offset
        except (StorageFailed, NotOurDatabase, NewerDatabase):
            continue


# Whose file it is


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def change(path: Path, *statements: str) -> None:
    with raw(path) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("mode", ["wal", "delete"])
async def test_a_newer_file_is_refused_unchanged(journal: Path, mode: str) -> None:
    """A newer Rebound wrote it: its rows may mean what this program does not know."""
    steps = len(migration_steps(LOG.migrations))
    change(journal, f"PRAGMA journal_mode = {mode}", f"PRAGMA user_version = {steps + 1}")
    before = listing(journal.parent)
    with pytest.raises(NewerDatabase, match="nothing was changed"):
        async with opened(journal):
            pass
    assert listing(journal.parent) == before


async def test_newer_keys_are_refused_unchanged(tmp_path: Path) -> None:
    """As the journal is."""
    path = tmp_path / "keys.sqlite3"
    await SqliteKeys(path, MASTER, clock).close()
    change(path, "PRAGMA user_version = 99")
    before = listing(tmp_path)
    with pytest.raises(NewerDatabase):
        SqliteKeys(path, MASTER, clock)
    assert listing(tmp_path) == before


async def test_a_foreign_database_is_refused_unchanged(tmp_path: Path) -> None:
    """Somebody else's SQLite file is not turned into a journal."""
    path = tmp_path / "journal.sqlite3"
    change(path, "CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('Blue')", "PRAGMA user_version = 1")
    before = listing(tmp_path)
    with pytest.raises(NotOurDatabase, match="nothing was changed"):
        async with opened(path):
            pass
    assert listing(tmp_path) == before


@pytest.mark.parametrize("content", [b"xy", b"date,channel\n" * 400, bytes(range(256)) * 64, b"\x00" * 4096])
async def test_a_file_that_is_no_database_is_refused_unchanged(tmp_path: Path, content: bytes) -> None:
    """Such as a spreadsheet under the journal's name."""
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(content)
    with pytest.raises(NotOurDatabase):
        async with opened(path):
            pass
    assert listing(tmp_path) == {path.name: content}


async def test_keys_are_not_a_journal(tmp_path: Path) -> None:
    """Nor the other way round: both are ours, but each opens as itself only."""
    path = tmp_path / "one.sqlite3"
    await SqliteKeys(path, MASTER, clock).close()
    with pytest.raises(NotOurDatabase):
        async with opened(path):
            pass


async def test_a_file_that_another_process_is_just_making_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two first starts at once: the file may become a journal at any moment while it is looked at."""
    path = tmp_path / "journal.sqlite3"
    real = sqlite3.connect
    for moment in range(1, 8):
        steps = itertools.count(1)

        class Interrupted(sqlite3.Connection):
            """Before its nth statement, somebody else opens the file."""

            def execute(self, *arguments: object, moment: int = moment, steps: Iterator[int] = steps) -> sqlite3.Cursor:
                if next(steps) == moment:
                    monkeypatch.setattr(sqlite3, "connect", real)
                    connect(path, LOG).close()
                return super().execute(*arguments)  # type: ignore[arg-type]

        def slow(*arguments: object, **options: object) -> sqlite3.Connection:
            return real(*arguments, factory=Interrupted, **options)  # type: ignore[call-overload,no-any-return]

        monkeypatch.setattr(sqlite3, "connect", slow)
        connect(path, LOG).close()
        monkeypatch.setattr(sqlite3, "connect", real)
        for made in tmp_path.iterdir():
            made.unlink()


# Migrations


@pytest.mark.parametrize(("kind", "table"), [(LOG, "events"), (KEYS, "subject_keys")])
async def test_migrations_apply_from_empty(tmp_path: Path, kind: Kind, table: str) -> None:
    """A new file ends at the newest step, marked as ours; opening it again applies nothing."""
    path = tmp_path / "new.sqlite3"
    connect(path, kind).close()
    made = path.read_bytes()
    with raw(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(migration_steps(kind.migrations)),)
        assert connection.execute("PRAGMA application_id").fetchone() == (kind.application_id,)
        assert (table,) in connection.execute("SELECT name FROM sqlite_schema").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connect(path, kind).close()
    assert path.read_bytes() == made


def steps_in(folder: Path, *steps: str) -> Kind:
    """A kind of file that these are the migrations of."""
    folder.mkdir()
    for number, step in enumerate(steps, 1):
        (folder / f"{number:04}_step.sql").write_text(step)
    return Kind(folder, 7)


async def test_only_missing_steps_are_applied(tmp_path: Path) -> None:
    """A file from before a step gets that step and keeps its rows."""
    path = tmp_path / "file.sqlite3"
    first = "CREATE TABLE one (a); -- a comment; with a semicolon\nINSERT INTO one VALUES (';');"
    with closing(connect(path, steps_in(tmp_path / "old", first))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    second = "CREATE TRIGGER t AFTER INSERT ON one BEGIN SELECT 1; SELECT 2; END;\nINSERT INTO one VALUES ('new');"
    with closing(connect(path, steps_in(tmp_path / "new", first, second))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT a FROM one").fetchall() == [(";",), ("new",)]


async def test_a_failing_step_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """All missing steps are one transaction."""
    path = tmp_path / "file.sqlite3"
    connect(path, steps_in(tmp_path / "old", "CREATE TABLE one (a);")).close()
    bad = steps_in(tmp_path / "bad", "CREATE TABLE one (a);", "CREATE TABLE two (a);", "CREATE TABLE two (a);")
    with pytest.raises(StorageFailed):
        connect(path, bad)
    with raw(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("one",)]


# Storage that fails


@pytest.fixture
async def limited(tmp_path: Path) -> AsyncIterator[tuple[SqliteLog, Callable[[int], None]]]:
    """A log on a disk whose size, in pages, can be set; 0 is no limit."""
    log = await SqliteLog.open(tmp_path / "journal.sqlite3", MemoryKeys(), clock)

    def limit(pages: int) -> None:
        log._writer._connection.execute(f"PRAGMA max_page_count = {pages or 2**30}").fetchall()

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
        log._writer._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StorageFailed, match="SQLITE_READONLY") as failed:
            await log.append(ANNA, [called()])
        assert "INSERT" not in str(failed.value)
        assert await log.head(ANNA) == 3
        log._writer._connection.execute("PRAGMA query_only = OFF")
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


# Private


async def test_private_words_are_in_no_file(tmp_path: Path) -> None:
    """Names, companies, contact data, notes, chat text and file names are sealed in every file that SQLite writes."""
    person = PersonRegistered(time_zone="Europe/Berlin", working_days=["mon"], language="de")
    details = ProspectDetails(contact="Zoë Quill", company="Quillworks", email="zoe@quill.test", phone="+49305550100")
    content = CoachingContent(message="I cried in the car", reply=Raw(b'{"blocks": ["breathe out"]}'))
    given = CoachingGiven(reply_id="reply", conversation_id="talk", mode="chat", source="rules")
    source = ImportStarted(batch_id="batch", source="0123", generation=1, format="csv")
    secrets = ["Anna Bold", "Zoë", "Quill", "+4930555", "moaned", "in the car", "breathe", "leads-2026.csv"]
    async with crash_writer.open_log(tmp_path) as (log, _):
        await log.append(ANNA, [new(person, anna=PersonName(name="Anna Bold"))])
        await log.append(ANNA, [new(ProspectAdded(prospect_id=ACME), acme=details), called("they moaned")])
        await log.append(ANNA, [new(given, anna=content), new(source, anna=ImportSource(name="leads-2026.csv"))])
        running = listing(tmp_path)
    closed = listing(tmp_path)
    assert {"journal.sqlite3-wal", "keys.sqlite3-wal"} <= set(running)
    assert any(b"outreach_recorded" in data for data in running.values()), "the search finds what is in the clear"
    for files in (running, closed):
        for name, data in files.items():
            for secret in secrets:
                assert secret.encode() not in data, f"{secret} in {name}"
            assert MASTER not in data


async def test_a_destroyed_key_is_in_no_file(tmp_path: Path) -> None:
    """Not even a piece of it: it is overwritten, in the log of the key file too, so nobody can ever open what it
    sealed."""

    def left(wrapped: bytes) -> bool:
        files = b"".join(listing(tmp_path).values())
        return any(wrapped[start : start + 8] in files for start in range(len(wrapped) - 8))

    subjects = [dated(AT, str(number)) for number in range(40)]
    async with crash_writer.open_log(tmp_path) as (_, keys):
        await keys.ensure(subjects)
        with raw(tmp_path / "keys.sqlite3") as connection:
            rows = connection.execute("SELECT subject_id, secret FROM subject_keys").fetchall()
        wrapped = {to_text(subject): secret for subject, secret in rows}
        assert all(left(secret) for secret in wrapped.values())
        for number, subject in enumerate(subjects):
            if number % 2:
                await keys.destroy(subject)
        assert [left(wrapped[subject]) for subject in subjects] == [True, False] * 20
    assert [left(wrapped[subject]) for subject in subjects] == [True, False] * 20


async def test_new_keys_can_be_made_right_after_one_was_destroyed(tmp_path: Path) -> None:
    """Forgetting somebody leaves no lock behind that would hold up the next new prospect."""
    async with crash_writer.open_log(tmp_path) as (_, keys):
        for number in range(20):
            subject, following = dated(AT, str(number)), dated(AT, str(number), "next")
            await keys.ensure([subject])
            await keys.destroy(subject)
            assert (await keys.ensure([subject, following]))[subject] == FORGOTTEN


async def test_a_key_that_another_process_destroyed_is_forgotten(tmp_path: Path) -> None:
    """It does not live on in the memory of this one."""
    async with crash_writer.open_log(tmp_path) as (_, keys), crash_writer.open_log(tmp_path) as (_, others):
        await keys.ensure([ACME])
        assert await keys.get([ACME]) != {ACME: FORGOTTEN}
        await others.destroy(ACME)
        assert await keys.get([ACME]) == {ACME: FORGOTTEN}


async def test_a_key_is_forgotten_while_others_ask_for_it(tmp_path: Path) -> None:
    """Also by those who then give up: nothing brings a destroyed key back into memory."""
    async with crash_writer.open_log(tmp_path) as (_, keys):
        for number in range(20):
            subject, another = dated(AT, str(number)), dated(AT, str(number), "another")
            await keys.ensure([subject])
            asking = [asyncio.create_task(keys.ensure([subject, another])) for _ in range(4)]
            forgetting = asyncio.create_task(keys.destroy(subject))
            for _ in range(number % 4):
                await asyncio.sleep(0)
            for task in asking[::2]:
                task.cancel()
            await asyncio.gather(*asking, forgetting, return_exceptions=True)
            assert await keys.get([subject]) == {subject: FORGOTTEN}


@pytest.mark.skipif(os.name == "nt", reason="no file modes here")
async def test_the_files_are_their_owners_alone(tmp_path: Path) -> None:
    """Whatever the mask of whoever starts the program, and also what SQLite puts beside a file."""
    mask = os.umask(0o022)
    try:
        async with crash_writer.open_log(tmp_path) as (log, _):
            await log.append(ANNA, [called("they moan")])
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert len(modes) == 6
        assert set(modes.values()) == {0o600}, modes
        for path in tmp_path.iterdir():
            path.chmod(0o644)
        async with crash_writer.open_log(tmp_path):
            assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.sqlite3")} == {0o600}
    finally:
        os.umask(mask)


async def test_a_wrong_master_key_is_refused(tmp_path: Path) -> None:
    """At opening, before anything is sealed under keys that nobody can open later; the right one still works."""
    path = tmp_path / "keys.sqlite3"
    keys = SqliteKeys(path, MASTER, clock)
    await keys.ensure([ACME])
    await keys.close()
    before = path.read_bytes()
    with pytest.raises(WrongMasterKey, match="COACH_MASTER_KEY"):
        SqliteKeys(path, MASTER[::-1], clock)
    assert path.read_bytes() == before
    keys = SqliteKeys(path, MASTER, clock)
    assert set(await keys.get([ACME])) == {ACME}
    await keys.close()


async def test_a_wrapped_key_cannot_be_moved_to_another_subject(tmp_path: Path) -> None:
    """Each is bound to its subject, so nobody can bring a forgotten one back under another name."""
    path = tmp_path / "keys.sqlite3"
    keys = SqliteKeys(path, MASTER, clock)
    await keys.ensure([ACME, ANNA])
    await keys.close()
    first, second = sorted((ACME, ANNA))
    with raw(path) as connection:
        rows = dict(connection.execute("SELECT subject_id, secret FROM subject_keys").fetchall())
        donor = rows[next(subject for subject in rows if to_text(subject) == first)]
        moved = next(subject for subject in rows if to_text(subject) == second)
        connection.execute("UPDATE subject_keys SET secret = ? WHERE subject_id = ?", (donor, moved))
    keys = SqliteKeys(path, MASTER, clock)
    with pytest.raises(WrongMasterKey):
        await keys.get([second])
    await keys.close()


# One writer


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
    log = SqliteLog(path, Writer(cast(sqlite3.Connection, disk), codec), reader, MemoryKeys(), clock, codec)
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
            while not log._writer._draining or log._writer._queue:
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
