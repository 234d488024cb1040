"""Questions: which plain question a message asks, as learnt from labelled ones.

In: a message in English or German. Out: how likely each of the questions is that people who sell ask again and again:
acts (`asked`), measures of one's own numbers (`measures`), and a few more. Phrases know the commonest wordings, this
knows their like. The messages are in `questions/`, lists by different writers, which `questions_training.py` learns.
docs/understanding.md says how right it is about messages that it never saw.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from coach.learning import Weights, features
from coach.safety.normalise import normalise
from coach.understanding.phrases import KEPT
from coach.understanding.plain import LIMIT

NONE: Final = "none"
"""The label of a message that asks none of them."""

SURE: Final = 0.33
"""The probability from which on a question counts."""

SURE_AT_THE_END: Final = 0.6
"""The same for the last sentence by itself, where the whole message does not say."""

UNLIKELY: Final = 0.01
"""Below this, what was learnt rules a question out."""

_SENTENCE: Final = re.compile(r"[^.!?\n;]+[.!?\n;]*")


class Likely(Struct, frozen=True):
    """`label`: the question that is asked, None where none is or it is not clear which. `odds`: of each label, for the
    part of the message that the question is in."""

    label: str | None
    odds: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights, read at first use."""
    return Weights((files("coach.understanding") / "questions.bin").read_bytes())


@lru_cache(maxsize=KEPT)
def question_in(text: str) -> Likely:
    """The question of a message: of all of it, else of its last sentence."""
    plain = normalise(text[:LIMIT])
    whole = _likely(plain, SURE)
    last = _SENTENCE.findall(plain)[-1:]
    if whole.label or not last or last[0] == plain:
        return whole
    ended = _likely(last[0], SURE_AT_THE_END)
    return ended if ended.label else whole


def _likely(plain: str, sure: float) -> Likely:
    odds = weights().odds_of(features(plain))
    label = max(odds, key=lambda name: odds[name])
    return Likely(label if label != NONE and odds[label] >= sure else None, odds)
