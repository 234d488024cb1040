"""Sealing: private content under a key per subject, AES-256-GCM, and the HMAC that recognises a repeat.

In: private content and a `KeyStore`. Out: sealed parts, or the content again. Destroying a subject's key makes
every part sealed for that subject unreadable, while the log and its chain stay as they are.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from events.codec import canonical_private, decode_private, sealed_parts
from events.envelope import NewEvent, Private, Recorded, SealedPart
from events.errors import LogError, UnknownKey
from events.ids import to_bytes, to_text

NONCE = 12


class Forgotten(Struct, frozen=True):
    """What stands in the place of private content whose subject was forgotten."""


FORGOTTEN = Forgotten()


class SubjectKey:
    """The keys of one subject, for sealing, for recognising and for ids. All come from 32 random bytes."""

    __slots__ = ("_aes", "_ids", "_mac")

    def __init__(self, secret: bytes) -> None:
        self._aes = AESGCM(hmac.digest(secret, b"rebound seal 1", "sha256"))
        self._mac = hmac.digest(secret, b"rebound same 1", "sha256")
        self._ids = hmac.digest(secret, b"rebound ids 1", "sha256")

    def fingerprint(self, *parts: str) -> str:
        """An HMAC of `parts` in hex, for ids made of names: it says nothing to whoever lacks this key.

        Only the last part may hold the separator, U+001F.
        """
        return hmac.digest(self._ids, "\x1f".join(parts).encode(), "sha256").hex()

    def seal(self, subject: bytes, place: bytes, plaintext: bytes) -> SealedPart:
        """Seal for `subject`. `place` (person and event id) is bound in, so a part cannot be moved elsewhere."""
        nonce = os.urandom(NONCE)
        box = nonce + self._aes.encrypt(nonce, plaintext, place + subject)
        return SealedPart(subject, box, hmac.digest(self._mac, place + plaintext, hashlib.sha256))

    def open(self, part: SealedPart, place: bytes) -> bytes:
        """The plaintext of a part. Raises `LogError` if it was changed or moved."""
        try:
            return self._aes.decrypt(part.box[:NONCE], part.box[NONCE:], place + part.subject)
        except InvalidTag:
            raise LogError("Private content in the journal was changed. Run coach verify.") from None


class KeyStore(Protocol):
    """Where subjects' keys live, apart from the log. A destroyed key leaves a mark: it is not an unknown one."""

    async def ensure(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        """The keys of these subjects, made durably where there was none. Destroyed ones stay `FORGOTTEN`."""
        ...

    async def get(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        """The keys of these subjects. Raises `UnknownKey` for one that never had a key."""
        ...

    async def destroy(self, subject: str) -> None:
        """Destroy a subject's key for ever."""
        ...

    async def close(self) -> None: ...


class MemoryKeys:
    """Keys in memory, for tests and for logs that need not outlive the process."""

    def __init__(self) -> None:
        self._keys: dict[str, SubjectKey | Forgotten] = {}

    async def ensure(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        return {subject: self._keys.setdefault(subject, SubjectKey(os.urandom(32))) for subject in subjects}

    async def get(self, subjects: Iterable[str]) -> Mapping[str, SubjectKey | Forgotten]:
        try:
            return {subject: self._keys[subject] for subject in subjects}
        except KeyError:
            raise UnknownKey from None

    async def destroy(self, subject: str) -> None:
        self._keys[subject] = FORGOTTEN

    async def close(self) -> None:
        self._keys.clear()


def seal(
    person_id: str, new: NewEvent, keys: Mapping[str, SubjectKey | Forgotten]
) -> tuple[list[SealedPart], list[bytes]]:
    """The sealed parts of a new event in the order of their subjects, and the subjects that were forgotten."""
    place = to_bytes(person_id) + to_bytes(new.event_id)
    parts: list[SealedPart] = []
    forgotten: list[bytes] = []
    for subject, private in sorted(new.sealed.items()):
        raw, key = to_bytes(subject), keys[subject]
        if isinstance(key, Forgotten):
            forgotten.append(raw)
        else:
            parts.append(key.seal(raw, place, canonical_private(private)))
    return parts, forgotten


async def unseal(recorded: Recorded, keys: KeyStore) -> dict[str, Private | Forgotten]:
    """The private content of an event by subject, with `FORGOTTEN` where a key was destroyed."""
    parts = sealed_parts(recorded.sealed)
    if not parts:
        return {}
    place = to_bytes(recorded.person_id) + to_bytes(recorded.event_id)
    known = await keys.get([to_text(part.subject) for part in parts])
    content: dict[str, Private | Forgotten] = {}
    for part in parts:
        subject = to_text(part.subject)
        key = known[subject]
        content[subject] = FORGOTTEN if isinstance(key, Forgotten) else decode_private(key.open(part, place))
    return content
