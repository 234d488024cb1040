"""Training: the weights of a language, learnt from its labelled examples. `python -m coach.understanding.training`

Multinomial logistic regression by stochastic gradient descent with steps that shrink as a feature is seen
(AdaGrad: Duchi, Hazan and Singer, 2011) and weights pulled towards zero. Pure Python, no clock and a fixed
seed: the same examples give the same weights. The command rewrites `<language>/weights.json` for every
language; run it after a change to examples, fields, endings or features.
"""

import hashlib
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from coach.understanding.features import features
from coach.understanding.phrases import load
from coach.understanding.plain import plain
from coach.understanding.weights import SCALE, WeightsFile, pack

Example = tuple[str, str]
"""A label and plain words."""

_ROUNDS: Final = 14
_STEP: Final = 0.35
_PULL: Final = 2e-3
_SEED: Final = 20
_SEEN: Final = 2
"""A feature of a single example says nothing about the next text."""


def train(examples: Sequence[Example], language: str) -> WeightsFile:
    """The weights that `examples` teach."""
    labels = sorted({label for label, _ in examples})
    place = {label: at for at, label in enumerate(labels)}
    rows = [(place[label], features(words, language)) for label, words in examples]
    seen = Counter(name for _, found in rows for name in found)
    known = {name: at for at, name in enumerate(name for name, count in seen.items() if count >= _SEEN)}
    data = [(label, [(known[n], s) for n, s in found.items() if n in known]) for label, found in rows]
    weights = _descend(data, len(known), len(labels), _balance(rows, len(labels)))
    packed = {name: pack(weights[at]) for name, at in known.items()}
    flat = pack([0.0] * len(labels))
    return WeightsFile(labels, {name: row for name, row in sorted(packed.items()) if row != flat})


def _balance(rows: Sequence[tuple[int, object]], labels: int) -> list[float]:
    """How much an example of each label counts: labels with few examples a little more."""
    sizes = Counter(label for label, _ in rows)
    return [math.sqrt(len(rows) / labels / sizes[label]) for label in range(labels)]


def _descend(
    data: list[tuple[int, list[tuple[int, float]]]], known: int, labels: int, balance: list[float]
) -> list[list[float]]:
    weights = [[0.0] * labels for _ in range(known)]
    travelled = [[0.02] * labels for _ in range(known)]
    every = range(labels)
    chance = random.Random(_SEED)
    order = list(range(len(data)))
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for at in order:
            label, found = data[at]
            scores = [0.0] * labels
            for name, strength in found:
                row = weights[name]
                scores = [score + strength * weight for score, weight in zip(scores, row, strict=True)]
            top = max(scores)
            odds = [math.exp(SCALE * (score - top)) for score in scores]
            total = sum(odds)
            slips = [share / total * balance[label] for share in odds]
            slips[label] -= balance[label]
            moved = [at for at in every if abs(slips[at]) > 0.01]
            for name, strength in found:
                row, far = weights[name], travelled[name]
                for at in moved:
                    slope = slips[at] * strength + _PULL * row[at]
                    far[at] += slope * slope
                    row[at] -= _STEP * slope / math.sqrt(far[at])
    return weights


def taught(language: str) -> list[Example]:
    """The labelled examples of a language, in order."""
    held = load("examples", dict[str, list[str]], language)
    return [(label, plain(text, language)) for label, texts in held.items() for text in texts]


def fingerprint(language: str) -> str:
    """What the weights of a language were learnt from: a change to any of it asks for a new training."""
    here = Path(__file__).parent
    sources = [here / name for name in ("features.py", "training.py", "plain.py")]
    sources += [here / language / f"{topic}.json" for topic in ("examples", "fields", "endings", "plain")]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def write(language: str) -> None:
    """Train a language and write its weights beside its examples."""
    learnt = train(taught(language), language)
    learnt.learnt_from = fingerprint(language)
    raw = msgspec.json.format(msgspec.json.encode(learnt), indent=1)
    (Path(__file__).parent / language / "weights.json").write_bytes(raw + b"\n")


if __name__ == "__main__":
    for folder in sorted(Path(__file__).parent.glob("*/examples.json")):
        write(folder.parent.name)
