"""Trade: how somebody reaches people, and whether they sell at all, where a message shows it.

In: the text. Out: `Trade`. The words are data, in `trade.json` of each language. Where a message is silent, the
journal says what the person mostly does.
"""

from functools import cache

from msgspec import Struct
from msgspec.structs import asdict

from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.phrases import Phrase, load


class Trade(Struct, frozen=True):
    """What a message shows of the work. `phones`: by phone, by another way, or None where it does not say."""

    phones: bool | None = None
    applies: bool = False
    """It is about an application or about investors: nothing is sold, and nobody has a supplier."""
    lent: bool = False
    """Somebody close offers money: nobody's price is meant."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases (see `phrases`); what `not_phone` finds is no sign of the phone."""

    phone: list[str]
    not_phone: list[str]
    other: list[str]
    applies: list[str]
    lent: list[str]


def trade_of(text: str, language: str = DEFAULT) -> Trade:
    """What `text` shows of the work."""
    table = _phrases(language)
    words = worded(text, language)
    applies, lent = _any(table["applies"], words), _any(table["lent"], words)
    for phrase in table["not_phone"]:
        words = phrase.pattern.sub("", words)
    elsewhere = applies or _any(table["other"], words)
    phones = True if _any(table["phone"], words) else False if elsewhere else None
    return Trade(phones, applies, lent)


def _any(phrases: list[Phrase], words: str) -> bool:
    return any(phrase.find(words) for phrase in phrases)


@cache
def _phrases(language: str) -> dict[str, list[Phrase]]:
    held = asdict(load("trade", _Words, language))
    return {name: [Phrase(text) for text in texts] for name, texts in held.items()}
