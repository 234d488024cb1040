"""Exact tests for counts: small samples are safe, and no distribution is approximated by another.

Fisher (1935) for two shares, the binomial test of a leader against the runner-up, Holm (1979) for several tests.
"""

from collections.abc import Sequence
from math import comb

SIGNIFICANT = 0.05
"""What is less likely than this by chance, after correction, counts as found."""


def fisher_greater(hits: int, n: int, other_hits: int, other_n: int) -> float:
    """Fisher's exact test, one-sided: how likely a share as high as `hits / n`, or higher, would be here if both
    groups had the same one. Off by under 1e-12 of itself. Raises ValueError for impossible counts."""
    if not (0 <= hits <= n and 0 <= other_hits <= other_n):
        raise ValueError("hits must lie between 0 and n")
    all_hits, everyone = hits + other_hits, n + other_n
    if hits * everyone > all_hits * n:
        return _tail(hits, n, all_hits, everyone)
    # Below what is expected, terms would grow on the way up: the other tail is the one that shrinks.
    return 1.0 - _tail(other_hits + 1, other_n, all_hits, everyone)


def _tail(hits: int, n: int, all_hits: int, everyone: int) -> float:
    """P(at least `hits` among `n`), hypergeometric; `hits` is above what is expected."""
    most = min(n, all_hits)
    if hits > most:
        return 0.0
    term = comb(all_hits, hits) * comb(everyone - all_hits, n - hits) / comb(everyone, n)
    total = term
    for x in range(hits, most):
        term *= (all_hits - x) * (n - x) / ((x + 1) * (everyone - all_hits - n + x + 1))
        total += term
        if term < total * 1e-18:
            break
    return min(1.0, total)


def leader(first: int, second: int) -> float:
    """How likely a lead as large as `first` over `second`, either way, would be if both were equally frequent.

    Two-sided, so that it holds although the leader was picked after the counts were seen; with the runner-up of
    several categories it stays valid without further correction (Hung and Fithian 2019, "Rank verification for
    exponential families").
    """
    if min(first, second) < 0:
        raise ValueError("counts must not be negative")
    n, top = first + second, max(first, second)
    term = comb(n, top) / (1 << n)
    tail = term
    for k in range(top, n):
        term *= (n - k) / (k + 1)
        tail += term
    return min(1.0, 2 * tail)


def holm(values: Sequence[float]) -> list[float]:
    """The p-values adjusted for how many there are, in their own order: below a limit, so is the chance of any
    false find among them."""
    adjusted = [1.0] * len(values)
    worst = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        worst = max(worst, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = worst
    return adjusted
