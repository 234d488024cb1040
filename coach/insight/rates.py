"""Rates with their uncertainty: the Wilson score interval (Wilson 1927), 95%."""

import math
from typing import Final

from coach.contracts import Rate

Z95: Final = 1.959963984540054

MINIMUM: Final = 30
"""Under this many trials a rate is "too early to tell": its interval then spans up to 34 points."""


def wilson(successes: int, trials: int) -> Rate:
    """The share `successes / trials` with its 95% Wilson interval; all None without trials.

    Raises ValueError unless 0 <= successes <= trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError("successes must be between 0 and trials")
    if trials == 0:
        return Rate(value=None, n=0, low=None, high=None)
    share, z2 = successes / trials, Z95 * Z95
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    margin = Z95 / (1 + z2 / trials) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - margin)
    high = 1.0 if successes == trials else min(1.0, centre + margin)
    return Rate(value=share, n=trials, low=low, high=high)


def difference(rate: Rate, other: Rate) -> tuple[float, float, float] | None:
    """`rate` minus `other` with its 95% interval: Newcombe (1998), method 10, made of both Wilson intervals.

    None where either has no trials.
    """
    if rate.value is None or rate.low is None or rate.high is None:
        return None
    if other.value is None or other.low is None or other.high is None:
        return None
    gap = rate.value - other.value
    below = math.hypot(rate.value - rate.low, other.high - other.value)
    above = math.hypot(rate.high - rate.value, other.value - other.low)
    return gap, max(-1.0, gap - below), min(1.0, gap + above)


def too_early(rate: Rate) -> bool:
    """Whether a rate rests on too little to be read."""
    return rate.n < MINIMUM
