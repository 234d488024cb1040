"""Unfinished replies, in a small file of their own: a reply outlives the process that writes it.

From the moment a model is asked until the reply is in the journal, the file holds the question, the reply by rules that
completes it, each request that left, and each block as it was shown; all sealed for the person. Whoever writes one
renews its lease. Where nobody does, the process was killed, and another may take it over.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from coach.contracts import Block, Fact, Reply
from events.envelope import SealedPart
from events.errors import LogError
from events.ids import to_bytes, to_text
from events.sealing import KeyStore, SubjectKey
from events.sqlite.database import Kind
from events.sqlite.disposable import Disposable

UNFINISHED: Final = Kind(
    files("coach.coaching") / "migrations", 0x5245_4255, "unfinished.sqlite3", "It may be deleted."
)

LEASE_SECONDS: Final = 5.0


class Begun(Struct, frozen=True, tag="begun"):
    """A reply that a model was going to take part in. `reply` is complete, by rules; the model writes from block
    `first` on, and may state any of `facts`. `notes` are those about prospects that go with it, as in `Course`."""

    message: str
    conversation_id: str
    reply: Reply
    first: int
    facts: list[Fact]
    model: str
    endpoint: str
    notes: dict[str, str] = {}


class Sent(Struct, frozen=True, tag="sent"):
    """The body of a request that left."""

    body: bytes


class Shown(Struct, frozen=True, tag="shown"):
    """The next block, as it was shown; whether names were put back in it."""

    block: Block
    named: bool


Part = Begun | Sent | Shown


class Unfinished(Struct, frozen=True):
    """What is known of an unfinished reply. `left`: nobody renews its lease any more."""

    begun: Begun
    sent: list[bytes]
    shown: list[Shown]
    left: bool

    @property
    def blocks(self) -> list[Block]:
        """The blocks that were shown so far."""
        return [*self.begun.reply.blocks[: self.begun.first], *(one.block for one in self.shown)]


class Hold:
    """A reply that this process writes."""

    def __init__(self, store: "UnfinishedReplies", person_id: str, reply_id: str, key: SubjectKey) -> None:
        self._store = store
        self._ids = to_bytes(person_id), to_bytes(reply_id)
        self._key = key
        self._parts = 0

    def keep(self, part: Part) -> None:
        """Keep the next part."""
        sealed = self._key.seal(self._ids[0], b"".join(self._ids), msgspec.json.encode(part))
        if not self._parts:
            self._store.file.run("INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?)", *self._ids, self._store.lease())
        self._store.file.run(
            "INSERT OR REPLACE INTO unfinished_parts VALUES (?, ?, ?, ?)", *self._ids, self._parts, sealed.box
        )
        self._parts += 1

    @asynccontextmanager
    async def renewed(self) -> AsyncIterator[None]:
        """Renew the lease for as long as the block takes."""

        async def renew() -> None:
            while True:
                self._store.renew(*self._ids)
                await asyncio.sleep(LEASE_SECONDS / 3)

        renewing = asyncio.get_running_loop().create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing

    def finish(self) -> None:
        """The reply is in the journal."""
        self._store.file.run("DELETE FROM unfinished WHERE person_id = ? AND reply_id = ?", *self._ids)


class UnfinishedReplies:
    """The file. `now` is in seconds, the same for all processes. Where it cannot be used, replies end with their
    process."""

    def __init__(self, path: Path, keys: KeyStore, now: Callable[[], float] = time.time) -> None:
        self.file = Disposable(path, UNFINISHED)
        self._keys = keys
        self._now = now

    async def hold(self, person_id: str, reply_id: str) -> Hold | None:
        """Begin to write a reply, or take over one that was left; None where the person is forgotten."""
        key = (await self._keys.ensure([person_id]))[person_id]
        return Hold(self, person_id, reply_id, key) if isinstance(key, SubjectKey) else None

    def take_over(self, person_id: str, reply_id: str) -> bool:
        """Whether a reply that was left is this process's now: of several that try, one gets it."""
        taken = self.file.run(
            "UPDATE unfinished SET lease_ms = ? WHERE person_id = ? AND reply_id = ? AND lease_ms < ? RETURNING 1",
            self.lease(),
            to_bytes(person_id),
            to_bytes(reply_id),
            self._ms(),
        )
        return bool(taken)

    async def read(self, person_id: str, reply_id: str) -> Unfinished | None:
        """What is known of an unfinished reply; None where there is none, or it cannot be read."""
        try:
            ids = to_bytes(person_id), to_bytes(reply_id)
        except ValueError:  # no id at all
            return None
        leases = self.file.run("SELECT lease_ms FROM unfinished WHERE person_id = ? AND reply_id = ?", *ids)
        boxes = self.file.run(
            "SELECT box FROM unfinished_parts WHERE person_id = ? AND reply_id = ? ORDER BY number", *ids
        )
        if not leases or not boxes:
            return None
        try:
            key = (await self._keys.get([person_id]))[person_id]
            if not isinstance(key, SubjectKey):
                return None
            parts = [_opened(box, key, *ids) for (box,) in boxes]
        except (LogError, msgspec.DecodeError):
            return None
        if not isinstance(parts[0], Begun):
            return None
        return Unfinished(
            parts[0],
            [part.body for part in parts if isinstance(part, Sent)],
            [part for part in parts if isinstance(part, Shown)],
            leases[0][0] < self._ms(),
        )

    def names(self, person_id: str | None = None) -> list[tuple[str, str]]:
        """Person and reply of all unfinished ones, or of a person's."""
        rows = self.file.run("SELECT person_id, reply_id FROM unfinished ORDER BY person_id, reply_id")
        found = [(to_text(person), to_text(reply)) for person, reply in rows]
        return [pair for pair in found if person_id in (None, pair[0])]

    def drop(self, person_id: str, reply_id: str) -> None:
        """Let go of one that cannot be read, or is in the journal."""
        self.file.run(
            "DELETE FROM unfinished WHERE person_id = ? AND reply_id = ?", to_bytes(person_id), to_bytes(reply_id)
        )

    def renew(self, person: bytes, reply: bytes) -> None:
        self.file.run(
            "UPDATE unfinished SET lease_ms = ? WHERE person_id = ? AND reply_id = ?", self.lease(), person, reply
        )

    def lease(self) -> int:
        return self._ms() + round(LEASE_SECONDS * 1000)

    def close(self) -> None:
        self.file.close()

    def _ms(self) -> int:
        return round(self._now() * 1000)


def _opened(box: bytes, key: SubjectKey, person: bytes, reply: bytes) -> Part:
    part: Part = msgspec.json.decode(key.open(SealedPart(person, box, b""), person + reply), type=Part)
    return part
