"""Questions: which plain question a message asks, as learnt from labelled ones.

In: a message in English or German. Out: the likeliest of the questions that people who sell ask again and again, where
the weights are sure of it; `asked` and `measures` know the commonest wordings by their phrases, this knows their like.
The messages are in `questions/`, lists by different writers; `questions_training.py` learns from them.
docs/understanding.md says how right it is about messages that it never saw.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from coach.learning import Weights, features
from coach.safety.normalise import normalise
from coach.understanding.plain import LIMIT

NONE: Final = "none"
"""The label of a message that asks none of them."""

SURE: Final = 0.5
"""The probability from which on a question counts."""


@cache
def weights() -> Weights:
    """The weights, read at first use."""
    return Weights((files("coach.understanding") / "questions.bin").read_bytes())


def question_in(text: str, sure: float = SURE) -> str | None:
    """The label of the question that a message asks, None where it asks none or it is not clear which."""
    odds = weights().odds_of(features(normalise(text[:LIMIT])))
    label = max(odds, key=lambda name: odds[name])
    return label if label != NONE and odds[label] >= sure else None
