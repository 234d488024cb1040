"""What SQLite's errors mean to whoever runs Rebound, and what they can do."""

import sqlite3
from typing import Final

from events.errors import StorageDamaged, StorageFailed

DAMAGE: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

ADVICE: Final = {
    "SQLITE_FULL": "The disk is full. Nothing was recorded; free disk space, then repeat.",
    "SQLITE_CANTOPEN": "It cannot be opened or made. Nothing was recorded; check that the folder is there, may be "
    "written to and has disk space, then repeat.",
    "SQLITE_READONLY": "It may not be written to. Nothing was recorded; make the file and its folder writable for "
    "whoever runs Rebound, then repeat.",
    "SQLITE_BUSY": "Another program holds on to it. Nothing was recorded; wait for that program, then repeat.",
}
"""What to do, by the beginning of SQLite's name for the error; `StorageFailed` has the words for all others."""


def failure(error: Exception, file: str, mend: str) -> StorageFailed:
    """The error to raise for one of SQLite's, or for stored bytes that cannot be read.

    `file` is what the person knows it by, `mend` what to do where it is damaged. No statement and no value gets in.
    """
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    # Text that is no text any more has no code of its own: it comes as an operational error or from decoding.
    unreadable = not isinstance(error, sqlite3.Error) or "decode to UTF-8" in str(error)
    if unreadable or name.startswith(DAMAGE):
        return StorageDamaged(f"{file} is damaged. {mend} ({name})")
    words = next((advice for beginning, advice in ADVICE.items() if name.startswith(beginning)), None)
    return StorageFailed(f"{file}: {words or StorageFailed.__doc__} ({name})")
