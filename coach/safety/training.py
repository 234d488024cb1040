"""Training of the gate: `python -m coach.safety.training` learns `weights.bin` from `examples/`.

A list is `<language>-<number>.tsv`, a line of it a level, a kind and a text with tabs between; the labelled sentences
of the tests are learnt from too. `unseen()` says what to expect of lines that were not learnt from: the lists are taken
out in turn, some at a time, and judged by weights learnt from the others.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from coach.learning import Weights
from coach.learning.layered import train_layered
from coach.learning.training import Example
from coach.safety.gate import by_phrases
from coach.safety.learnt import LABELS
from coach.safety.lexicon import Kind
from coach.safety.normalise import normalise
from coach.understanding import questions_training, wishes_training
from coach.understanding.language import languages
from coach.understanding.training import taught

HERE: Final = Path(__file__).parent
CASES: Final = HERE.parents[1] / "tests" / "safety" / "cases.jsonl"
SEEN: Final = 6
TURNS: Final = 5
_LOW: Final = frozenset({"low", "hopeless"})
"""Moods of a message that ask for the same care as a low line."""

_LABEL_OF: Final = {meaning: label for label, meaning in LABELS.items()}


class Line(Struct, frozen=True):
    """A labelled line. `source` is the list it is from, such as "en-1"."""

    level: int
    kind: Kind
    text: str
    source: str = "cases"

    @property
    def turn(self) -> int:
        """In which turn of `unseen` its list is taken out. Lists of one number may be of one writer."""
        return int(self.source.partition("-")[2]) % TURNS


def lines() -> list[Line]:
    """Every line of every list."""
    found: list[Line] = []
    for path in sorted((HERE / "examples").glob("*.tsv")):
        for raw in path.read_text("utf-8").splitlines():
            level, kind, text = raw.split("\t")
            found.append(Line(int(level), kind, text, path.stem))  # type: ignore[arg-type]
    return found


def cases() -> list[Line]:
    """The labelled sentences of the tests, of those meanings that have a label."""
    every = [msgspec.json.decode(raw, type=Line) for raw in CASES.read_bytes().splitlines()]
    return [line for line in every if (line.level, line.kind) in _LABEL_OF]


def learn(lines: Iterable[Line]) -> bytes:
    """The weights that the lines teach, and talk that is no risk: what prospects say, and messages to the coach."""
    examples = [example(_LABEL_OF[line.level, line.kind], line.text) for line in [*lines, *cases()]]
    talk = [example("none", text) for language in languages() for _, text in taught(language)]
    messages = [
        example("low" if _LOW.intersection(message.moods) else "none", message.text)
        for message in wishes_training.lines()
    ]
    questions = [example("none", question.text) for question in questions_training.lines()]
    return train_layered([*examples, *talk, *messages, *questions], SEEN, fingerprint())


@cache
def example(label: str, text: str) -> Example:
    """A text with the phrases that are in it."""
    typed = normalise(text)
    return Example(label, typed, tuple(by_phrases(typed).marks))


def unseen(lines: Sequence[Line], turns: Iterable[int] = range(TURNS)) -> Iterator[tuple[Line, Weights]]:
    """Each line of these turns with weights that were learnt from other lists, by other writers."""
    for turn in turns:
        held = Weights(learn(line for line in lines if line.turn != turn))
        yield from ((line, held) for line in lines if line.turn == turn)


def fingerprint() -> str:
    """What the weights are learnt from: a change to any of it asks for a new training."""
    learning = HERE.parent / "learning"
    understanding = HERE.parent / "understanding"
    talk = sorted([*(understanding / "messages").glob("*.tsv"), *(understanding / "questions").glob("*.tsv")])
    sources = [*sorted((HERE / "examples").glob("*.tsv")), *talk, CASES]
    sources += [HERE / name for name in ("training.py", "normalise.py")]
    sources += [learning / name for name in ("features.py", "kin.txt", "training.py", "layered.py")]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


if __name__ == "__main__":
    (HERE / "weights.bin").write_bytes(learn(lines()))
