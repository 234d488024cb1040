"""The past: replies as they were given, and what a new one remembers of them. Pure."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from coach.coaching.repeats import as_said, opening
from coach.coaching.selection import Memory
from coach.contracts import Reply
from events.folds.reader import States

POINTS: Final = ("insight", "reframe", "action")
"""Blocks that a person counts when they ask about "the second point"."""

_NEAR: Final = timedelta(hours=18)
"""How long a message of risk may be ago that the next one answers: the night between them does not end the talk."""


class PastReply(Struct):
    """A reply as it was given: the person's words, the reply, when, and the ratings of its blocks."""

    text: str
    reply: Reply
    at: datetime
    ratings: dict[int, bool]


def memory_of(states: States, past: list[PastReply], now: datetime) -> Memory:
    """What a reply must not repeat, what helped, and what can be asked about. `now`: local, as the times of `past`."""
    today = now.date()
    shown = [[card.id for card in reply.reply.cards] for reply in reversed(past)]
    openings = frozenset(opening(block.text) for reply in past for block in reply.reply.blocks)
    of_today = [reply.reply for reply in past if reply.at.date() == today]
    stated = frozenset(fact.id for reply in of_today for fact in reply.facts)
    said = frozenset(as_said(block.text) for reply in of_today for block in reply.blocks)
    last = past[-1] if past and past[-1].at.date() == today else None
    points = [block.cards[0] for block in last.reply.blocks if block.cards and block.kind in POINTS] if last else []
    earlier = [reply.text for reply in past if reply.at.date() == today]
    drafting = max((at for at, reply in enumerate(of_today) if reply.draft_entries), default=None)
    near = past[-1:] if past and now - past[-1].at <= _NEAR else []
    return Memory(
        shown,
        states.coaching.helpful,
        openings,
        stated,
        said,
        points,
        last.text if last else "",
        earlier,
        last.reply.draft_entries if last else [],
        earlier[: drafting + 1] if drafting is not None else [],
        of_today[drafting].draft_entries if drafting is not None else [],
        last.reply.blocks if last else [],
        next((reply.text for reply in near if reply.reply.safety_level >= 2), None),
    )
