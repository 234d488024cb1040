"""Numbers that go out: every rate with its n and its interval."""

from datetime import date

from msgspec import Struct


class Rate(Struct, frozen=True):
    """A share of `n` with its 95% Wilson interval. `value` is None where n is 0."""

    value: float | None
    n: int
    low: float | None
    high: float | None


class Stats(Struct):
    """The numbers of a person, over the whole journal or one period.

    `outreach` is attempts (the sum of counts); `conversion` is won / conversations and
    `conversion_per_outreach` won / attempts.
    """

    person_id: str
    since: date | None
    until: date | None
    outreach: int
    conversations: int
    rejections: int
    small_wins: int
    outcomes: dict[str, int]
    conversion: Rate
    conversion_per_outreach: Rate
    rejection_share: Rate
    reasons: dict[str, int]
    channels: dict[str, int]
    entries: int
    active_days: int


class Streaks(Struct):
    """Days with effort on the person's working days. `strength` is between 0 and 1."""

    person_id: str
    on: bool
    current: int
    best: int
    strength: float
    active_today: bool
    last_active: date | None
    week_days: int
    week_working_days: int
