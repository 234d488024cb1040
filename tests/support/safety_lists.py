"""The gate's labelled sentences: `cases.jsonl`, judged exactly, and the blind lists, written before each measurement.

A line of a blind list is a level, a space and a text. From 2 on the gate must find it; at 0 it must leave it alone.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from coach.safety import normalise
from coach.safety.gate import by_phrases

FOLDER = Path(__file__).parent.parent / "safety"


class Case(Struct, frozen=True):
    set: int
    lang: str
    level: int
    kind: str
    tag: str
    text: str


class Line(Struct, frozen=True):
    round: int
    lang: str
    level: int
    text: str


def cases() -> list[Case]:
    return [msgspec.json.decode(line, type=Case) for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()]


def blind_lines() -> list[Line]:
    found = []
    for path in sorted((FOLDER / "blind").glob("*.txt")):
        number, lang = path.stem.split("-")
        lines = path.read_text("utf-8").splitlines()
        found += [Line(int(number), lang, int(line[0]), line[2:]) for line in lines]
    return found


def passes(line: Line, level: int) -> bool:
    """Whether a level is right for a line: risk is found or not, whichever of the two levels of risk it is."""
    return (level >= 2) == (line.level >= 2)


def phrase_level(text: str) -> tuple[int, str]:
    """The level and kind that the phrases alone find."""
    found = by_phrases(normalise(text))
    return found.level, found.kind
