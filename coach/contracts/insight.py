"""What the numbers say: the odds of runs and days, the next yes, targeting or message, pitches, what to aim for.

Every probability stands with the number of conversations or prospects behind it. Where there are too few of them it is
None and the verdict is `too_early`.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from coach.contracts.numbers import Rate
from events.words import GoalKind, Reason

Verdict = Literal["ordinary", "unlucky", "worth_a_look", "too_early"]
"""A probability of at least 0.10 is ordinary, of at least 0.01 unlucky, below that worth a look."""


class RunOdds(Struct):
    """How a run of `run` conversations without a yes compares with the `window` conversations before it.

    `probability` is that of at least one run this long in `window + run` conversations; `conversion` is won /
    conversations of the window. `since` and `until` are the moments of the first and the last of the run, with the
    offset of the person's time zone.
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
    """Today as `rejections` of `conversations`: the probability of as many or more, from the `n` of the weeks past."""

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


class SegmentTest(Struct):
    """Whether the leading reason sits in one segment: its share among the prospects there and elsewhere, who stated
    a reason. `effect` is the difference of the shares with its 95% interval; `p` is of Fisher's exact test,
    one-sided, `p_adjusted` the same corrected (Holm) for all segments tried."""

    segment: Literal["industry", "company_size", "role", "tag"]
    value: str
    share: Rate
    elsewhere: Rate
    effect: float
    low: float
    high: float
    p: float
    p_adjusted: float


class PitchComparison(Struct):
    """The pitch version in use (`b`) against the one before it (`a`), by names such as "1.2". `probability` is that
    `b` converts better; `difference` is b - a with its 95% interval."""

    a: str
    b: str
    a_conversion: Rate
    b_conversion: Rate
    probability: float | None
    difference: float | None
    low: float | None
    high: float | None
    verdict: Literal["better", "worse", "unclear", "too_early"]


class BounceBack(Struct):
    """From a hard day's last no to the next outreach: the median in hours over `n` hard days, days off included."""

    median_hours: float | None
    n: int


class GoalSuggestion(Struct):
    """A goal made of the person's own numbers. `usual` is the number it is made of, over `n` days or weeks."""

    kind: GoalKind
    target: int
    why: str
    usual: float
    n: int


class Baseline(Struct, frozen=True):
    """A published number to hold one's own against: a share, or a range of shares, with source and year."""

    id: str
    label: str
    low: float
    high: float
    source: str
    year: int


class Diagnosis(Struct):
    """Targeting or message. `message`: one reason leads wherever it was asked; `targeting`: it leads because of one
    segment; `spread`: no reason is clearly ahead.

    `n` counts voices with a stated reason: each named prospect once, and each no of nobody in particular. `p` is
    that of the lead of `reason` over `second`. `segments` are all that were tried, the likeliest first.
    """

    person_id: str
    since: date | None
    until: date | None
    verdict: Literal["message", "targeting", "spread", "too_early"]
    reason: Reason | None
    second: Reason | None
    share: Rate
    n: int
    prospects: int
    p: float | None
    segment: SegmentTest | None
    segments: list[SegmentTest]
    pitch: PitchComparison | None
    bounce_back: BounceBack
    suggestions: list[GoalSuggestion]
    baselines: list[Baseline]
