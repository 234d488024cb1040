"""Training: weights from labelled examples. Needs the development requirements (SciPy); no user ever runs it.

Multinomial logistic regression with a pull towards zero, solved to the end by L-BFGS: the problem is convex, so the
same examples give the same weights. Labels with few examples count a little more.
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


_ROUNDS: Final = 300
_SEEN: Final = 2
"""A feature of a single example says nothing about the next text."""


def train(examples: Sequence[Example], buckets: int, pull: float, learnt_from: str = "") -> bytes:
    """The weights that `examples` teach, as the bytes of a file. `pull`: how strongly weights are held near zero."""
    labels = sorted({example.label for example in examples})
    place = {label: at for at, label in enumerate(labels)}
    wanted = np.array([place[example.label] for example in examples])
    found = [features(example.text, buckets, example.marks) for example in examples]
    rarity = _rarity(found, buckets)
    sizes = Counter(example.label for example in examples)
    counts = np.array([np.sqrt(len(examples) / len(labels) / sizes[example.label]) for example in examples])
    weights, bias = _fit(_matrix(found, rarity * RARITY_STEP), wanted, counts, pull)
    scale = float(np.abs(weights).max()) / (ZERO - 1)
    packed = np.column_stack([rarity, np.rint(weights / scale) + ZERO]).astype(np.uint8)
    held = WeightsFile(labels, [round(float(one), 4) for one in bias], scale, packed.tobytes(), learnt_from)
    return msgspec.msgpack.encode(held)


def _rarity(found: Sequence[list[int]], buckets: int) -> Any:
    """How much a feature says, in steps: the logarithm of how rare it is, nothing where one example alone has it."""
    seen = np.bincount([number for row in found for number in row], minlength=buckets)
    steps = np.rint((1 + np.log((1 + len(found)) / (1 + seen))) / RARITY_STEP)
    return np.where(seen >= _SEEN, np.clip(steps, 1, 255), 0)


def _matrix(found: Sequence[list[int]], strength: Any) -> Any:
    """Examples x features; the squares of a row add up to one."""
    numbers = np.array([number for row in found for number in row])
    starts = np.cumsum([0, *map(len, found)])
    rows = csr_matrix((strength[numbers], numbers, starts), shape=(len(found), len(strength)))
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return diags(1 / np.where(length > 0, length, 1)) @ rows


def _fit(rows: Any, wanted: Any, counts: Any, pull: float) -> tuple[Any, Any]:
    """Weights (features x labels) and a bias for each label that make the wanted labels most likely."""
    width, height = int(wanted.max()) + 1, rows.shape[1]
    truth = np.zeros((len(wanted), width))
    truth[np.arange(len(wanted)), wanted] = 1.0
    rows = rows.tocsr()
    turned = rows.T.tocsr()

    def loss(flat: Any) -> tuple[float, Any]:
        weights, bias = flat[:-width].reshape(height, width), flat[-width:]
        scores = rows @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slips = counts[:, None] * (np.exp(logs) - truth)
        value = -(counts * logs[truth > 0]).sum() + pull / 2 * (weights**2).sum()
        return value, np.concatenate([(turned @ slips + pull * weights).ravel(), slips.sum(axis=0)])

    found = minimize(loss, np.zeros(height * width + width), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return found.x[:-width].reshape(height, width), found.x[-width:]
