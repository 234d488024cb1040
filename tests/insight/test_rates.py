"""Rates: the Wilson interval, against known values and against its own promise of coverage."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.insight.rates import wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe (1998), table I, method 3 (score without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(successes: int, trials: int, low: float, high: float) -> None:
    """The interval agrees with published values to four decimals."""
    rate = wilson(successes, trials)
    assert rate.low == pytest.approx(low, abs=5e-5)
    assert rate.high == pytest.approx(high, abs=5e-5)


def test_nothing_tried_is_no_rate() -> None:
    """Without trials there is no value and no interval, rather than zero."""
    rate = wilson(0, 0)
    assert (rate.value, rate.low, rate.high, rate.n) == (None, None, None, 0)


@pytest.mark.parametrize("counts", [(1, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(counts: tuple[int, int]) -> None:
    """More successes than trials, or fewer than none, is an error and never a rate."""
    with pytest.raises(ValueError, match="between 0 and trials"):
        wilson(*counts)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_value(counts: tuple[int, int]) -> None:
    """0 <= low <= value <= high <= 1, whatever the counts."""
    rate = wilson(*counts)
    assert rate.value is not None and rate.low is not None and rate.high is not None
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


def test_mean_coverage_is_nominal() -> None:
    """Averaged over shares from 2% to 98%, the interval holds the true share 95% of the time, within 1.5 points."""
    for n in (30, 60, 120, 400):
        covered = []
        for point in range(2, 99, 4):
            p = point / 100
            covered.append(
                sum(
                    comb(n, k) * p**k * (1 - p) ** (n - k)
                    for k in range(n + 1)
                    if (rate := wilson(k, n)).low <= p <= rate.high  # type: ignore[operator]
                )
            )
        assert abs(sum(covered) / len(covered) - 0.95) < 0.015, n
