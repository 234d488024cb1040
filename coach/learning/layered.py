"""Training with a layer of units between features and labels, for what no sum of features can tell apart.

Like `training`, for more examples: small networks of rectified units, each learnt from a start of its own by steps that
shrink as a feature is seen (AdaGrad: Duchi, Hazan and Singer, 2011), with a share of the features left out of every
example each time (dropout: Srivastava and others, 2014). Their log odds are averaged, which makes one wider network.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from coach.learning.training import Example, Task

UNITS: Final = 8
NETS: Final = 4
_ROUNDS: Final = 9
_BATCH: Final = 1024
_LEFT_OUT: Final = 0.5
_STEP: Final = 0.05
_LATER: Final = 0.015
"""The step of what all examples share."""
_REACH: Final = 4.0
"""Brings the weights of features, which start small, to the size of the others."""


def train_layered(examples: Sequence[Example], seen: int, learnt_from: str = "") -> bytes:
    """As `training.train`, with a layer. Starts and order are drawn by fixed seeds."""
    task = Task(examples, seen)
    rows = task.rows.astype(np.float32).tocsr()
    nets = [_Net(rows.shape[1], len(task.labels), seed) for seed in range(NETS)]
    for net in nets:
        net.learn(rows, task.wanted, task.counts)
    weights = np.hstack([net.weights * _REACH for net in nets])
    units = np.concatenate([net.bias for net in nets])
    last = np.sum([net.last for net in nets], axis=0)
    layer = np.vstack([*(net.layer for net in nets), last]) / NETS
    return task.pack(weights, units, learnt_from, layer)


class _Net:
    def __init__(self, height: int, labels: int, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        self.weights = (self._chance.standard_normal((height, UNITS)) * 0.02).astype(np.float32)
        self.bias = np.zeros(UNITS, np.float32)
        self.layer = (self._chance.standard_normal((UNITS, labels)) / np.sqrt(UNITS)).astype(np.float32)
        self.last = np.zeros(labels, np.float32)

    def learn(self, rows: Any, wanted: Any, counts: Any) -> None:
        """Go over all examples a few times, in an order of chance."""
        travelled = np.full_like(self.weights, 1e-8)
        shared = [(held, np.full_like(held, 1e-4)) for held in (self.bias, self.layer, self.last)]
        for _ in range(_ROUNDS):
            order = self._chance.permutation(len(wanted))
            for start, end in pairwise([*range(0, len(order), _BATCH), len(order)]):
                batch = order[start:end]
                some = self._thinned(rows[batch])
                units = some @ self.weights * _REACH + self.bias
                open_units = np.maximum(units, 0)
                slips = _odds(open_units @ self.layer + self.last)
                slips[np.arange(len(batch)), wanted[batch]] -= 1
                slips *= (counts[batch] / len(batch))[:, None]
                back = (slips @ self.layer.T) * (units > 0)
                seen = np.unique(some.indices)
                slope = (some.T.tocsr()[seen] @ back) * _REACH
                travelled[seen] += slope * slope
                self.weights[seen] -= _STEP * slope / np.sqrt(travelled[seen])
                slopes = (back.sum(0), open_units.T @ slips, slips.sum(0))
                for (held, far), bend in zip(shared, slopes, strict=True):
                    far += bend * bend
                    held -= _LATER * bend / np.sqrt(far)

    def _thinned(self, rows: Any) -> Any:
        kept = self._chance.random(len(rows.data), dtype=np.float32) >= _LEFT_OUT
        rows.data = rows.data * kept / np.float32(1 - _LEFT_OUT)
        return rows


def _odds(scores: Any) -> Any:
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
