"""The running record of models, in a small file of its own, so that it outlives the process and is shared by several.

It holds no word of anybody: names of models, and how many of their blocks passed. It may be deleted; models then start
anew.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from coach.model.standing import Standing
from events.encoding import utc_text
from events.sqlite.database import Kind, connect, storage_errors

RECORD: Final = Kind(files("coach.model") / "migrations", 0x5245_424D, "models.sqlite3", "It may be deleted.")


class RecordStore:
    """Standings by name. Calls are short and block; they may come from any thread."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._connection = connect(path, RECORD)
        self._clock = clock
        self._lock = threading.Lock()

    def standing(self, name: str) -> Standing:
        """What this model may do; a model that nobody has seen starts anew."""
        with self._lock, storage_errors(RECORD):
            return self._read(name)

    def change(self, name: str, step: Callable[[Standing], Standing]) -> Standing:
        """Put `step` of the standing in its place, in one transaction, and return it."""
        with self._lock, storage_errors(RECORD):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                changed = step(self._read(name))
                self._connection.execute(
                    "INSERT OR REPLACE INTO standings (name, standing, changed_at) VALUES (?, ?, ?)",
                    (name, msgspec.json.encode(changed), utc_text(self._clock())),
                )
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return changed

    def close(self) -> None:
        self._connection.close()

    def _read(self, name: str) -> Standing:
        row = self._connection.execute("SELECT standing FROM standings WHERE name = ?", (name,)).fetchone()
        return msgspec.json.decode(row[0], type=Standing) if row else Standing()


def name_of(model: str, endpoint: str, prompt_hash: str) -> str:
    """Under what a record is kept: another model, endpoint or prompt starts a new one."""
    return f"{model} at {endpoint} with prompt {prompt_hash}"
