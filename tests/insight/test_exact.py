"""Exact tests against enumeration, and against SciPy where it is installed; what they promise, by simulation."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from support.folding import proof

from coach.insight.exact import fisher_greater, holm, leader
from coach.insight.rates import difference, wilson

groups = st.tuples(st.integers(0, 40), st.integers(0, 40)).flatmap(
    lambda sizes: st.tuples(st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1]))
)


@pytest.mark.parametrize("table", [(3, 4, 1, 4), (5, 5, 2, 6), (0, 3, 4, 7), (4, 8, 0, 3), (2, 2, 0, 9)])
def test_fisher_agrees_with_every_assignment(table: tuple[int, int, int, int]) -> None:
    """Deal the hits to people in every way there is; count those where the group has as many or more."""
    hits, n, other_hits, other_n = table
    deals = list(combinations(range(n + other_n), hits + other_hits))
    at_least = sum(sum(person < n for person in deal) >= hits for deal in deals)
    assert fisher_greater(*table) == pytest.approx(at_least / len(deals), rel=1e-12)


def test_fisher_on_the_lady_tasting_tea() -> None:
    """Fisher's own example: three of four right is 17 of 70."""
    assert fisher_greater(3, 4, 1, 4) == pytest.approx(17 / 70, rel=1e-15)


@given(groups)
@proof
def test_fisher_agrees_with_scipy(table: tuple[int, int, int, int]) -> None:
    """The same to nine digits, for any table."""
    hits, n, other_hits, other_n = table
    theirs = stats.fisher_exact([[hits, n - hits], [other_hits, other_n - other_hits]], alternative="greater").pvalue
    assert fisher_greater(*table) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_large_tables_stay_exact() -> None:
    """Thousands of prospects neither overflow nor vanish."""
    assert 0 < fisher_greater(600, 2_000, 400, 2_000) < 1e-12
    assert fisher_greater(0, 2_000, 900, 2_000) == 1.0


@pytest.mark.parametrize(("counts", "p"), [((5, 5), 1.0), ((6, 0), 2 / 64), ((9, 1), 22 / 1024), ((1, 9), 22 / 1024)])
def test_a_lead(counts: tuple[int, int], p: float) -> None:
    """Two-sided binomial, whichever of the two is ahead."""
    assert leader(*counts) == pytest.approx(p, rel=1e-12)


def test_a_leader_is_seldom_named_without_reason() -> None:
    """Six reasons that are equally frequent: the one that happens to lead is found in under 5% of records."""
    random, found, records = Random(2), 0, 3_000
    for _ in range(records):
        counts = [0] * 6
        for _ in range(60):
            counts[random.randrange(6)] += 1
        first, second, *_ = sorted(counts, reverse=True)
        found += leader(first, second) <= 0.05
    assert found <= 0.05 * records


def test_two_reasons_that_share_the_lead_are_seldom_told_apart() -> None:
    """The hardest case for the test: two equal leaders, the others rare."""
    random, found, records = Random(4), 0, 4_000
    for _ in range(records):
        first = sum(random.random() < 0.5 for _ in range(50))
        found += leader(first, 50 - first) <= 0.05
    assert found <= 0.05 * records


def test_holm_by_hand() -> None:
    """Smallest times three, next times two, and never below the one before; order is kept."""
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12), st.randoms())
def test_holm_does_not_depend_on_the_order(values: list[float], random: Random) -> None:
    """Each value keeps its own adjustment, which is at least itself and at most Bonferroni's."""
    adjusted = sorted(zip(values, holm(values), strict=True))
    shuffled = random.sample(values, len(values))
    assert adjusted == sorted(zip(shuffled, holm(shuffled), strict=True))
    assert all(value <= after <= min(1.0, len(values) * value) for value, after in adjusted)


def test_impossible_counts_are_refused() -> None:
    """More hits than people, and less than none."""
    with pytest.raises(ValueError, match="between 0 and n"):
        fisher_greater(3, 2, 0, 5)
    with pytest.raises(ValueError, match="negative"):
        leader(-1, 2)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_published_intervals_of_a_difference(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """The interval of a difference agrees with published values to four decimals."""
    found = difference(wilson(*one), wilson(*other))
    assert found is not None
    assert found == pytest.approx((one[0] / one[1] - other[0] / other[1], low, high), abs=5e-5)
    assert difference(wilson(0, 0), wilson(1, 2)) is None
