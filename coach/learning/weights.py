"""Weights: how likely each label is for a text, as learnt from examples (see `training`).

In: text in lower case without accents. Out: the probability of each label. The file keeps a row of bytes for each
feature, so that it stays small on disk and in memory and is read at once.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from coach.learning.features import features

ZERO: Final = 128
"""The byte for a weight of nothing."""

RARITY_STEP: Final = 1 / 20
"""What a step of a feature's rarity is worth."""


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
        self._bias, self._scale, self._rows = held.bias, held.scale, held.rows
        self._width = len(held.labels) + 1
        self._buckets = len(held.rows) // self._width

    def odds(self, plain: str, marks: Iterable[str] = ()) -> Mapping[str, float]:
        """The probability of each label for a text. `marks` as in `features`."""
        sums = [0] * len(self.labels)
        squares = weighed = 0
        for number in features(plain, self._buckets, marks):
            start = number * self._width
            if rarity := self._rows[start]:
                squares += rarity * rarity
                weighed += rarity
                row = self._rows[start + 1 : start + self._width]
                sums = [held + rarity * weight for held, weight in zip(sums, row, strict=True)]
        # However long a text is, the squares of what its features say add up to one.
        step = self._scale / math.sqrt(squares) if squares else 0.0
        logits = [bias + step * (held - ZERO * weighed) for bias, held in zip(self._bias, sums, strict=True)]
        top = max(logits)
        shares = [math.exp(logit - top) for logit in logits]
        return {label: share / sum(shares) for label, share in zip(self.labels, shares, strict=True)}
