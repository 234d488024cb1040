"""Training: weights from labelled examples. Needs the development requirements (SciPy); no user ever runs it.

Multinomial logistic regression with a pull towards zero by L-BFGS, from nothing and without chance: the same examples
give the same weights. Labels with few examples count a little more.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Struct
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from coach.learning.features import features
from coach.learning.weights import RARITY_STEP, ZERO, WeightsFile


class Example(Struct, frozen=True):
    """A label, the text in lower case without accents, and the marks that others found in it."""

    label: str
    text: str
    marks: tuple[str, ...] = ()


_ROUNDS: Final = 40
_CURVE: Final = 0.12
"""How steep the slope of a label's odds is where they are in doubt, roughly."""


def train(examples: Sequence[Example], seen: int, pull: float, learnt_from: str = "") -> bytes:
    """The weights that `examples` teach, as the bytes of a file. `seen`: how many examples must have a feature, for one
    alone says nothing about the next text. `pull`: how strongly weights are held near zero.
    """
    task = Task(examples, seen)
    return task.pack(*_fit(task.rows, task.wanted, task.counts, pull), learnt_from)


class Task:
    """What there is to learn: `rows` (examples x features), the number of the label that each is `wanted` to have, how
    much each `counts`, and how what was learnt is kept.
    """

    def __init__(self, examples: Sequence[Example], seen: int) -> None:
        self.labels = sorted({example.label for example in examples})
        place = {label: at for at, label in enumerate(self.labels)}
        self.wanted = np.array([place[example.label] for example in examples])
        sizes = Counter(example.label for example in examples)
        even = len(examples) / len(self.labels)
        self.counts = np.array([np.sqrt(even / sizes[example.label]) for example in examples], np.float32)
        found = [features(example.text, example.marks) for example in examples]
        every, numbers, times = np.unique(np.concatenate(found), return_inverse=True, return_counts=True)
        kept = times >= seen
        rarity = _rarity(times, len(examples))
        self.rows = _matrix(found, numbers, np.where(kept, rarity, 0) * RARITY_STEP)[:, kept]
        self._known, self._rarity = every[kept], rarity[kept]

    def pack(self, weights: Any, bias: Any, learnt_from: str, layer: Any = ()) -> bytes:
        """`weights` (features x labels, or units), `bias` and `layer` as the bytes of a file."""
        scale = float(np.abs(weights).max()) / (ZERO - 1)
        packed = np.column_stack([self._rarity, np.rint(weights / scale) + ZERO]).astype(np.uint8)
        rounded = [[round(float(one), 4) for one in row] for row in (bias, *layer)]
        held = WeightsFile(
            self.labels, rounded[0], scale, self._known.tobytes(), packed.tobytes(), learnt_from, rounded[1:]
        )
        return msgspec.msgpack.encode(held)


def _rarity(times: Any, examples: int) -> Any:
    """How much a feature says, in steps: the logarithm of how rare it is."""
    return np.clip(np.rint((1 + np.log((1 + examples) / (1 + times))) / RARITY_STEP), 1, 255)


def _matrix(found: Sequence[Any], numbers: Any, strength: Any) -> Any:
    """Examples x features; the squares of a row add up to one."""
    starts = np.cumsum([0, *map(len, found)])
    rows = csr_matrix((strength[numbers], numbers, starts), shape=(len(found), len(strength)))
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (diags(1 / np.where(length > 0, length, 1)) @ rows).tocsr()


def _fit(rows: Any, wanted: Any, counts: Any, pull: float) -> tuple[Any, Any]:
    """Weights (features x labels) and a bias for each label that make the wanted labels most likely."""
    width, height = int(wanted.max()) + 1, rows.shape[1]
    counts = counts[:, None]
    truth = np.zeros((len(wanted), width), np.float32)
    truth[np.arange(len(wanted)), wanted] = 1.0
    # What few examples have bends the loss little and would be learnt last: stretched, it bends it like the others.
    stretch = 1 / np.sqrt(_CURVE * np.asarray(rows.multiply(rows).multiply(counts).sum(axis=0)).ravel() + pull)
    bias_stretch = 1 / np.sqrt(_CURVE * counts.sum())
    rows = (rows @ diags(stretch)).astype(np.float32).tocsr()
    turned, held = rows.T.tocsr(), (pull * stretch**2).astype(np.float32)[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        flat = flat.astype(np.float32)
        weights, bias = flat[:-width].reshape(height, width), flat[-width:] * bias_stretch
        scores = rows @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slips = counts * (np.exp(logs) - truth)
        value = -(counts * logs * truth).sum(dtype=float) + (held * weights**2).sum(dtype=float) / 2
        slope = np.concatenate([(turned @ slips + held * weights).ravel(), slips.sum(axis=0) * bias_stretch])
        return float(value), slope.astype(float)

    found = minimize(loss, np.zeros(height * width + width), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return found.x[:-width].reshape(height, width) * stretch[:, None], found.x[-width:] * bias_stretch
