"""The closed vocabularies of the journal: channels, outcomes, reasons, weekdays.

They are part of stored events, so a word is added here and never renamed or removed.
"""

from typing import Final, Literal, get_args

Channel = Literal["email", "call", "meeting", "message", "in_person", "other"]
Outcome = Literal["won", "progress", "soft_no", "hard_no", "no_answer", "unreachable"]
Reason = Literal[
    "price",
    "timing",
    "fit",
    "competitor",
    "authority",
    "hesitation",
    "not_interested",
    "pitch",
    "unstated",
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)

CONVERSATIONS: Final[frozenset[Outcome]] = frozenset({"won", "progress", "soft_no", "hard_no"})
"""Outcomes with a human answer. Silence and wrong numbers are attempts, not conversations."""

REJECTIONS: Final[frozenset[Outcome]] = frozenset({"soft_no", "hard_no"})
"""Outcomes that are a no, and the only ones that have a reason."""
