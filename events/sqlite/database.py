"""Opening a SQLite file the way the log needs it: durable, append-only, migrated, ours, and not newer than we are."""

import contextlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from events.errors import LogError, NewerDatabase, NotOurDatabase, StorageFailed
from events.sqlite.failures import failure


class Kind(Struct, frozen=True):
    """A kind of file: its numbered migrations, and the application id that marks it, so that a wrong file is refused
    instead of migrated. `file` is what errors call it, `mend` what they say to do when it is damaged."""

    migrations: Traversable
    application_id: int
    file: str = "the file"
    mend: str = "Restore it from a backup."


LOG: Final = Kind(
    files("events.sqlite") / "migrations",
    0x5245_424C,
    "journal.sqlite3",
    "Restore it from a backup; coach verify says where it is damaged.",
)
KEYS: Final = Kind(
    files("events.sqlite") / "key_migrations",
    0x5245_424B,
    "keys.sqlite3",
    "Restore it from the keys' part of a backup.",
)

PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # in WAL mode NORMAL may lose acknowledged commits on power loss
    "PRAGMA wal_autocheckpoint = 4000",  # folding the WAL back stalls a commit: rather a bit more of it, less often
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE slips past the delete trigger
    "PRAGMA busy_timeout = 10000",
)


@cache
def queries() -> dict[str, str]:
    """The named blocks of `queries.sql`: name -> statement."""
    text = (files("events.sqlite") / "queries.sql").read_text("utf-8")
    blocks = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(blocks[::2], (block.strip().rstrip(";") for block in blocks[1::2]), strict=True))


@contextmanager
def storage_errors(kind: Kind = LOG) -> Iterator[None]:
    """Turn SQLite's errors, and stored bytes that cannot be read, into `StorageFailed` or `StorageDamaged`.

    The message names the file and what to do, and holds no statement and no value.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise failure(error, kind.file, kind.mend) from None


def integrity_fault(connection: sqlite3.Connection, kind: Kind) -> str | None:
    """What SQLite's own check finds wrong with the file, in one line, or None."""
    with storage_errors(kind):
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if found == "ok" else damage_words(found)


def damage_words(found: str) -> str:
    """The first finding of SQLite's check as part of a sentence."""
    return " ".join(found.replace("*** in database main ***", "").split())


@contextmanager
def transaction(connection: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE") -> Iterator[None]:
    """All of the statements inside, or none: IMMEDIATE to write, DEFERRED to read one and the same state."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back by itself after some errors
            connection.execute("ROLLBACK")
        raise


def connect(path: Path, kind: Kind, check: Callable[[sqlite3.Connection], None] | None = None) -> sqlite3.Connection:
    """Open (or make) a file of this kind and bring it to its newest migration.

    The connection is in autocommit mode and may be used from one thread at a time. Raises `NewerDatabase`,
    `NotOurDatabase` or `StorageFailed`, or what `check` raises, which sees the file as it is before it is migrated;
    then the file is unchanged.
    """
    if path.is_dir():
        raise StorageFailed(f"{kind.file} is a folder where a file should be. Move it away, then repeat.")
    with storage_errors(kind):
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=64)
        try:
            _refuse_foreign(connection, kind)
            with contextlib.suppress(PermissionError):  # not ours to change: whoever made it has decided
                path.chmod(0o600)  # the WAL beside it takes the same mode
            if schema(connection) > len(migration_steps(kind.migrations)):
                raise NewerDatabase(_named(NewerDatabase, kind))  # before journal_mode, which writes to the file
            if check:
                check(connection)
            for pragma in PRAGMAS:
                connection.execute(pragma)
            migrate(connection, kind)
        except sqlite3.DatabaseError as error:
            connection.close()
            if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                raise NotOurDatabase(_named(NotOurDatabase, kind)) from None
            raise
        except BaseException:
            connection.close()
            raise
    return connection


def migration_steps(folder: Traversable) -> list[str]:
    """The numbered migrations of a folder, in order. Their numbers have no gaps: 0001, 0002 ..."""
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    assert [int(name[:4]) for name in found] == list(range(1, len(found) + 1)), found
    return [(folder / name).read_text("utf-8") for name in found]


def migrate(connection: sqlite3.Connection, kind: Kind) -> None:
    """Apply the steps that are still missing, all in one transaction."""
    steps = migration_steps(kind.migrations)
    if schema(connection) == len(steps):
        return
    with transaction(connection):
        done = schema(connection)  # another process may have been first
        if done > len(steps):
            raise NewerDatabase(_named(NewerDatabase, kind))
        for step in steps[done:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {kind.application_id}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _refuse_foreign(connection: sqlite3.Connection, kind: Kind) -> None:
    # Tables first: the other way round, a file that another process is just making looks foreign.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and application != kind.application_id:
        raise NotOurDatabase(_named(NotOurDatabase, kind))


def _named(error: type[LogError], kind: Kind) -> str:
    advice = f" {kind.mend} Or point COACH_DATA_DIR at another folder." if error is NotOurDatabase else ""
    return f"{kind.file}: {error.__doc__}{advice}"


def schema(connection: sqlite3.Connection) -> int:
    """The number of the newest migration of a file; 0 for one that was just made."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _statements(script: str) -> Iterator[str]:
    """Single statements of a script. `executescript` would commit the transaction that a migration runs in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
