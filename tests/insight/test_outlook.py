"""How long until the next yes: against exact fractions and simulation, and what it must never say."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.insight.outlook import no_yes_within, until_yes
from coach.insight.posterior import Posterior

seen = st.integers(0, 500).flatmap(lambda n: st.builds(Posterior, st.integers(0, n), st.just(n)))


def exact_quantile(share: Fraction, chance: Posterior) -> int:
    """By multiplying out, one conversation after the other."""
    none, count = Fraction(1), 0
    while none > 1 - share:
        none *= Fraction(2 * (chance.n - chance.won + count) + 1, 2 * (chance.n + count) + 2)
        count += 1
    return count


@pytest.mark.parametrize("counts", [(3, 30), (12, 100), (59, 500), (14, 500), (200, 400), (30, 30)])
def test_quantiles_agree_with_exact_fractions(counts: tuple[int, int]) -> None:
    """Median and 90% are the very numbers that exact multiplication finds."""
    for share in (Fraction(1, 2), Fraction(9, 10)):
        assert until_yes(float(share), Posterior(*counts)) == exact_quantile(share, Posterior(*counts))


def test_agrees_with_simulation() -> None:
    """Draw a chance, then wait for a yes: half of all waits are within the median, nine of ten within p90."""
    random, chance, draws = Random(5), Posterior(12, 150), 20_000
    waits = []
    for _ in range(draws):
        p, wait = random.betavariate(chance.a, chance.b), 1
        while random.random() >= p:
            wait += 1
        waits.append(wait)
    for share in (0.5, 0.9):
        count = until_yes(share, chance)
        within = sum(wait <= count for wait in waits) / draws
        assert within == pytest.approx(1 - no_yes_within(count, chance), abs=0.012)


@given(seen, st.integers(1, 200))
def test_more_no_s_never_shorten_the_outlook(chance: Posterior, noes: int) -> None:
    """A yes is never "due": no's that were heard make the wait as long or longer."""
    later = Posterior(chance.won, chance.n + noes)
    for share in (0.5, 0.9):
        assert until_yes(share, later) >= until_yes(share, chance)


@given(seen)
def test_the_range_is_in_order(chance: Posterior) -> None:
    """At least one conversation; median before 90%; each is the smallest number that is enough."""
    median, most = until_yes(0.5, chance), until_yes(0.9, chance)
    assert 1 <= median <= most
    assert no_yes_within(median, chance) <= 0.5 + 1e-9
    assert median == 1 or no_yes_within(median - 1, chance) > 0.5 - 1e-9


def test_a_share_outside_is_refused() -> None:
    """No number of conversations makes a yes certain."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        until_yes(1.0, Posterior(1, 30))


def test_the_run_itself_belongs_to_the_outlook() -> None:
    """What comes before a run always ends in a yes, which makes it look better than it is. With a steady chance, half
    of all waits are within the median if the run is counted too, and far fewer if it is not."""
    random, p, length = Random(9), 0.03, 90
    records = whole = before = 0
    for _ in range(3_000):
        record = [random.random() < p for _ in range(length)]
        wait = 1
        while random.random() >= p:
            wait += 1
        if not any(record):
            continue  # nothing stands before the run
        run = next(n for n, won in enumerate(reversed(record)) if won)
        records += 1
        whole += wait <= until_yes(0.5, Posterior(sum(record), length))
        before += wait <= until_yes(0.5, Posterior(sum(record), length - run))
    assert whole / records == pytest.approx(0.5, abs=0.04)
    assert before / records < 0.42
