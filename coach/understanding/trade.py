"""Trade: how somebody reaches people, and whether they sell at all, where a message shows it.

In: the text. Out: `Trade`. The words are data, in `trade.json` of each language. Where a message is silent, the
journal says what the person mostly does.
"""

from functools import cache

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.phrases import Phrase, load


class Trade(Struct, frozen=True):
    """What a message shows of the work. `phones`: by phone, by another way, or None where it does not say."""

    phones: bool | None = None
    applies: bool = False
    """It is about an application or about investors: nothing is sold, and nobody has a supplier."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases (see `phrases`); what `not_phone` finds is no sign of the phone."""

    phone: list[str]
    not_phone: list[str]
    other: list[str]
    applies: list[str]


def trade_of(text: str, language: str = DEFAULT) -> Trade:
    """What `text` shows of the work."""
    phone, not_phone, other, applies = _phrases(language)
    words = worded(text, language)
    applied = _any(applies, words)
    for phrase in not_phone:
        words = phrase.pattern.sub("", words)
    phones = True if _any(phone, words) else False if applied or _any(other, words) else None
    return Trade(phones, applied)


def _any(phrases: list[Phrase], words: str) -> bool:
    return any(phrase.find(words) for phrase in phrases)


@cache
def _phrases(language: str) -> tuple[list[Phrase], list[Phrase], list[Phrase], list[Phrase]]:
    held = load("trade", _Words, language)
    phone, not_phone, other, applies = (
        [Phrase(text) for text in texts] for texts in (held.phone, held.not_phone, held.other, held.applies)
    )
    return phone, not_phone, other, applies
