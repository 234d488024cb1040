"""Training of questions: `python -m coach.understanding.questions_training` learns `questions.bin` from `questions/`.

A list is `<language>-<number>.tsv`, a line of it a label and a text with a tab between. What the messages of the wishes
(`messages/`) tell without asking anything is learnt as no question too.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.learning.training import Example, train
from coach.safety.normalise import normalise
from coach.understanding import wishes_training
from coach.understanding.question import ASKING, question_of
from coach.understanding.questions import NONE

HERE: Final = Path(__file__).parent
SEEN: Final = 3
PULL: Final = 0.003
_UNCLEAR: Final = frozenset({"fear"})
"""Topics that are told and asked about in the same words."""


class Line(Struct, frozen=True):
    """A labelled message. `source` is the list it is from, such as "en-1"."""

    source: str
    label: str
    text: str


def lines() -> list[Line]:
    """Every line of every list."""
    return [
        Line(path.stem, *raw.split("\t"))
        for path in sorted((HERE / "questions").glob("*.tsv"))
        for raw in path.read_text("utf-8").splitlines()
    ]


def told() -> list[str]:
    """Messages of the wishes that ask nothing."""
    return [
        line.text
        for line in wishes_training.lines()
        if line.kinds and ASKING.isdisjoint(line.kinds) and _UNCLEAR.isdisjoint(line.topics)
        if not question_of(line.text, line.source.partition("-")[0]).asks
    ]


def learn(lines: Iterable[Line]) -> bytes:
    """The weights that the lines teach, and what is told."""
    examples = [Example(line.label, normalise(line.text)) for line in lines]
    return train([*examples, *(Example(NONE, normalise(text)) for text in told())], SEEN, PULL, fingerprint())


def fingerprint() -> str:
    """What the weights are learnt from: a change to any of it asks for a new training."""
    learning, safety = HERE.parent / "learning", HERE.parent / "safety"
    lists = sorted([*(HERE / "questions").glob("*.tsv"), *(HERE / "messages").glob("*.tsv")])
    sources = [*lists, HERE / "questions_training.py", safety / "normalise.py"]
    sources += [learning / name for name in ("features.py", "kin.txt", "training.py")]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


if __name__ == "__main__":
    (HERE / "questions.bin").write_bytes(learn(lines()))
