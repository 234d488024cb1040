"""Wishes: what a message wants and what it is about, as learnt from labelled messages.

In: a message in English or German. Out: the likeliest kind and topics, each only where the weights are sure enough. The
messages are in `messages/`, lists by different writers; `wishes_training.py` learns from
them. docs/understanding.md says how right it is about messages that it never saw.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

from msgspec import Struct

from coach.learning import Weights, features
from coach.safety.normalise import normalise
from coach.understanding.plain import LIMIT
from coach.understanding.question import ASKING, KINDS, QuestionKind
from prompts.cards import TOPICS, Topic

Part = Literal["kinds", "topics", "news"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
NONE: Final = "none"
"""The label of a message that is about nothing in particular."""

_KIND: Final = 0.3
"""The probability from which on a kind counts."""

_UNLIKELY: Final = 0.03
"""A kind that phrases name stands, unless what was learnt all but rules it out ("one wants a quote next week")."""

_TOPIC: Final = 0.16
_TOPIC_IN_FEW_WORDS: Final = 0.35
_FEW: Final = 6
"""Words. So few say little of what they are about, and the weights must be the surer."""

_MOST_TOPICS: Final = 2

News = Literal["good", "bad"]
_NEWS: Final[dict[News, float]] = {"good": 0.75, "bad": 0.7}
"""The probability from which on what is told counts as good or bad; it may be both, or no news at all."""


class Wish(Struct, frozen=True):
    """What a message wants, what it is about, likeliest first, and whether what it tells of is good or bad news."""

    kind: QuestionKind
    topics: Sequence[Topic]
    news: News | None = None


@cache
def weights(part: Part) -> Weights:
    """The weights of a part, read at first use."""
    return Weights((files("coach.understanding") / f"{part}.bin").read_bytes())


def wish_of(text: str, named: QuestionKind, asks: bool = True) -> Wish:
    """What the message wants and is about. `named`: the kind that its phrases name, `comfort` where they name none.
    Who asks nothing (`asks`) wants no answer, whatever the words are like.
    """
    kinds, topics, news = (weights(part) for part in PARTS)
    found = features(normalise(text[:LIMIT]))
    about = topics.odds_of(found)
    sure = _TOPIC if len(text.split()) >= _FEW else _TOPIC_IN_FEW_WORDS
    likely = sorted(TOPICS, key=lambda topic: -about[topic])[:_MOST_TOPICS]
    told = news.odds_of(found)
    heard = next((one for one, surely in _NEWS.items() if told[one] >= surely), None)
    return Wish(_kind(kinds.odds_of(found), named, asks), [topic for topic in likely if about[topic] >= sure], heard)


def _kind(odds: Mapping[str, float], named: QuestionKind, asks: bool) -> QuestionKind:
    if named == "scope" or (named != "comfort" and odds[named] >= _UNLIKELY):
        return named
    kind = max((kind for kind in KINDS if asks or kind not in ASKING), key=lambda kind: odds[kind])
    return kind if odds[kind] >= _KIND else "comfort"
