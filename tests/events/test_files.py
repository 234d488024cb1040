"""Whose file it is: foreign, newer and damaged files are refused untouched; migrations apply once."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.log_files import MASTER, clock, listing, opened, raw

from events.errors import NewerDatabase, NotOurDatabase, StorageFailed
from events.sqlite.database import KEYS, LOG, Kind, connect, migration_steps
from events.sqlite.keys import SqliteKeys

pytestmark = pytest.mark.anyio


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
