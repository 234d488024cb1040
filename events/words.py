"""The closed vocabularies of the journal: channels, outcomes, reasons, weekdays, kinds of goals.

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
GoalKind = Literal[
    "outreach_a_day",
    "calls_a_day",
    "follow_ups_a_week",
    "new_prospects_a_week",
    "small_wins_a_week",
    "won_a_month",
]
Horizon = Literal["short", "long"]

CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
GOAL_KINDS: Final[tuple[GoalKind, ...]] = get_args(GoalKind)

CONVERSATIONS: Final[frozenset[Outcome]] = frozenset({"won", "progress", "soft_no", "hard_no"})
"""Outcomes with a human answer. Silence and wrong numbers are attempts, not conversations."""

REJECTIONS: Final[frozenset[Outcome]] = frozenset({"soft_no", "hard_no"})
"""Outcomes that are a no, and the only ones that have a reason."""
