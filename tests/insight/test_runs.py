"""Is this run ordinary: the probability of a run, against every sequence there is, other methods, and simulation."""

import csv
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise, product
from math import exp, lgamma, log, pi, sin
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing.desk import SAMPLE
from support.folding import folded, met, on, proof, record

from coach.insight.odds import judge, next_yes, odds
from coach.insight.posterior import Posterior
from coach.insight.rate_words import chance
from coach.insight.rates import MINIMUM
from coach.insight.runs import chance_at_rate, chance_of_run, run_odds, verdict
from events.folds.reader import States
from events.folds.runs import RUNS, current, longest

FULL_BANK = Path(__file__).parents[3] / "shared" / "data" / "bank-full.csv"


def longest_run(sequence: Iterable[bool]) -> int:
    best = run = 0
    for won in sequence:
        run = 0 if won else run + 1
        best = max(best, run)
    return best


def rising(start: Fraction, steps: int) -> Fraction:
    value = Fraction(1)
    for step in range(steps):
        value *= start + step
    return value


def weight(won: int, n: int, chance: Posterior) -> Fraction:
    """The exact predictive probability of one sequence of `n` with `won` yeses."""
    a, b = Fraction(2 * chance.won + 1, 2), Fraction(2 * (chance.n - chance.won) + 1, 2)
    return rising(a, won) * rising(b, n - won) / rising(a + b, n)


@pytest.mark.parametrize("seen", [(0, 0), (0, 30), (3, 40), (9, 12)])
def test_every_sequence_of_up_to_twelve(seen: tuple[int, int]) -> None:
    """Summed over all sequences, in exact fractions, for every length of run."""
    posterior = Posterior(*seen)
    for n in range(1, 13):
        weights = [weight(won, n, posterior) for won in range(n + 1)]
        counts: dict[tuple[int, int], int] = {}
        for sequence in product((False, True), repeat=n):
            key = longest_run(sequence), sum(sequence)
            counts[key] = counts.get(key, 0) + 1
        for length in range(n + 2):
            exact = sum(count * weights[won] for (run, won), count in counts.items() if run >= length)
            assert chance_of_run(length, n, posterior) == pytest.approx(float(exact), abs=1e-15)


def test_a_fixed_rate_agrees_with_every_sequence() -> None:
    """The dynamic programme for one rate gives the same as counting."""
    for n, rate in product((1, 5, 11), (0.0, 0.1, 0.5, 1.0)):
        for length in range(n + 2):
            exact = sum(
                rate ** sum(sequence) * (1 - rate) ** (n - sum(sequence))
                for sequence in product((False, True), repeat=n)
                if longest_run(sequence) >= length
            )
            assert chance_at_rate(length, n, rate) == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize(
    ("length", "won", "n"), [(231, 14, 500), (12, 59, 500), (5, 240, 500), (2, 30, 60), (40, 1, 30), (9, 0, 30)]
)
def test_agrees_with_quadrature_of_the_dynamic_programme(length: int, won: int, n: int) -> None:
    """The exact sum over moments is the mean of the fixed-rate answer over the posterior, by another road."""
    posterior = Posterior(won, n)
    a, b = posterior.a, posterior.b
    norm = lgamma(a + b) - lgamma(a) - lgamma(b)
    steps, total = 1_500, 0.0
    for step in range(steps):
        # With p = sin^2(angle) the density has no poles at its ends, and the midpoint rule is accurate.
        angle = (step + 0.5) * pi / 2 / steps
        p = sin(angle) ** 2
        density = 2 * exp(norm + (a - 0.5) * log(p) + (b - 0.5) * log(1 - p))
        if density > 1e-14:
            total += density * chance_at_rate(length, n + length, p) * pi / 2 / steps
    assert chance_of_run(length, n + length, posterior) == pytest.approx(total, rel=1e-6)


def test_agrees_with_simulation() -> None:
    """Draw a chance from the posterior, then a record from the chance: runs come up as often as computed."""
    random, draws = Random(11), 4_000
    for length, won, n in ((20, 12, 100), (45, 3, 60)):
        hits = 0
        for _ in range(draws):
            p = random.betavariate(won + 0.5, n - won + 0.5)
            hits += longest_run(random.random() < p for _ in range(n + length)) >= length
        assert chance_of_run(length, n + length, Posterior(won, n)) == pytest.approx(hits / draws, abs=0.025)


seen = st.integers(0, 120).flatmap(lambda n: st.builds(Posterior, st.integers(0, n), st.just(n)))


@given(seen, st.integers(0, 150))
@proof
def test_longer_runs_are_never_likelier(posterior: Posterior, among: int) -> None:
    """From certain (a run of none) down to impossible (longer than the record), without a step upward."""
    chances = [chance_of_run(length, among, posterior) for length in range(among + 2)]
    assert (chances[0], chances[-1]) == (1.0, 0.0)
    assert all(0 <= longer <= shorter for shorter, longer in pairwise(chances))


