"""What tests of changing the master key share; run as a program, it changes the key of FOLDER until it is killed.

    rotating.py FOLDER

It says `changed` on standard output after each change.
"""

import asyncio
import base64
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from support.log_files import AT, clock

from coach.keeping.master_key import MASTER, KeyFile
from coach.keeping.rotation import rotate
from coach.settings import Settings
from events.ids import dated
from events.sealing import Forgotten, KeyStore
from events.sqlite.keys import SqliteKeys
from events.wrapping import MasterKeys

KEYS = "keys.sqlite3"


@asynccontextmanager
async def opened(folder: Path, master: bytes | MasterKeys | None = None) -> AsyncIterator[SqliteKeys]:
    """The keys in a folder, by default with the master key in its file."""
    keys = SqliteKeys(folder / KEYS, master or KeyFile(folder / MASTER), clock)
    try:
        yield keys
    finally:
        await keys.close()


def subjects(*names: object) -> list[str]:
    """Ids, in the order in which they would come in."""
    return [dated(AT, str(name)) for name in names]


async def prints(keys: KeyStore, wanted: Iterable[str]) -> dict[str, str]:
    """What tells one key from another, by subject; empty where the key was destroyed."""
    found = await keys.get(wanted)
    return {name: "" if isinstance(key, Forgotten) else key.fingerprint("same") for name, key in found.items()}


def wrapped(folder: Path) -> list[bytes]:
    """The wrapped keys as they are stored."""
    with closing(sqlite3.connect(folder / KEYS)) as connection:
        return [row[0] for row in connection.execute("SELECT secret FROM subject_keys WHERE secret IS NOT NULL")]


def master_in(folder: Path) -> bytes:
    """The 32 bytes of the key file."""
    return base64.b64decode((folder / MASTER).read_bytes())


def change(folder: Path) -> None:
    """Change the master key in its file, then rest as long: others want to write, too."""
    began = time.monotonic()
    asyncio.run(rotate(Settings(data_dir=folder), AT))
    time.sleep(time.monotonic() - began)


def left_in(folder: Path, *secrets: bytes) -> list[str]:
    """Names of the files below a folder in which a piece of these secrets stands, as bytes or as text."""
    pieces = [secret[at : at + 8] for secret in secrets for at in range(0, len(secret) - 7, 4)]
    pieces += [
        form[at : at + 12] for s in secrets for form in (base64.b64encode(s), s.hex().encode()) for at in (0, 20)
    ]
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [name for name, content in files.items() if any(piece in content for piece in pieces)]


if __name__ == "__main__":
    while True:
        change(Path(sys.argv[1]))
        print("changed", flush=True)
