"""Weights: how likely each label is for a text, as learnt from examples (see `training`).

In: text in lower case without accents. Out: the probability of each label. The file keeps a row of bytes for each
feature, so that it stays small on disk and in memory and is read at once.
"""

import math
import struct
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from coach.learning.features import features

ZERO: Final = 128
"""The byte for a weight of nothing."""

RARITY_STEP: Final = 1 / 20
"""What a step of a feature's rarity is worth."""


_LANE: Final = 4
"""Bytes that a sum takes: thousands of features, each a byte times a byte."""


class WeightsFile(Struct, frozen=True):
    """Weights as they are kept. A row has a byte for the rarity of its feature (0: never seen) and one for each label:
    `ZERO` is nothing, a step is `scale`. `learnt_from` tells when they are older than what they were learnt from.
    """

    labels: list[str]
    bias: list[float]
    scale: float
    rows: bytes
    learnt_from: str


class Weights:
    """Weights, ready to score."""

    def __init__(self, raw: bytes) -> None:
        held = msgspec.msgpack.decode(raw, type=WeightsFile)
        self.labels, self.learnt_from = held.labels, held.learnt_from
        self._bias, self._scale = held.bias, held.scale
        width = len(held.labels) + 1
        self.buckets = len(held.rows) // width
        self._rarity = held.rows[::width]
        # All weights of a row are one number with a lane for each label, so that one addition adds them all.
        self._row = _LANE * len(held.labels)
        lanes = bytearray(self._row * self.buckets)
        for place in range(len(held.labels)):
            lanes[_LANE * place :: self._row] = held.rows[place + 1 :: width]
        self._lanes = bytes(lanes)

    def odds(self, plain: str, marks: Iterable[str] = ()) -> Mapping[str, float]:
        """The probability of each label for a text. `marks` as in `features`."""
        return self.odds_of(features(plain, self.buckets, marks))

    def odds_of(self, found: Iterable[int]) -> Mapping[str, float]:
        """The same for features of a text that are numbered below `buckets`."""
        packed = squares = weighed = 0
        for number in found:
            if rarity := self._rarity[number]:
                start = number * self._row
                packed += rarity * int.from_bytes(self._lanes[start : start + self._row], "little")
                squares += rarity * rarity
                weighed += rarity
        sums = struct.unpack(f"<{len(self.labels)}I", packed.to_bytes(self._row, "little"))
        # However long a text is, the squares of what its features say add up to one.
        step = self._scale / math.sqrt(squares) if squares else 0.0
        logits = [bias + step * (held - ZERO * weighed) for bias, held in zip(self._bias, sums, strict=True)]
        top = max(logits)
        shares = [math.exp(logit - top) for logit in logits]
        return {label: share / sum(shares) for label, share in zip(self.labels, shares, strict=True)}
