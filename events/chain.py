"""The hash chain of a stream: each row's hash covers the row before it and the row's own stored bytes.

Changing, removing or reordering a stored row breaks the chain from there on. One chain a stream, so that the chains
spread over machines with the streams.
"""

import hashlib
import struct
from collections.abc import Iterable

from events.envelope import StoredRow

GENESIS = b"\x00" * 32
"""The hash that stands before the first row of a stream."""

_HEAD = struct.Struct(">32s16sQ16sQ")
_LENGTH = struct.Struct(">I")


def link(
    previous: bytes,
    person_id: bytes,
    version: int,
    event_id: bytes,
    type_: str,
    schema: int,
    occurred_at: str,
    recorded_at: str,
    body: str,
    sealed: bytes | None,
) -> bytes:
    """The hash of a row (SHA-256, 32 bytes). Lengths go in, so no byte can move from one field to the next."""
    parts = [_HEAD.pack(previous, person_id, version, event_id, schema)]
    for text in (type_, occurred_at, recorded_at, body):
        raw = text.encode("utf-8", "surrogateescape")  # verify reads bytes that no text may hold
        parts.append(_LENGTH.pack(len(raw)))
        parts.append(raw)
    parts.append(b"\x00" if sealed is None else b"\x01" + sealed)
    return hashlib.sha256(b"".join(parts)).digest()


class ChainWalk:
    """Checks rows, stream by stream in version order, and keeps each stream's head."""

    def __init__(self) -> None:
        self.heads: dict[bytes, tuple[int, bytes]] = {}
        self.events = 0

    def first_fault(self, rows: Iterable[StoredRow]) -> str | None:
        """What is wrong with the first bad row, or None. Goes on from where the last call ended."""
        for row in rows:
            version, previous = self.heads.get(row.person_id, (0, GENESIS))
            where = f"position {row.position}, version {row.version} of person {row.person_id.hex()}"
            if row.version != version + 1:
                return f"{where}: version {version + 1} is missing before it"
            expected = link(
                previous,
                row.person_id,
                row.version,
                row.event_id,
                row.type,
                row.schema,
                row.occurred_at,
                row.recorded_at,
                row.body,
                row.sealed,
            )
            if expected != row.hash:
                return f"{where}: the stored bytes do not match their hash"
            self.heads[row.person_id] = (row.version, row.hash)
            self.events += 1
        return None
