"""Objections: the sentence of theirs that somebody wants an answer to ("what do I say when they go 'I give enough'").

In: a message that asks. Out: whether it repeats such a sentence, and the reason of the no that this sentence gives.
What stands in front of it is data, in `objections.json` of each language: `repeated` where a sentence follows for
certain, `meant` where it may ("what do I answer to").
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.phrases import book
from coach.understanding.plain import sentences
from coach.understanding.reasons import quotes_in, read_quote
from events.words import Reason

_SURE: Final = 0.45
"""How sure the reading of what they say must be."""

_SENTENCE: Final = 3
"""Words of the shortest sentence that is repeated."""


class Objection(Struct, frozen=True):
    """Whether a sentence of theirs is repeated, and the reason that it gives; None where it has none that is clear."""

    repeated: bool = False
    reason: Reason | None = None


def objection_in(text: str, language: str = DEFAULT) -> Objection:
    """The first sentence of theirs in a message whose reason is clear."""
    found = [(words, True) for words in quotes_in(text)]
    for words, _ in sentences(worded(text, language)):
        places = sorted((match.end(), label) for label, _, match in book("objections", language).found(words))
        found += [(words[end:], label == "repeated") for end, label in places]
    reason = _reason([words for words, _ in found], language)
    return Objection(any(certain and len(words.split()) >= _SENTENCE for words, certain in found), reason)


def _reason(said: Sequence[str], language: str) -> Reason | None:
    readings = (read_quote(words, language) for words in said if words.strip())
    clear = (one for one in readings if one.outcome in ("soft_no", "hard_no") and one.confidence >= _SURE)
    return next((one.reason for one in clear if one.reason not in (None, "unstated")), None)
