"""How long until the next yes: a range, and never a promise.

From the last conversations up to now (the no's of the present run are among them, so a dry spell makes the outlook
longer and never shorter): the chance of a yes is their Beta posterior, and the number of conversations until the next
yes, that one included, is then beta-geometric. Past no's do not raise the next chance; nothing here is "due".
"""

from math import exp, lgamma

from coach.insight.days import log_term
from coach.insight.posterior import Posterior


def no_yes_within(count: int, chance: Posterior) -> float:
    """P(no yes in the next `count` conversations): B(a, b + count) / B(a, b). Off by under 1e-10."""
    a, b = chance.a, chance.b
    return exp(lgamma(b + count) - lgamma(b) + lgamma(a + b) - lgamma(a + b + count))


def yeses_within(share: float, count: int, chance: Posterior) -> int:
    """The smallest number of yeses that the next `count` conversations hold at most with at least this probability: a
    quantile of the beta-binomial distribution (0 < share < 1)."""
    total = 0.0
    for yeses in range(count):
        total += exp(log_term(yeses, count, chance.a, chance.b))
        if total >= share:
            return yeses
    return count


def until_yes(share: float, chance: Posterior) -> int:
    """The smallest number of conversations that holds the next yes with at least this probability (0 < share < 1)."""
    if not 0 < share < 1:
        raise ValueError("share must lie between 0 and 1")
    # As many yeses as no's make a tie of exactly one half, which rounding must not break.
    enough = (1 - share) * (1 + 1e-9)
    low, high = 0, 1
    while no_yes_within(high, chance) > enough:
        low, high = high, 2 * high
    while high - low > 1:  # not within `low`, within `high`
        middle = (low + high) // 2
        if no_yes_within(middle, chance) > enough:
            low = middle
        else:
            high = middle
    return high
