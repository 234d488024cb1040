"""Weights: how likely each label is for a text, as learnt from examples (see `training`).

In: text in lower case without accents. Out: the probability of each label. The file keeps a row of bytes for each
feature, so that it stays small on disk and in memory and is read at once. A feature that was never seen finds no row:
what writers differ in must not sound like what was learnt.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from coach.learning.features import features

ZERO: Final = 128
"""The byte for a weight of nothing."""

RARITY_STEP: Final = 1 / 20
"""What a step of a feature's rarity is worth."""


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
        self._bias, self._scale, self._layer = np.array(held.bias), held.scale, np.array(held.layer)
        self._known = np.frombuffer(held.known, "<u4")
        self._rows = np.frombuffer(held.rows, np.uint8).reshape(len(self._known), len(held.bias) + 1)

    def odds(self, plain: str, marks: Iterable[str] = ()) -> Mapping[str, float]:
        """The probability of each label for a text. `marks` as in `features`."""
        return self.odds_of(features(plain, marks))

    def odds_of(self, found: NDArray[np.uint32]) -> Mapping[str, float]:
        """The same for the `features` of a text. One that has no row says nothing."""
        places = np.searchsorted(self._known, found)
        places = places[self._known.take(places, mode="clip") == found]
        rows = self._rows.take(places, axis=0).astype(float)
        rarity, held = rows[:, 0], rows[:, 1:] - ZERO
        # However long a text is, the squares of what its features say add up to one.
        logits = self._bias + self._scale / (math.sqrt(rarity @ rarity) or 1.0) * (rarity @ held)
        if len(self._layer):
            logits = np.maximum(logits, 0) @ self._layer[:-1] + self._layer[-1]
        shares = np.exp(logits - logits.max())
        return dict(zip(self.labels, (shares / shares.sum()).tolist(), strict=True))
