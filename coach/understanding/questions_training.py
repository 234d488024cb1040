"""Training of questions: `python -m coach.understanding.questions_training` learns `questions.bin` from `questions/`.

A list is `<language>-<number>.tsv`, a line of it a label and a text with a tab between. What the lists for wishes say
without asking anything (`messages/`) is learnt as no question too.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.learning.training import Example, train
from coach.safety.normalise import normalise

HERE: Final = Path(__file__).parent
SEEN: Final = 2
PULL: Final = 0.03


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


def learn(lines: Iterable[Line]) -> bytes:
    """The weights that the lines teach."""
    return train([Example(line.label, normalise(line.text)) for line in lines], SEEN, PULL, fingerprint())


def fingerprint() -> str:
    """What the weights are learnt from: a change to any of it asks for a new training."""
    learning, safety = HERE.parent / "learning", HERE.parent / "safety"
    sources = [*sorted((HERE / "questions").glob("*.tsv")), HERE / "questions_training.py", safety / "normalise.py"]
    sources += [learning / name for name in ("features.py", "kin.txt", "training.py")]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


if __name__ == "__main__":
    (HERE / "questions.bin").write_bytes(learn(lines()))
