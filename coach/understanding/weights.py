"""Weights: how likely each label is for a text, as learnt from examples (see `training`).

In: plain words and their language. Out: the log of each label's probability. The file keeps one character
for each label of a feature, 90 steps from strongly against to strongly for, so that it stays small on disk
and in memory and is read at once.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from coach.understanding.features import features
from coach.understanding.phrases import load

SCALE: Final = 4.0
"""Brings the sum of weights, each within -4 to 4, to log odds."""

_STEPS: Final = 45
_MOST: Final = 4.0
_ZERO: Final = 80
"""The character for nothing: 45 steps below and above it are all printable and none is a quote."""


class WeightsFile(msgspec.Struct):
    """The weights of a language. `learnt_from` tells when they are older than what they were learnt from."""

    labels: list[str]
    features: dict[str, str]
    learnt_from: str = ""


def pack(row: Sequence[float]) -> str:
    """The weights of a feature, a character for each label."""
    steps = (round(max(-_MOST, min(_MOST, weight)) / _MOST * _STEPS) for weight in row)
    return "".join(chr(_ZERO + step) for step in steps)


class Weights:
    """Weights, ready to score."""

    def __init__(self, held: WeightsFile, language: str) -> None:
        self.labels = held.labels
        self._features = held.features
        self._language = language

    def knows(self, feature: str) -> bool:
        """Whether any example has the feature."""
        return feature in self._features

    def scores(self, words: str) -> dict[str, float]:
        """The log of each label's probability. All alike for words that no example has."""
        sums = [0.0] * len(self.labels)
        for name, strength in features(words, self._language).items():
            if row := self._features.get(name):
                sums = [total + strength * (ord(mark) - _ZERO) for total, mark in zip(sums, row, strict=True)]
        logits = [SCALE * _MOST / _STEPS * total for total in sums]
        top = max(logits)
        norm = top + math.log(sum(math.exp(logit - top) for logit in logits))
        return {label: logit - norm for label, logit in zip(self.labels, logits, strict=True)}


@cache
def weights(language: str = "en") -> Weights:
    """The weights of a language, read at first use."""
    return Weights(load("weights", WeightsFile, language), language)
