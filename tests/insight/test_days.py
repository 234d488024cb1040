"""How unusual a day is: the beta-binomial tail, against summation and against simulation."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.insight.days import beta_binomial_tail


@given(st.integers(1, 60), st.integers(0, 500), st.integers(0, 500))
def test_all_days_together_are_certain(n: int, successes: int, failures: int) -> None:
    """At least none of n is certain, and the tail never rises with k."""
    tails = [beta_binomial_tail(k, n, successes, successes + failures) for k in range(n + 1)]
    assert tails[0] == pytest.approx(1.0, abs=1e-9)
    assert all(later <= earlier + 1e-12 for earlier, later in itertools.pairwise(tails))


def test_agrees_with_simulation() -> None:
    """Drawing a share from the posterior and then a day from that share gives the same probability."""
    random, draws = Random(7), 60_000
    k, n, successes, trials = 9, 12, 293, 377
    hits = 0
    for _ in range(draws):
        share = random.betavariate(successes + 0.5, trials - successes + 0.5)
        hits += sum(random.random() < share for _ in range(n)) >= k
    assert beta_binomial_tail(k, n, successes, trials) == pytest.approx(hits / draws, abs=0.01)


def test_a_short_record_is_unsure() -> None:
    """With the same share seen, fewer conversations make an extreme day less surprising."""
    assert beta_binomial_tail(12, 12, 5, 10) > 10 * beta_binomial_tail(12, 12, 500, 1000)


def test_impossible_counts_are_refused() -> None:
    """More no's than conversations is an error."""
    with pytest.raises(ValueError, match="need 0 <= k"):
        beta_binomial_tail(5, 4, 1, 2)
