"""What phrases do not know: risk that shows in the situation, as learnt from thousands of labelled lines.

In: normalised text. Out: the level of care and whom it is about, as far as the weights are sure of it. The lines are in
`examples/`, in lists that were written apart from each other; `training.py` learns from them. See docs/safety.md for
what unseen lines say about it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from coach.learning import WORD, Weights, kin
from coach.safety.lexicon import Kind

SURE: Final = 0.35
"""Risk is heard from this probability on."""

GRAVE: Final = 0.25
"""Risk that is explicit rather than veiled, from this one on."""

HINT: Final = 0.2
"""From this probability on help is in sight, whatever is answered."""

_CERTAIN: Final = 0.8
"""From this probability on it speaks like somebody who knows. Below, also whoever seems to say it outright is asked."""

LOW: Final = 0.5
"""A low mood is heard from this probability on."""

CALM: Final = 0.99
"""From this probability of nothing on, a phrase of low mood was about something else."""

LABELS: Final[dict[str, tuple[int, Kind]]] = {
    "none": (0, "none"),
    "low": (1, "low"),
    "veiled": (2, "self"),
    "third_party": (2, "third_party"),
    "explicit": (3, "self"),
    "others": (3, "others"),
}
"""What a label stands for: level and kind."""

_KNOWN: Final = 0.34
"""More than this share of its words must be known."""

_MOST: Final = 200
"""Sentences that are looked at together; phrases are searched in all."""

_SENTENCE: Final = re.compile(r"[^.!?;]+[.!?;]*")
_WHOLE: Final = 12
"""Sentences. A longer text is not looked at as a whole: hundreds of different words sound like anything."""

_TOGETHER: Final = 3
"""So many at a time: a sign may need its neighbours, and must not drown among forty others."""


@cache
def weights() -> Weights:
    """The weights of all languages, read at first use."""
    return Weights((files("coach.safety") / "weights.bin").read_bytes())


class Heard(Struct, frozen=True):
    """The level and kind that a text asks for, as far as the weights are sure, and the probability of level 2 or 3.

    `calm`: whether they are sure that there is nothing at all; `unsure`: that level 2, or the line of level 1, is shown
    in doubt.
    """

    level: int
    kind: Kind
    risk: float
    calm: bool
    unsure: bool = False


NOTHING: Final = Heard(0, "none", 0.0, False)


def risk(odds: Mapping[str, float]) -> float:
    """The probability that a text asks for level 2 or 3."""
    return sum(share for label, share in odds.items() if LABELS[label][0] >= 2)


def hear(plain: str, marks: Sequence[str]) -> Heard:
    """What normalised text asks for: as much as its most worrying part. `marks`: the phrases found in it."""
    parts = [part for part in _parts(plain) if _legible(part)]
    every = [weights().odds(part, marks) for part in parts]
    if not every:
        return NOTHING
    worst = max(every, key=risk)
    about = every[0] if parts[0] == plain else worst
    grave = sum(share for label, share in worst.items() if LABELS[label][0] == 3) > risk(worst) / 2
    if risk(worst) >= (GRAVE if grave else SURE):
        grades = [name for name in worst if LABELS[name][0] == (3 if grave else 2)]
        level, kind = LABELS[max(grades, key=lambda name: worst[name])]
        sure = risk(worst) >= _CERTAIN
        level = level if sure else 2
        unsure = level == 2 and kind != "others" and not sure
    else:
        unsure = about["low"] < LOW and risk(worst) >= HINT
        level, kind = LABELS["low" if unsure or about["low"] >= LOW else "none"]
    return Heard(level, kind, risk(worst), about["none"] >= CALM, unsure)


def _parts(plain: str) -> Iterable[str]:
    """The whole text, and where it has more sentences, every few of them; of a long one only these."""
    sentences = list(dict.fromkeys(_SENTENCE.findall(plain)))[:_MOST]
    starts = range(len(sentences) - _TOGETHER + 1) if len(sentences) > _TOGETHER else []
    whole = [plain] if len(sentences) <= _WHOLE else []
    return [*whole, *("".join(sentences[start : start + _TOGETHER]) for start in starts)]


def _legible(part: str) -> bool:
    """Whether enough words are known for what was learnt of them to mean anything; a letter alone is chance."""
    words = WORD.findall(part)
    return sum(len(word) > 1 and word in kin() for word in words) > _KNOWN * len(words)
