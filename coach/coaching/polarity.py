"""Polarity: whether what somebody tells is good, bad or both, before a word is chosen for it.

In: the message and the person's numbers. A win that is told decides: neither a long road nor a heavy feeling beside it
makes a loss of it; and praise that means the opposite makes no win.
"""

from typing import Final

from coach.insight.facts import FactSheet
from coach.insight.rates import MINIMUM
from coach.understanding import ASKING, SORROW, Heard, Message
from prompts.cards import Mood

FAIR: Final = 0.2
"""A share of good outcomes that nobody is consoled for, whatever is usual for them."""


def went_well(message: Message, sheet: FactSheet, heavy: frozenset[Mood]) -> bool:
    """Something went well, and nothing weighs. A loss that is told as one counts for more than a win beside it."""
    if not SORROW.isdisjoint(message.patterns) or "irony" in message.patterns or _lost(message, sheet) or heavy:
        return False
    if "rude" in message.patterns and not (message.reported and message.reported.won):
        return False
    return _won(message) or "hopeful" in message.moods


def is_mixed(message: Message, sheet: FactSheet, heavy: frozenset[Mood]) -> bool:
    """Something was won, and it weighs all the same: the win is named first."""
    hurt = {"rude", "workplace", *SORROW}.intersection(message.patterns)
    felt = heavy and "hopeless" not in heavy
    return bool(felt) and not hurt and _won(message) and not _asks(message) and not _lost(message, sheet)


_WANTS_MORE: Final[frozenset[Heard]] = frozenset({"free_work", "discount", "deposit", "pending", "think"})
"""What a prospect says who answered, and agreed to nothing."""


def _won(message: Message) -> bool:
    reported = message.reported
    if reported and (reported.won or reported.small_wins):
        return True
    if message.asked.heard in _WANTS_MORE:
        return False
    return "has_win" in message.patterns or ("small_wins" in message.patterns and not _asks(message))


def _asks(message: Message) -> bool:
    """Who asks what to do with a win wants an answer, not a word about the win."""
    return message.asks and message.kind in ASKING


def _lost(message: Message, sheet: FactSheet) -> bool:
    """More no's than yeses, and that more than usual; or a deal that was lost, in so many words."""
    if "lost_big_deal" in message.patterns and "big_loss" in message.topics:
        return True
    reported = message.reported
    if reported is None or not reported.rejections:
        return False
    won, before = (reported.won or 0) + (reported.small_wins or 0), sheet.before_today
    usual = (before.won + before.small_wins) / before.conversations if before.conversations >= MINIMUM else FAIR
    told = "has_win" in message.patterns and not reported.won  # "got the offer after 80 rejections"
    return not told and won < min(usual, FAIR) * (won + reported.rejections)