@given(seen, st.integers(1, 40), st.integers(0, 100))
@proof
def test_more_room_and_fewer_yeses_make_a_run_likelier(posterior: Posterior, length: int, among: int) -> None:
    """In a longer record, and where one yes less was seen."""
    here = chance_of_run(length, among, posterior)
    assert here <= chance_of_run(length, among + 1, posterior)
    if posterior.won:
        assert here <= chance_of_run(length, among, Posterior(posterior.won - 1, posterior.n))


@given(st.lists(st.booleans(), min_size=MINIMUM, max_size=80), st.integers(0, 30), st.randoms())
@proof
def test_the_order_before_a_run_does_not_matter(before: list[bool], length: int, random: Random) -> None:
    """Only how many of the conversations before it were won."""
    assert run_odds(length, before) == run_odds(length, random.sample(before, len(before)))


def test_too_few_before_a_run_are_too_early() -> None:
    """Under the minimum there is no probability, and no word but that."""
    assert run_odds(50, [True] + [False] * (MINIMUM - 2)) is None
    assert run_odds(50, [True] + [False] * (MINIMUM - 1)) is not None


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "ordinary"),
        (0.10, "ordinary"),
        (0.0999, "unlucky"),
        (0.01, "unlucky"),
        (0.0099, "worth_a_look"),
        (0.0, "worth_a_look"),
        (None, "too_early"),
    ],
)
def test_words(probability: float | None, word: str) -> None:
    """The word changes exactly at the stated limits."""
    assert verdict(probability) == word


def test_impossible_numbers_are_refused() -> None:
    """Negative lengths, and more won than there were."""
    with pytest.raises(ValueError, match="negative"):
        chance_of_run(-1, 5, Posterior(0, 0))
    with pytest.raises(ValueError, match="between 0 and n"):
        Posterior(3, 2)


def test_a_random_moment_is_seldom_called_rare() -> None:
    """With a chance that never changes, the run of any moment is worth a look far less often than 1 in 100."""
    random, rare, moments = Random(3), 0, 1_500
    for moment in range(moments):
        p = (0.02, 0.05, 0.12)[moment % 3]
        record = [random.random() < p for _ in range(random.randint(60, 900))]
        place = next((n for n, won in enumerate(reversed(record)) if won), len(record))
        before = record[: len(record) - place][-500:]
        rare += verdict(run_odds(place, before)) == "worth_a_look"
    assert rare <= 0.01 * moments


def bank(path: Path) -> list[bool]:
    with path.open() as text:
        return [row["y"] == "yes" for row in csv.DictReader(text)]


def story(won: list[bool]) -> object:
    """The runs of a record with one conversation a minute."""
    return folded(
        RUNS, [record(met("won" if yes else "soft_no"), on(0, 9 + n / 60), n + 1) for n, yes in enumerate(won)]
    )


def test_the_sample_of_the_bank() -> None:
    """400 conversations: the longest run is held against what was before it."""
    won = bank(SAMPLE)
    state = story(won)
    most = judge(state, longest(state))  # type: ignore[arg-type]
    assert most.run == longest_run(won)
    assert most.verdict == "too_early" if most.window < MINIMUM else most.probability is not None
    now = current(state)  # type: ignore[arg-type]
    assert (now.length, next_yes(state).n) == (next(n for n, yes in enumerate(reversed(won)) if yes), 400)  # type: ignore[arg-type]


def test_a_run_has_the_days_of_the_person() -> None:
    """Nine in the morning in Auckland is the evening before in UTC: the day that is told is the local one."""
    states = States()
    states.by_fold["runs"] = story([True, False, False])
    states.person.time_zone = "Pacific/Auckland"
    found = odds("p", states, on(0).date())
    assert found.since == found.longest.since == on(0, 9 + 1 / 60)
    assert found.since.utcoffset() == on(0).astimezone(ZoneInfo("Pacific/Auckland")).utcoffset()
    assert found.longest.until and found.longest.until.tzinfo == ZoneInfo("Pacific/Auckland")


@pytest.mark.skipif(not FULL_BANK.exists(), reason="bank-full.csv is not beside this checkout")
def test_the_longest_run_of_the_bank() -> None:
    """231 without a yes: one in hundreds of millions at the pooled rate, unlucky at the rate around it."""
    won = bank(FULL_BANK)
    start = "".join("Y" if yes else "n" for yes in won).index("n" * 231)
    before = won[start - 500 : start]
    assert (longest_run(won), sum(before)) == (231, 14)
    pooled = chance_at_rate(231, len(won), sum(won) / len(won))
    assert pooled == pytest.approx(1.7373e-9, rel=1e-4)
    assert (verdict(pooled), chance(pooled)) == ("worth_a_look", "1 in 580 million")
    # At the plain rate of its neighbourhood, and over all rates that those 500 conversations leave open.
    assert chance_at_rate(231, 731, 14 / 500) == pytest.approx(0.02116, abs=1e-5)
    fair = run_odds(231, before)
    assert fair == pytest.approx(0.0406711, abs=1e-7)
    assert verdict(fair) == "unlucky"
