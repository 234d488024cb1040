"""Wrapping: subjects' keys under a master key, and where a master key comes from.

In: 32 bytes. Out: wrapped keys, each bound to its subject, and a mark by which a file tells whose wrapping it holds.
"""

import hmac
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.errors import WrongMasterKey
from events.sealing import NONCE


class Wrapping:
    """A master key at work. `mark` (32 bytes) is the same for the same master key, and tells nothing else of it."""

    __slots__ = ("_aes", "mark")

    def __init__(self, master_key: bytes) -> None:
        self._aes = AESGCM(master_key)
        self.mark = hmac.digest(master_key, b"rebound master 1", "sha256")

    def wrap(self, subject: bytes, secret: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._aes.encrypt(nonce, secret, subject)

    def unwrap(self, subject: bytes, wrapped: bytes) -> bytes:
        """Raises `WrongMasterKey` for what was wrapped under another master key, or for another subject."""
        try:
            return self._aes.decrypt(wrapped[:NONCE], wrapped[NONCE:], subject)
        except (InvalidTag, ValueError, TypeError):  # the latter two: what damage made of the value
            raise WrongMasterKey from None


class MasterKeys(Protocol):
    """Where the master key is kept. A key file that is re-wrapped prepares the new one, commits, then settles on it.

    So whatever is broken off, and wherever: one of those held fits what the key file holds. `prepare` and `settle` are
    called inside a write transaction of the key file, which lets one process at a time do so.
    """

    def held(self) -> list[bytes]:
        """The master keys that may be the right one: the one in use, and one that was prepared. None at first."""
        ...

    def unsettled(self) -> bool:
        """Whether something was prepared and not settled."""
        ...

    def prepare(self, key: bytes) -> None:
        """Hold this one too, durably, before anything is wrapped under it."""
        ...

    def settle(self, key: bytes) -> None:
        """This is the one in use; hold no other. Does nothing where that is so."""
        ...


class GivenKeys:
    """A master key that somebody else keeps and gave us, such as one from the environment."""

    def __init__(self, *keys: bytes) -> None:
        self._keys = list(keys)

    def held(self) -> list[bytes]:
        return list(self._keys)

    def unsettled(self) -> bool:
        return len(self._keys) > 1

    def prepare(self, key: bytes) -> None:
        self._keys.append(key)

    def settle(self, key: bytes) -> None:
        self._keys = [key]
