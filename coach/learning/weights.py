"""Weights: how likely each label is for a text, as learnt from examples (see `training`).

In: text in lower case without accents. Out: the probability of each label. The file keeps a row of bytes for each
feature, so that it stays small on disk and in memory and is read at once. A feature that was never seen finds no row:
what writers differ in must not sound like what was learnt.
"""

import math
import struct
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Final

import msgspec
from msgspec import Struct

from coach.learning.features import features

ZERO: Final = 128
"""The byte for a weight of nothing."""

RARITY_STEP: Final = 1 / 20
"""What a step of a feature's rarity is worth."""


_BITS_BEHIND: Final = 18
_PARTS: Final = 1 << 32 - _BITS_BEHIND
"""Parts that the known features are looked up in."""

_LANE: Final = 4
"""Bytes that a sum takes: thousands of features, each a byte times a byte."""


class WeightsFile(Struct, frozen=True):
    """Weights as they are kept. `known`: the features that have a row, four bytes each, lowest first. A row has a byte
    for the rarity of its feature and one for each label: `ZERO` is nothing, a step is `scale`. `learnt_from` tells when
    they are older than what they were learnt from.

    Where there is a `layer`, rows are about units that stand between features and labels, `bias` is theirs, and what of
    a unit is above zero counts for each label as its row in `layer` says; the last row is the bias of the labels.
    """

    labels: list[str]
    bias: list[float]
    scale: float
    known: bytes
    rows: bytes
    learnt_from: str
    layer: list[list[float]] = []


class Weights:
    """Weights, ready to score."""

    def __init__(self, raw: bytes) -> None:
        held = msgspec.msgpack.decode(raw, type=WeightsFile)
        self.labels, self.learnt_from = held.labels, held.learnt_from
        self._bias, self._scale, self._layer = held.bias, held.scale, held.layer
        self._known = array("I", held.known)
        # Features are spread evenly: their first bits say nearly where they stand.
        counted = Counter(number >> _BITS_BEHIND for number in self._known)
        self._begins = array("I", accumulate(map(counted.__getitem__, range(_PARTS)), initial=0))
        self._rows, self._width = held.rows, len(held.bias) + 1

    def odds(self, plain: str, marks: Iterable[str] = ()) -> Mapping[str, float]:
        """The probability of each label for a text. `marks` as in `features`."""
        return self.odds_of(features(plain, marks))

    def odds_of(self, found: Iterable[int]) -> Mapping[str, float]:
        """The same for the features of a text. One that has no row says nothing."""
        packed = squares = weighed = 0
        # All weights of a row are one number with a lane for each, so that one addition adds them all.
        lanes = bytearray(_LANE * len(self._bias))
        for number in found:
            part = number >> _BITS_BEHIND
            end = self._begins[part + 1]
            place = bisect_left(self._known, number, self._begins[part], end)
            if place < end and self._known[place] == number:
                start = place * self._width
                rarity = self._rows[start]
                lanes[::_LANE] = self._rows[start + 1 : start + self._width]
                packed += rarity * int.from_bytes(lanes, "little")
                squares += rarity * rarity
                weighed += rarity
        sums = struct.unpack(f"<{len(self._bias)}I", packed.to_bytes(len(lanes), "little"))
        # However long a text is, the squares of what its features say add up to one.
        step = self._scale / math.sqrt(squares) if squares else 0.0
        logits = [bias + step * (held - ZERO * weighed) for bias, held in zip(self._bias, sums, strict=True)]
        if self._layer:
            *rows, bias = self._layer
            held_by = [(unit, row) for unit, row in zip(logits, rows, strict=True) if unit > 0]
            logits = [one + sum(unit * row[at] for unit, row in held_by) for at, one in enumerate(bias)]
        top = max(logits)
        shares = [math.exp(logit - top) for logit in logits]
        return {label: share / sum(shares) for label, share in zip(self.labels, shares, strict=True)}
