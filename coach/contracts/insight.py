"""What the numbers say: the odds of runs and days, the next yes, targeting or message, pitches, what to aim for.

Every probability stands with the number of conversations or prospects behind it. Where there are too few of them it is
None and the verdict is `too_early`.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from coach.contracts.numbers import Rate

Verdict = Literal["ordinary", "unlucky", "worth_a_look", "too_early"]
"""A probability of at least 0.10 is ordinary, of at least 0.01 unlucky, below that worth a look."""


class RunOdds(Struct):
    """How a run of `run` conversations without a yes compares with the `window` conversations before it.

    `probability` is that of at least one run this long in `window + run` conversations; `conversion` is won /
    conversations of the window. `since` and `until` are the moments of the first and the last of the run.
    """

    run: int
    since: datetime | None
    until: datetime | None
    probability: float | None
    verdict: Verdict
    window: int
    conversion: Rate


class PooledOdds(Struct):
    """The longest run against the rate of all `n` conversations ever: the alarm that a rate which drifts sets off."""

    run: int
    n: int
    conversion: Rate
    probability: float | None
    verdict: Verdict


class NextYes(Struct):
    """Conversations until the next yes, that one included: in half of all cases at most `median`, in nine of ten at
    most `p90`. From the last `n` conversations. Both None: too early to tell."""

    median: int | None
    p90: int | None
    n: int


class DayOdds(Struct):
    """Today as `rejections` of `conversations`: the probability of as many or more, from the `n` of eight weeks before."""

    rejections: int
    conversations: int
    probability: float | None
    verdict: Verdict
    n: int


class Odds(Struct):
    """Is this run ordinary, and how long until the next yes. The first fields are about the current run; `longest`
    and `pooled` about the longest ever; `today` is None before the first conversation of the day."""

    person_id: str
    run: int
    since: datetime | None
    probability: float | None
    verdict: Verdict
    window: int
    conversion: Rate
    next_yes: NextYes
    longest: RunOdds
    pooled: PooledOdds
    today: DayOdds | None
