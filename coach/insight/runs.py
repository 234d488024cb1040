"""Is this run ordinary? The predictive probability of at least one run without a yes as long as this one.

Rates drift, so what is usual is read from the conversations just before the run, not from all there ever were: the
chance of a yes is their Beta posterior, and the run is looked for in as many conversations as they and the run are.

For a fixed chance p of a yes (q = 1 - p) the probability of no run of L no's among n conversations is
beta(n) - q^L beta(n - L), with beta(m) = sum over j of (-1)^j C(m - jL, j) (p q^L)^j (de Moivre 1738; Uspensky 1937,
"Introduction to Mathematical Probability", ch. V). It is a polynomial in p, so its mean over a Beta posterior is a
finite sum of Beta moments: no quadrature is needed. Terms alternate in sign and may be huge before they cancel;
they are summed as whole numbers scaled by 2^bits, with enough bits that the error stays under 1e-30.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import comb
from typing import Final

from coach.contracts import Verdict
from coach.insight.posterior import Posterior
from coach.insight.rates import MINIMUM

ORDINARY: Final = 0.10
UNLUCKY: Final = 0.01
"""From these probabilities on, a run or a day is called so; below both it is worth a look."""

_GUARD_BITS: Final = 128


def verdict(probability: float | None) -> Verdict:
    """The word for a probability; None is too early to tell."""
    if probability is None:
        return "too_early"
    if probability >= ORDINARY:
        return "ordinary"
    return "unlucky" if probability >= UNLUCKY else "worth_a_look"


def run_odds(length: int, before: Sequence[bool]) -> float | None:
    """The probability of at least one run of `length` no's in `len(before) + length` conversations.

    `before` says of each conversation before the run whether it was won; with fewer than `MINIMUM` of them it is
    too early to tell: None.
    """
    if len(before) < MINIMUM:
        return None
    return chance_of_run(length, len(before) + length, Posterior(sum(before), len(before)))


# A reply asks for the same run again and again; a short run in a long window is the dearest (milliseconds).
@lru_cache(maxsize=256)
def chance_of_run(length: int, among: int, chance: Posterior) -> float:
    """P(at least one run of `length` no's among `among` conversations), over the posterior. Off by under 1e-15.

    Raises ValueError for negative numbers.
    """
    if length < 0 or among < 0:
        raise ValueError("length and among must not be negative")
    if length == 0:
        return 1.0
    most = (among + 1) // (length + 1)
    # C(m, j) is at most 2^among, and at most among^j: so many bits hold the largest term whole.
    bits = _GUARD_BITS + min(among, most * among.bit_length())
    total, moment = 0, 1 << bits  # moment: E[p^(j-1) q^((j-1)L)]
    for j in range(1, most + 1):
        room = among - j * length
        moment = chance.times_no(moment, j - 1, (j - 1) * length, length)
        term = comb(room, j - 1) * moment
        moment = chance.times_yes(moment, j - 1, j * length)
        term += comb(room, j) * moment
        total += term if j % 2 else -term
    return min(1.0, max(0.0, total / (1 << bits)))


def chance_at_rate(length: int, among: int, rate: float) -> float:
    """The same for one fixed chance of a yes, by dynamic programming: a run is complete at a conversation if the
    `length` last are no's, the one before them is a yes, and none was complete before that. Off by under 1e-12."""
    if length == 0:
        return 1.0
    if among < length:
        return 0.0
    begins: float = (1 - rate) ** length
    seen = [0.0] * length + [begins]
    for place in range(length + 1, among + 1):
        seen.append(seen[-1] + (1 - seen[place - length - 1]) * rate * begins)
    return min(1.0, seen[-1])
