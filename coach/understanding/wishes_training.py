"""Training of wishes: `python -m coach.understanding.wishes_training` learns `<part>.bin` from `messages/`.

A list is `<language>-<number>.tsv`, a line of it a kind, moods (not learnt here), topics, in newer lists the news, and
a text with tabs between; "-" is none.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.learning.training import Example, train
from coach.safety.normalise import normalise
from coach.understanding.wishes import NONE, PARTS, Part

HERE: Final = Path(__file__).parent
SEEN: Final = 2
PULL: Final = 0.03


class Line(Struct, frozen=True):
    """A labelled message. `source` is the list it is from, such as "en-1"."""

    source: str
    kinds: list[str]
    moods: list[str]
    topics: list[str]
    news: list[str]
    text: str

    def labels(self, part: Part) -> list[str]:
        """Its labels of a part. A list may leave kinds or news open; a message about nothing in particular is about
        that.
        """
        return {"kinds": self.kinds, "topics": self.topics or [NONE], "news": self.news}[part]


def lines() -> list[Line]:
    """Every line of every list."""
    found: list[Line] = []
    for path in sorted((HERE / "messages").glob("*.tsv")):
        for raw in path.read_text("utf-8").splitlines():
            kind, moods, topics, *news, text = raw.split("\t")
            found.append(Line(path.stem, _listed(kind), _listed(moods), _listed(topics), news, text))
    return found


def _listed(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split(",")


def learn(part: Part, lines: Iterable[Line]) -> bytes:
    """The weights of a part that the lines teach; a message of two topics is an example of each."""
    examples = [Example(label, normalise(line.text)) for line in lines for label in line.labels(part)]
    return train(examples, SEEN, PULL, fingerprint())


def fingerprint() -> str:
    """What the weights are learnt from: a change to any of it asks for a new training."""
    learning, safety = HERE.parent / "learning", HERE.parent / "safety"
    sources = [*sorted((HERE / "messages").glob("*.tsv")), HERE / "wishes_training.py", safety / "normalise.py"]
    sources += [learning / name for name in ("features.py", "kin.txt", "training.py")]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


if __name__ == "__main__":
    for part in PARTS:
        (HERE / f"{part}.bin").write_bytes(learn(part, lines()))
