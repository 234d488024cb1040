"""Orders: a message that asks to write down what was just told ("put that down as a no", "log it").

In: a message. Out: what it is to be written down as, and what else the message says. Words are data, one file a
language.
"""

from functools import cache
from typing import Final

from msgspec import Struct

from coach.understanding.activity import Reported
from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.numbers import with_digits
from coach.understanding.phrases import load
from coach.understanding.plain import sentences
from coach.understanding.reports import compiled
from coach.understanding.tally import reason_of
from events.words import REJECTIONS, Channel, Outcome

LONGEST: Final = 80
"""Characters of a sentence: an order is short, and a long sentence takes the patterns long."""
_SHORT: Final = 160
"""Who wants something taken out may say why in the same sentence."""


class _Orders(Struct, frozen=True, forbid_unknown_fields=True):
    """`whole` are patterns of a whole sentence, of which `names` are parts; `outcomes` are words in it, and `counted`
    the number of what was told ("the three calls"). `never` is a whole sentence that asks to be kept from somebody
    ("put her down so I never call again"), `assent` one that orders what was offered before it ("yes please"), and
    `takes_out` one that asks to take out or change what is in the journal.
    """

    names: dict[str, str]
    whole: list[str]
    never: str
    counted: str
    assent: str
    takes_out: str
    outcomes: dict[Outcome, str]


class Order(Struct, frozen=True):
    """What was told is to be written down: as `outcome`, where it says so; `told` are the words beside the order, and
    `count` how many were told.
    """

    outcome: Outcome | None = None
    told: str = ""
    count: int | None = None


@cache
def _orders(language: str) -> _Orders:
    return load("orders", _Orders, language)


@cache
def _patterns(language: str) -> list[str]:
    return [_named(pattern, language) for pattern in _orders(language).whole]


@cache
def _named(pattern: str, language: str) -> str:
    for name, part in _orders(language).names.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern


def order_in(text: str, language: str = DEFAULT) -> Order | None:
    """The order in a message, None where there is none."""
    said = [words for words, asks in sentences(with_digits(worded(text, language), language))]
    short = [words for words in said if len(words) <= LONGEST]
    order = next((words for words in short if any(compiled(one).fullmatch(words) for one in _patterns(language))), None)
    if order is None:
        return None
    assent = compiled(f" {_orders(language).names['lead']}")
    beside = [words for words in said if words != order and not (words in short and assent.fullmatch(words))]
    told = " . ".join(words.strip() for words in beside)
    order = assent.sub(" ", order, count=1)  # "yes, log it" is no yes of anybody
    outcomes, counted = _orders(language).outcomes.items(), compiled(_orders(language).counted).search(order)
    outcome = next((outcome for outcome, words in outcomes if compiled(words).search(order)), None)
    return Order(outcome, told, int(counted[1]) if counted else None)


def keeps_away(text: str, language: str = DEFAULT) -> bool:
    """Whether a message orders that somebody is never reached again ("put her down so I never call again")."""
    pattern = compiled(_named(_orders(language).never, language))
    said = [words for words, asks in sentences(with_digits(worded(text, language), language)) if len(words) <= _SHORT]
    return any(pattern.fullmatch(words) for words in said)


def assents(text: str, language: str = DEFAULT) -> bool:
    """Whether a message says no more than that what was offered is to be done ("yes please", "ja bitte")."""
    said = sentences(worded(text, language))
    return len(said) == 1 and len(text) <= LONGEST and _is_assent(said[0][0], language)


def _is_assent(sentence: str, language: str) -> bool:
    return bool(compiled(_named(_orders(language).assent, language)).fullmatch(sentence))


def takes_out(text: str, language: str = DEFAULT) -> bool:
    """Whether a message asks to take out or change what is in the journal ("take out what I put in yesterday")."""
    said = [words for words, _ in sentences(with_digits(worded(text, language), language)) if len(words) <= _SHORT]
    return any(compiled(_named(_orders(language).takes_out, language)).fullmatch(words) for words in said)


def one_of(outcome: Outcome, told: str, channel: Channel, language: str = DEFAULT) -> Reported:
    """One outcome that an order names, with the reason that is told for it."""
    reason = reason_of(worded(told, language), language) if outcome == "soft_no" else None
    return Reported(
        channel=channel,
        when="unspecified",
        won=1 if outcome == "won" else None,
        small_wins=1 if outcome == "progress" else None,
        soft_no=1 if outcome == "soft_no" else None,
        hard_no=1 if outcome == "hard_no" else None,
        no_answer=1 if outcome == "no_answer" else None,
        unreachable=1 if outcome == "unreachable" else None,
        rejections=1 if outcome in REJECTIONS else None,
        reasons={reason: 1} if reason else {},
    )
