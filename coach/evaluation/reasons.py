"""How well the reason of a no is read: labelled rows in, a table of figures out.

`judge` measures `read_quote` (or any other reader) on rows. `cross_validated` takes the labelled examples of
a language apart, trains on most and reads the rest, in turns; it measures what was learnt alone, since the
phrases were written with the examples in sight and would flatter the figure.

A row is of one class: its reason for a soft no, `hard_no` for a final one whatever its reason, else its
outcome. The macro-F1 is the mean over the reasons that occur.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from msgspec import Struct

from coach.understanding import Reading, read_quote
from coach.understanding.training import taught, train
from coach.understanding.weights import Weights
from events.words import REASONS, Outcome, Reason

FOLDS: Final = 5
_SEED: Final = 5


class Labelled(Struct, frozen=True):
    """What somebody said, and what it means. A JSON line of a test set has these fields and may have more."""

    text: str
    outcome: Outcome | Literal["none"]
    reason: Reason | None = None
    lang: str = "en"


class ClassScore(Struct, frozen=True):
    """How well one class is found, each figure from 0 to 1; `rows` is how many are of it."""

    name: str
    precision: float
    recall: float
    f1: float
    rows: int


class Figures(Struct, frozen=True):
    """The figures of a set of rows."""

    rows: int
    macro_f1: float
    accuracy: float
    hard_no_recall: float
    hard_no_precision: float
    classes: list[ClassScore]

    def table(self) -> str:
        """The figures as lines of text."""
        lines = [f"{'class':<16}{'precision':>10}{'recall':>10}{'f1':>10}{'rows':>7}"]
        lines += [f"{c.name:<16}{c.precision:>10.3f}{c.recall:>10.3f}{c.f1:>10.3f}{c.rows:>7}" for c in self.classes]
        lines.append(f"macro-F1 of reasons {self.macro_f1:.3f}, accuracy {self.accuracy:.3f}, {self.rows} rows")
        return "\n".join(lines)


def class_of(outcome: str, reason: str | None) -> str:
    """The one class of a row or a reading."""
    return reason if outcome == "soft_no" and reason else outcome


def judge(rows: Sequence[Labelled], read: Callable[[str], Reading] = read_quote) -> Figures:
    """How well `read` reads `rows`."""
    readings = [(row, read(row.text)) for row in rows]
    return figures(
        (class_of(row.outcome, row.reason), class_of(found.outcome, found.reason)) for row, found in readings
    )


def figures(pairs: Iterable[tuple[str, str]]) -> Figures:
    """The figures of pairs of what is right and what was said."""
    meant: Counter[str] = Counter()
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for wanted, given in pairs:
        meant[wanted] += 1
        said[given] += 1
        right[wanted] += wanted == given
    scores = {name: _score(name, right[name], said[name], meant[name]) for name in sorted(meant)}
    reasons = [scores[reason].f1 for reason in REASONS if reason in scores]
    hard = scores.get("hard_no") or _score("hard_no", 0, said["hard_no"], 0)
    return Figures(
        rows=meant.total(),
        macro_f1=sum(reasons) / max(1, len(reasons)),
        accuracy=right.total() / max(1, meant.total()),
        hard_no_recall=hard.recall,
        hard_no_precision=hard.precision,
        classes=list(scores.values()),
    )


def _score(name: str, right: int, said: int, meant: int) -> ClassScore:
    return ClassScore(name, right / max(1, said), right / max(1, meant), 2 * right / max(1, said + meant), meant)


def cross_validated(language: str = "en", folds: int = FOLDS, only: int | None = None) -> Figures:
    """What is learnt, on examples that it was not learnt from; with `only`, of that one fold (quicker)."""
    examples = taught(language)
    random.Random(_SEED).shuffle(examples)
    pairs: list[tuple[str, str]] = []
    for fold in range(folds) if only is None else [only]:
        rest = [example for at, example in enumerate(examples) if at % folds != fold]
        learnt = Weights(train(rest, language), language)
        for label, words in examples[fold::folds]:
            scores = learnt.scores(words)
            pairs.append((label, max(scores, key=lambda name: scores[name])))
    return figures(pairs)
