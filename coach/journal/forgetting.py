"""Forgetting: a subject's key is destroyed, and everything sealed for them reads as forgotten from then on.

The request is recorded first and its end last, so that an interrupted forgetting shows and is finished by running it
again. The ledger names every forgotten subject in a file of its own, outside of backups: a restored backup could bring
a key back, and replaying the ledger destroys it again.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coach.errors import NotFound
from coach.journal.service import Journal
from events.envelope import NewEvent
from events.errors import StorageFailed
from events.ids import derive
from events.sealing import KeyStore
from events.types.privacy import ForgettingDone, ForgettingRequested

WHOLE: Final = 36
"""Characters of a whole id. A shorter line was cut off by a full disk, before the key was destroyed."""


class Ledger:
    """Ids of forgotten subjects, one a line, only ever added to. It holds no names."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, subject_id: str) -> None:
        """Note a subject, durably, before its key goes."""
        try:
            with self._path.open("a", encoding="ascii") as file:
                # On a line of its own, whatever a full disk has left half-written before.
                file.write(f"{_gap(self._path)}{subject_id}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageFailed(
                f"{self._path.name} cannot be written ({error.strerror}), so no key was destroyed. Free disk space or "
                "check the folder, then repeat."
            ) from None

    def subjects(self) -> list[str]:
        """Everybody who was ever forgotten."""
        if not self._path.exists():
            return []
        lines = self._path.read_text("ascii").split()
        return list(dict.fromkeys(line for line in lines if len(line) == WHOLE))


def _gap(path: Path) -> str:
    return "" if path.read_bytes()[-1:] in (b"", b"\n") else "\n"


class Forgetting:
    """Forgets prospects and people. `sign_out` ends every session of a person."""

    def __init__(self, journal: Journal, ledger: Ledger, sign_out: Callable[[str], None] = lambda _: None) -> None:
        self._journal = journal
        self._ledger = ledger
        self._sign_out = sign_out

    async def prospect(self, person_id: str, prospect_id: str) -> None:
        """Forget a prospect. Doing it again changes nothing. Raises `NotFound`."""
        if prospect_id not in (await self._journal.states(person_id)).prospects.prospects:
            raise NotFound("There is no such prospect. Find it with coach prospects NAME.")
        await self._forget(person_id, prospect_id)

    async def person(self, person_id: str) -> None:
        """Forget a person: every prospect of theirs, then themselves, and sign them out everywhere. The counts stay,
        nobody can tell whose."""
        for prospect_id in (await self._journal.states(person_id)).prospects.prospects:
            await self._forget(person_id, prospect_id)
        await self._forget(person_id, person_id)
        self._sign_out(person_id)

    async def _forget(self, person_id: str, subject_id: str) -> None:
        now = await self._journal.now(person_id)
        requested = NewEvent(
            derive(subject_id, "forgetting requested"), now, ForgettingRequested(subject_id=subject_id)
        )
        await self._journal.append_once(person_id, requested)
        self._ledger.add(subject_id)
        await self._journal.keys.destroy(subject_id)
        done = NewEvent(derive(subject_id, "forgetting done"), now, ForgettingDone(subject_id=subject_id))
        await self._journal.append_once(person_id, done)


async def replay(ledger: Ledger, keys: KeyStore) -> int:
    """Destroy the keys of everybody in the ledger again, and return how many there are."""
    subjects = ledger.subjects()
    for subject_id in subjects:
        await keys.destroy(subject_id)
    return len(subjects)
