"""Ids: time-ordered UUIDs (version 7, RFC 9562), and ids that derive from other ids so that a repeat is the same."""

import hashlib
from datetime import datetime

import uuid_utils


def new_id() -> str:
    """A fresh UUIDv7. Time-ordered ids keep the unique index append-mostly, which random ones do not."""
    return str(uuid_utils.uuid7())


def to_bytes(text: str) -> bytes:
    """The 16 bytes of a UUID in its usual form. Raises ValueError for anything else."""
    raw = bytes.fromhex(text.replace("-", ""))
    if len(raw) != 16:
        raise ValueError("an id is a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057")
    return raw


def to_text(raw: bytes) -> str:
    """The usual form of a UUID's 16 bytes."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def derive(parent: str, part: str) -> str:
    """The id of `part` of `parent`: always the same, in time order beside its parent."""
    raw = to_bytes(parent)
    return _version7(raw[:6], hashlib.sha256(raw + part.encode()).digest())


def dated(moment: datetime, *key: str) -> str:
    """The id of something that happened at `moment`, made from its `key` alone (for imports)."""
    milliseconds = max(0, int(moment.timestamp() * 1000)) & (2**48 - 1)
    digest = hashlib.sha256("\x1f".join(key).encode()).digest()
    return _version7(milliseconds.to_bytes(6, "big"), digest)


def _version7(stamp: bytes, rest: bytes) -> str:
    tail = bytearray(rest[:10])
    tail[0] = 0x70 | (tail[0] & 0x0F)
    tail[2] = 0x80 | (tail[2] & 0x3F)
    return to_text(stamp + bytes(tail))
