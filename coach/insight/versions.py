"""Which pitch version does better: the probability that one converts more often than another, with the interval.

Both chances are Beta posteriors under Jeffreys' prior. Versions were used at different times and on different people,
so this says which did better, not why.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma
from typing import Final, Literal

from coach.contracts import PitchComparison
from coach.insight.posterior import Posterior
from coach.insight.rates import MINIMUM, difference, wilson
from events.folds.pitches import PitchResult

SURE: Final = 0.95
"""From this probability on one version is called better (and the other way round, worse)."""


def version_names(known: Sequence[PitchResult]) -> dict[tuple[str, int], str]:
    """What each version is called: the number of its pitch in the order they were added, and its own."""
    numbers = {pitch_id: n for n, pitch_id in enumerate(dict.fromkeys(found.pitch_id for found in known), 1)}
    return {(found.pitch_id, found.version): f"{numbers[found.pitch_id]}.{found.version}" for found in known}


# Of versions with very different numbers it takes a while: some 2 microseconds a conversation.
@lru_cache(maxsize=256)
def probability_better(one: Posterior, other: Posterior) -> float:
    """P(chance of `one` > chance of `other`), off by under 1e-9.

    With equal counts it is one half; each yes or no that `one` has more or less moves it by a term in closed form
    (Cook 2005, "Exact calculation of beta inequalities").
    """
    a, b, c, d = other.a, other.b, other.a, other.b
    found = 0.5
    while a < one.a:
        found, a = found + _step(a, b, c, d) / a, a + 1
    while a > one.a:
        a -= 1
        found -= _step(a, b, c, d) / a
    while b < one.b:
        found, b = found - _step(a, b, c, d) / b, b + 1
    while b > one.b:
        b -= 1
        found += _step(a, b, c, d) / b
    return min(1.0, max(0.0, found))


def compare(known: Sequence[PitchResult]) -> PitchComparison | None:
    """The version in use against the last one before it that met anybody; None where there is none."""
    using = next((found for found in known if found.in_use), None)
    others = [found for found in known if found is not using and found.conversations]
    if using is None or not others:
        return None
    earlier = [found for found in others if found.stream_version < using.stream_version]
    before = max(earlier or others, key=lambda found: found.stream_version)
    names = version_names(known)
    a, b = _met(before), _met(using)
    a_rate, b_rate = wilson(a.won, a.n), wilson(b.won, b.n)
    gap = difference(b_rate, a_rate)
    probability = None
    verdict: Literal["better", "worse", "unclear", "too_early"] = "too_early"
    if gap and min(a.n, b.n) >= MINIMUM:
        probability = probability_better(b, a)
        verdict = "better" if probability >= SURE else "worse" if probability <= 1 - SURE else "unclear"
    shown, low, high = gap if gap and probability is not None else (None, None, None)
    name_a, name_b = (names[one.pitch_id, one.version] for one in (before, using))
    return PitchComparison(name_a, name_b, a_rate, b_rate, probability, shown, low, high, verdict)


def _met(found: PitchResult) -> Posterior:
    return Posterior(found.outcomes.get("won", 0), found.conversations)


def _step(a: float, b: float, c: float, d: float) -> float:
    """B(a + c, b + d) / (B(a, b) B(c, d))."""
    return exp(_log_beta(a + c, b + d) - _log_beta(a, b) - _log_beta(c, d))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
