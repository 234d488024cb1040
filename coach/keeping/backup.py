"""Backup and restore: consistent copies while Rebound runs, keys apart from the journal.

A backup is a folder with two rooms. `journal/` holds the journal and a manifest (what it held, and the heads of its
chains); without keys it shows counts and dates only, and may be kept for long. `keys/` opens it, and belongs somewhere
else, for a short time: whoever was forgotten since can be read as long as an older copy of the keys exists.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from coach import __version__
from coach.errors import CoachError
from coach.journal.forgetting import Ledger, replay
from coach.keeping.checking import damage
from coach.keeping.master_key import MASTER, KeyFile, master_key
from coach.settings import Settings, make_data_dir
from events.errors import StorageDamaged, StorageFailed, WrongMasterKey
from events.log import Verified
from events.sqlite.database import KEYS as KEY_FILE
from events.sqlite.database import LOG as LOG_FILE
from events.sqlite.database import storage_errors
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.wrapping import MasterKeys

JOURNAL, KEYS, LEDGER, MANIFEST = "journal.sqlite3", "keys.sqlite3", "forgotten.txt", "manifest.json"


class BackupError(CoachError):
    """A backup cannot be made or put back; the message says what to do."""


class Manifest(Struct, frozen=True):
    """What a backup holds. `heads` maps a person to `version:hash`, as `coach verify` prints them."""

    made_at: datetime
    program: str
    events: int
    heads: dict[str, str]


class Restored(Struct, frozen=True):
    """What a restore brought back, and how many subjects were forgotten again."""

    events: int
    people: int
    forgotten_again: int


async def back_up(settings: Settings, folder: Path, now: datetime) -> Manifest:
    """Make a backup in `folder`, which is made and must be empty. Raises `BackupError`, `LogError`."""
    for name in (JOURNAL, KEYS):
        if not (settings.data_dir / name).is_file():
            raise BackupError(f"{settings.data_dir} has no {name}: there is nothing to back up. Check COACH_DATA_DIR.")
    with _rooms(folder):
        # The journal first: a key that is made meanwhile is then in the copy of the keys, never the other way round.
        _copy(settings.data_dir / JOURNAL, folder / "journal" / JOURNAL)
        master = await _copy_keys(settings, folder / "keys", now)
        found = await _verify(folder / "journal" / JOURNAL, folder / "keys" / KEYS, master, now)
        manifest = Manifest(now, __version__, found.events, found.heads)
        (folder / "journal" / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
        return manifest


async def restore(settings: Settings, folder: Path, now: datetime) -> Restored:
    """Put a backup into the data folder, which must not hold a journal. Raises `BackupError`, `LogError`.

    Everybody in the data folder's own ledger of the forgotten is forgotten again.
    """
    taken = [name for name in (JOURNAL, KEYS) if (settings.data_dir / name).exists()]
    if taken:
        raise BackupError(
            f"{settings.data_dir} already holds {taken[0]}. Restore into another COACH_DATA_DIR, or move it away first."
        )
    journal, keys = folder / "journal" / JOURNAL, folder / "keys" / KEYS
    for path in (journal, keys):
        if not path.is_file():
            raise BackupError(f"{path} is missing. Put the journal's and the keys' part of the backup side by side.")
    manifest = _manifest(folder / "journal" / MANIFEST)
    make_data_dir(settings)
    made = []
    try:
        master = folder / "keys" / MASTER
        if settings.master_key is None and master.is_file() and not (settings.data_dir / MASTER).exists():
            made.append(settings.data_dir / MASTER)
            _copy_master(master, settings.data_dir / MASTER)
        for source, name in ((journal, JOURNAL), (keys, KEYS)):
            made.append(settings.data_dir / name)
            _copy(source, settings.data_dir / name)
        found = await _verify(settings.data_dir / JOURNAL, settings.data_dir / KEYS, master_key(settings), now)
        if found.heads != manifest.heads:
            raise BackupError(
                "The journal in this backup is not the one that its manifest describes. Use another backup."
            )
    except BaseException as error:
        for path in made:  # only what this restore made: half a restore must not look like a journal
            for end in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        own = settings.data_dir / MASTER
        if isinstance(error, WrongMasterKey) and settings.master_key is None and own.exists():
            raise BackupError(f"{own} is another key than this backup's. Restore into an empty folder.") from None
        raise
    return Restored(found.events, len(found.heads), await _forget_again(settings, now))


@contextmanager
def _rooms(folder: Path) -> Iterator[None]:
    """The two rooms of a backup. Where it fails they go again: half a backup must not look like one, nor be in the way
    of the next. Raises `BackupError` for what is wrong with this folder, and not with the data."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} is not empty. Give a folder of its own to each backup.")
    rooms = [folder / "journal", folder / "keys"]
    try:
        for room in rooms:
            room.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except BaseException as error:
        for room in rooms:
            shutil.rmtree(room, ignore_errors=True)
        if isinstance(error, OSError) or (isinstance(error, StorageFailed) and not isinstance(error, StorageDamaged)):
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise BackupError(
                f"The backup could not be written to {folder} ({why}) and was taken away again; your data is as it "
                "was. Free disk space there, or give another folder."
            ) from None
        raise


async def _copy_keys(settings: Settings, room: Path, now: datetime) -> MasterKeys:
    """Copy the keys, and the master key that they are wrapped under if it is a file. Returns what opens the copy."""
    keys = SqliteKeys(settings.data_dir / KEYS, master_key(settings), lambda: now)
    try:
        with keys.standing_still():  # or the master key could be changed between one copy and the other
            _copy(settings.data_dir / KEYS, room / KEYS)
            if settings.master_key is None:
                _copy_master(settings.data_dir / MASTER, room / MASTER)
    finally:
        await keys.close()
    return master_key(settings) if settings.master_key else KeyFile(room / MASTER)


def _copy_master(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    shutil.copyfile(source, target)


async def _verify(journal: Path, keys: Path, master: MasterKeys, now: datetime) -> Verified:
    opened_keys = SqliteKeys(keys, master, lambda: now)
    log = await SqliteLog.open(journal, opened_keys, lambda: now)
    try:
        found = await log.verify()
    finally:
        await log.close()
        await opened_keys.close()
    problem = found.problem or damage(keys, KEY_FILE)
    if problem:
        raise BackupError(f"The copy does not verify: {problem.rstrip('.')}.")
    return found


async def _forget_again(settings: Settings, now: datetime) -> int:
    keys = SqliteKeys(settings.data_dir / KEYS, master_key(settings), lambda: now)
    try:
        return await replay(Ledger(settings.data_dir / LEDGER), keys)
    finally:
        await keys.close()


def _copy(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file that may be in use."""
    with (
        storage_errors(KEY_FILE if source.name == KEYS else LOG_FILE),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        target.chmod(0o600)
        reading.backup(writing)


def _manifest(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        raise BackupError(f"{path} is missing or damaged. Use another backup.") from None
