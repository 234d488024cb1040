"""How unusual a day is: the predictive probability of as many no's as this, from the person's own record.

The share of no's is a Beta posterior with Jeffreys' prior (1/2, 1/2), so a short record gives a wide answer; the day
is then beta-binomial.
"""

import math


def beta_binomial_tail(k: int, n: int, successes: int, trials: int) -> float:
    """P(at least `k` of `n`), after `successes` of `trials` were seen. Raises ValueError for impossible counts."""
    if not 0 <= k <= n or not 0 <= successes <= trials:
        raise ValueError("need 0 <= k <= n and 0 <= successes <= trials")
    a, b = successes + 0.5, trials - successes + 0.5
    total = sum(math.exp(log_term(i, n, a, b)) for i in range(k, n + 1))
    return min(1.0, total)


def log_term(i: int, n: int, a: float, b: float) -> float:
    """The logarithm of P(exactly `i` of `n`), beta-binomial."""
    choose = math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1)
    return choose + _log_beta(i + a, n - i + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
