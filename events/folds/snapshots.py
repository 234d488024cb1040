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


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Frame)


def pack(
    folds: Sequence[Fold], version: int, withdrawn: Withdrawn, unknown: dict[str, int], by_fold: dict[str, Any]
) -> bytes:
    """States as bytes: equal bytes for equal states."""
    raw = {name: msgspec.Raw(_sorted(by_fold[name])) for name in sorted(by_fold)}
    versions = {fold.name: fold.version for fold in folds}
    return _sorted(Frame(folds=versions, version=version, withdrawn=withdrawn, unknown=unknown, by_fold=raw))


def _sorted(state: Any) -> bytes:
    # Through builtins, because an encoder sorts neither sets nor dicts whose keys are numbers.
    plain = msgspec.to_builtins(state, str_keys=True, order="sorted", builtin_types=(bytes, bytearray, msgspec.Raw))
    return _encoder.encode(plain)


def unpack(folds: Sequence[Fold], packed: bytes) -> tuple[Frame, dict[str, Any]] | None:
    """The frame and each fold's state; None where the snapshot was made by other folds or is damaged."""
    try:
        frame = _decoder.decode(packed)
        if frame.folds != {fold.name: fold.version for fold in folds}:
            return None
        states = {
            fold.name: msgspec.msgpack.decode(frame.by_fold[fold.name], type=fold.initial, strict=False)
            for fold in folds
        }
    except (msgspec.DecodeError, KeyError):
        return None
    return frame, states
