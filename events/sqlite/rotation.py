"""Which master key a key file is wrapped under, and re-wrapping it under another.

The file names its master key by a mark that changes in the same transaction as the wrapped keys: so a key is never
written under a master key that is no longer in use, and what was broken off shows and is finished.
"""

import os
import sqlite3
from collections.abc import Sequence

from events.errors import LogError, WrongMasterKey
from events.sqlite.database import queries, schema
from events.wrapping import MasterKeys, Wrapping

MARKED = 2
"""The first schema of a key file that has the mark."""


def marked(connection: sqlite3.Connection) -> bytes | None:
    """The mark of the master key that this file is wrapped under; None where there was no key yet."""
    row = connection.execute(queries()["mark"]).fetchone() if schema(connection) >= MARKED else None
    return row[0] if row else None


def fitting(connection: sqlite3.Connection, held: Sequence[bytes]) -> bytes | None:
    """Which of these master keys the file is wrapped under; the first of them, or None, where it has no key yet.

    Raises `WrongMasterKey` where none fits.
    """
    mark = marked(connection)
    example = connection.execute(queries()["any_key"]).fetchone() if mark is None and schema(connection) else None
    if mark is None and example is None:
        return held[0] if held else None
    for key in held:
        wrapping = Wrapping(key)
        if wrapping.mark == mark or (example and _opens(wrapping, *example)):
            return key
    raise WrongMasterKey


def settled(connection: sqlite3.Connection, master: MasterKeys) -> Wrapping:
    """The wrapping in use, with whatever was broken off finished: call it inside a write transaction.

    A file without keys takes the key that there is, or a new one. Raises `WrongMasterKey`, changing nothing.
    """
    key = fitting(connection, master.held())
    if key is None:
        key = os.urandom(32)
        master.prepare(key)
    wrapping = Wrapping(key)
    if marked(connection) is None:
        connection.execute(queries()["keep_mark"], (wrapping.mark,))
    master.settle(key)
    return wrapping


def rewrap(connection: sqlite3.Connection, master: MasterKeys, old: Wrapping, key: bytes) -> int:
    """Wrap every key that is not destroyed under the master key `key`, inside a write transaction. Returns how many."""
    new = Wrapping(key)
    try:
        rows = [
            (new.wrap(subject, old.unwrap(subject, secret)), subject)
            for subject, secret in connection.execute(queries()["live_keys"])
        ]
    except WrongMasterKey:
        raise LogError(
            "A key in the key file is damaged, so nothing was changed. Restore the key file from a backup first."
        ) from None
    master.prepare(key)  # before the first byte under it can reach the disk
    connection.executemany(queries()["rewrap_key"], rows)
    connection.execute(queries()["keep_mark"], (new.mark,))
    return len(rows)


def _opens(wrapping: Wrapping, subject: bytes, secret: bytes) -> bool:
    try:
        wrapping.unwrap(subject, secret)
    except WrongMasterKey:
        return False
    return True
