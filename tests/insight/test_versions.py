"""Which pitch does better: against simulation, by symmetry, and when it is too early."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import proof

from coach.insight.posterior import Posterior
from coach.insight.versions import compare, probability_better
from events.folds.pitches import PitchResult

seen = st.integers(0, 300).flatmap(lambda n: st.builds(Posterior, st.integers(0, n), st.just(n)))


def version(number: int, won: int, n: int, in_use: bool = False) -> PitchResult:
    return PitchResult("pitch", number, number, "person", in_use, {"won": won, "soft_no": n - won}, {})


@pytest.mark.parametrize(
    "counts", [((12, 100), (6, 100)), ((0, 30), (2, 31)), ((30, 400), (3, 35)), ((7, 30), (7, 30))]
)
def test_agrees_with_simulation(counts: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """Drawing both chances from their posteriors, one is higher as often as computed."""
    random, draws = Random(6), 40_000
    one, other = Posterior(*counts[0]), Posterior(*counts[1])
    higher = sum(random.betavariate(one.a, one.b) > random.betavariate(other.a, other.b) for _ in range(draws))
    assert probability_better(one, other) == pytest.approx(higher / draws, abs=0.01)


@given(seen, seen)
@proof
def test_either_one_or_the_other(one: Posterior, other: Posterior) -> None:
    """Both ways add up to certainty; equal counts are one half; a yes more is never worse."""
    p = probability_better(one, other)
    assert 0 <= p <= 1
    assert p + probability_better(other, one) == pytest.approx(1, abs=1e-9)
    assert probability_better(one, one) == 0.5
    assert probability_better(Posterior(one.won + 1, one.n + 1), other) >= p - 1e-12


def test_the_version_in_use_is_held_against_the_one_before() -> None:
    """With names as everywhere; versions that met nobody are passed over."""
    found = compare([version(1, 4, 80), version(2, 0, 0), version(3, 16, 90, in_use=True)])
    assert found is not None
    assert (found.a, found.b, found.verdict) == ("1.1", "1.3", "better")
    assert found.low is not None and found.difference is not None and found.high is not None
    assert found.difference == pytest.approx(16 / 90 - 4 / 80)
    assert found.low < found.difference < found.high
    back = compare([version(1, 16, 90, in_use=True), version(2, 4, 80)])
    assert back is not None and (back.a, back.b, back.verdict) == ("1.2", "1.1", "better")


def test_too_early_and_unclear() -> None:
    """Under the minimum on either side there is no probability; close rates stay unclear."""
    few = compare([version(1, 4, 29), version(2, 16, 90, in_use=True)])
    assert few is not None and (few.verdict, few.probability, few.difference) == ("too_early", None, None)
    close = compare([version(1, 10, 90), version(2, 11, 90, in_use=True)])
    assert close is not None and close.verdict == "unclear"
    worse = compare([version(1, 30, 90), version(2, 11, 90, in_use=True)])
    assert worse is not None and worse.verdict == "worse"
    assert compare([version(1, 3, 40, in_use=True)]) is None
    assert compare([]) is None
