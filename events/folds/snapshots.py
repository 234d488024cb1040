"""Snapshots: folded states as bytes, to start from instead of the first event. Always disposable.

A snapshot names the version of every fold that made it, so a fold that computes something else leaves it behind, and
the hash of the row it stands at, so one from another journal is not believed.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from events.folds.fold import Fold
from events.folds.withdrawal import Withdrawn


class Snapshot(Struct, frozen=True):
    """States as of `version`, whose row has `hash`."""

    version: int
    hash: bytes
    states: bytes


class Snapshots(Protocol):
    """Where snapshots are kept."""

    async def load(self, person_id: str) -> Snapshot | None: ...

    async def keep(self, person_id: str, snapshot: Snapshot) -> None: ...

    async def drop(self, person_id: str) -> None: ...


class Frame(Struct, frozen=True, kw_only=True):
    """What the bytes of a snapshot hold. `folds` gives the version of each fold."""

    folds: dict[str, int]
    version: int
    withdrawn: Withdrawn
    unknown: dict[str, int]
    by_fold: dict[str, msgspec.Raw]


_encoder = msgspec.msgpack.Encoder()  # not sorted: some folds keep what is newest by the order of their keys
_decoder = msgspec.msgpack.Decoder(Frame)


def pack(
    folds: Sequence[Fold], version: int, withdrawn: Withdrawn, unknown: dict[str, int], by_fold: dict[str, Any]
) -> bytes:
    """States as bytes, with the order of their keys."""
    raw = {name: msgspec.Raw(_encoder.encode(state)) for name, state in by_fold.items()}
    versions = {fold.name: fold.version for fold in folds}
    return _encoder.encode(Frame(folds=versions, version=version, withdrawn=withdrawn, unknown=unknown, by_fold=raw))


def unpack(folds: Sequence[Fold], packed: bytes) -> tuple[Frame, dict[str, Any]] | None:
    """The frame and each fold's state; None where the snapshot was made by other folds or is damaged."""
    try:
        frame = _decoder.decode(packed)
        if frame.folds != {fold.name: fold.version for fold in folds}:
            return None
        states = {fold.name: msgspec.msgpack.decode(frame.by_fold[fold.name], type=fold.initial) for fold in folds}
    except (msgspec.DecodeError, KeyError):
        return None
    return frame, states
