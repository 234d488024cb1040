"""Intervals and predictive probabilities against SciPy's, which is a dependency of tests only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coach.insight.days import beta_binomial_tail
from coach.insight.outlook import yeses_within
from coach.insight.posterior import Posterior
from coach.insight.rates import wilson

counts = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_wilson(count: tuple[int, int]) -> None:
    """The 95% Wilson score interval without continuity correction."""
    successes, trials = count
    theirs = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    ours = wilson(successes, trials)
    assert ours.low == pytest.approx(theirs.low, abs=1e-12)
    assert ours.high == pytest.approx(theirs.high, abs=1e-12)


@given(counts, st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_day(record: tuple[int, int], day: tuple[int, int]) -> None:
    """The beta-binomial tail under Jeffreys' prior."""
    (successes, trials), (k, n) = record, day
    theirs = stats.betabinom.sf(k - 1, n, successes + 0.5, trials - successes + 0.5)
    assert beta_binomial_tail(k, n, successes, trials) == pytest.approx(theirs, rel=1e-6, abs=1e-9)


@given(counts, st.integers(1, 300), st.sampled_from([0.05, 0.5, 0.95]))
def test_yeses_to_come(record: tuple[int, int], count: int, share: float) -> None:
    """Quantiles of the beta-binomial distribution: the smallest number that is enough, and none smaller."""
    chance = Posterior(*record)
    most, theirs = yeses_within(share, count, chance), stats.betabinom(count, chance.a, chance.b)
    assert theirs.cdf(most) >= share - 1e-9
    assert most == 0 or theirs.cdf(most - 1) < share + 1e-9
