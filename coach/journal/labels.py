"""Labels: an entry in a few plain words, such as "12 calls, 9 no's (6 about price)"."""

from collections.abc import Sequence
from typing import Final

from coach.contracts import OutcomeInput
from events.words import REJECTIONS

CHANNEL_WORDS: Final[dict[str, tuple[str, str]]] = {
    "email": ("email", "emails"),
    "call": ("call", "calls"),
    "meeting": ("meeting", "meetings"),
    "message": ("message", "messages"),
    "in_person": ("visit", "visits"),
    "other": ("attempt", "attempts"),
}

OUTCOME_WORDS: Final[dict[str, tuple[str, str]]] = {
    "won": ("yes", "yeses"),
    "progress": ("step forward", "steps forward"),
    "soft_no": ("no", "no's"),
    "hard_no": ("final no", "final no's"),
    "no_answer": ("without an answer", "without an answer"),
    "unreachable": ("wrong number", "wrong numbers"),
}

REASON_WORDS: Final[dict[str, str]] = {
    "price": "price",
    "timing": "timing",
    "fit": "fit",
    "competitor": "a competitor",
    "authority": "somebody else deciding",
    "hesitation": "hesitation",
    "not_interested": "no interest",
    "pitch": "the pitch",
    "unstated": "no stated reason",
}


REASON_POINTS: Final[dict[str, str]] = {
    "price": "how the value is shown",
    "timing": "when you call, and at a date for those who said later",
    "fit": "whom you call",
    "competitor": "what sets the offer apart",
    "authority": "whom you talk to first",
    "hesitation": "a next step that is too large, or trust that is not there yet",
    "not_interested": "the first sentences, before the offer is even heard",
    "pitch": "the wording of the pitch",
}
"""What a reason that leads points at, as the end of "that points at ..."."""


def counted(count: int, words: tuple[str, str]) -> str:
    """ "1 call", "12 calls"."""
    return f"{count:,} {words[0] if count == 1 else words[1]}"


def entry_label(channel: str, count: int, outcomes: Sequence[OutcomeInput]) -> str:
    """An entry in a few words."""
    parts = [counted(count, CHANNEL_WORDS[channel])]
    for outcome in outcomes:
        text = counted(outcome.count, OUTCOME_WORDS[outcome.outcome])
        if outcome.outcome in REJECTIONS and outcome.reason and outcome.reason != "unstated":
            text += f" about {REASON_WORDS[outcome.reason]}"
        parts.append(text)
    return ", ".join(parts)
