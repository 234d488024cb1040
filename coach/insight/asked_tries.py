"""Tries and yeses: how many tries a yes takes on average, and what a number of tries brings. Pure.

What tries bring is the posterior predictive distribution of yeses: the chance of one is the Beta posterior of the
period (Jeffreys' prior), and the yeses among the tries are then beta-binomial. Said are its mean and the range from
its 5% to its 95% quantile, which holds at least nine of ten such rounds.
"""

from datetime import date
from typing import Final

from msgspec import structs

from coach.contracts import Fact, Unit
from coach.insight.asked_answer import Answer, anything, unit_of
from coach.insight.asked_splits import through
from coach.insight.facts import ALL_WORDS, recent_period
from coach.insight.numbers import Numbers, Period
from coach.insight.outlook import no_yes_within, yeses_within
from coach.insight.posterior import Posterior
from coach.insight.rates import MINIMUM
from coach.understanding.measures import Query
from events.folds.reader import States

FEW_YESES: Final = 5
FEW_STEPS: Final = 5
EDGE: Final = 0.05
"""What lies outside the range, at either end."""


def per_yes(found: Answer, asked: Query, states: States, today: date, sums: Numbers, words: str) -> None:
    """How many tries so many yeses take on average."""
    if not anything(through(states, Period(None, today), ())):
        found.add_nothing(ALL_WORDS)
        return
    sums, words, tries, unit = _basis(found, asked, states, today, sums, words)
    if not sums.won or not tries:
        found.says.append("per_yes_none")
        return
    found.add("asked_target", "yeses asked for", asked.target, "win", words)
    needed = max(asked.target, round(asked.target * tries / sums.won))
    found.add("asked_needed", "tries that so many yeses take on average", needed, unit, words, sums.won)
    found.add("asked_got", "yeses", sums.won, "win", words)
    found.says.append("per_yes")
    if not asked.of_talks and asked.target == 1 and sums.conversations > sums.won:
        each = max(1, round(sums.conversations / sums.won))
        found.add("asked_talks", "conversations that a yes takes on average", each, "conversation", words, sums.won)
        found.says.append("per_yes_talks")
    if sums.won < FEW_YESES:
        found.says.append("per_yes_rough")


def per_step(found: Answer, asked: Query, states: States, today: date, sums: Numbers, words: str) -> None:
    """How many tries a step takes on average: an interview, a demo, an appointment."""
    if not anything(through(states, Period(None, today), ())):
        found.add_nothing(ALL_WORDS)
        return
    if not asked.span and sums.small_wins < FEW_STEPS:
        sums, words = through(states, Period(None, today), asked.channels), ALL_WORDS
    unit = unit_of(asked.channels)
    found.add_counts(sums, words, asked.channels)
    found.add("asked_tries", "tries", sums.attempts, unit, words)
    if sums.small_wins < FEW_STEPS or not sums.attempts:
        found.says.append("per_step_few" if sums.small_wins else "per_step_none")
        return
    needed = max(1, round(sums.attempts / sums.small_wins))
    found.add("asked_needed", "tries that a small win takes on average", needed, unit, words, sums.small_wins)
    found.add("asked_got", "small wins", sums.small_wins, "small_win", words)
    found.says.append("per_step")


def told(found: Answer, asked: Query, states: States, today: date) -> None:
    """Whether so many of so many, as told, are few: their share, how far it can be relied on, and the journal's own."""
    unit: Unit = "win" if asked.measure == "told_yes" else "small_win"
    tried = unit_of(asked.channels)
    tries = max(asked.target, asked.count)
    known = found.add_share("asked", asked.target, tries, (unit, tried), "so far")
    found.facts.update({name: structs.replace(fact, source="reported") for name, fact in found.facts.items()})
    if not known:
        found.says.append("told_few")
        return
    for name, value in (("low", found.facts["asked_rate"].low), ("high", found.facts["asked_rate"].high)):
        label = "the share you report, 95% interval"
        found.facts[f"asked_{name}"] = Fact(f"asked_{name}", label, value or 0.0, "share", "so far", tries)
    found.says.append("told_rate")
    whole, (period, words) = Period(None, today), recent_period(states, today)
    held = [_came_of(unit, through(states, days, asked.channels)) for days in (whole, period)]
    if (asked.target, tries) not in held and found.add_share("other", *held[-1], (unit, tried), words):
        found.says.append("told_own")
    found.says.append("told_verdict")


def _came_of(unit: Unit, sums: Numbers) -> tuple[int, int]:
    """How much came of how many attempts."""
    hits = sums.won if unit == "win" else sums.small_wins
    return hits, max(hits, sums.attempts)


def expected(found: Answer, asked: Query, states: States, today: date, sums: Numbers, words: str) -> None:
    """How many yeses so many tries bring: the mean, and the range of nine in ten."""
    if not anything(through(states, Period(None, today), ())):
        found.add_nothing(ALL_WORDS)
        return
    sums, words, tries, unit = _basis(found, asked, states, today, sums, words)
    found.add("asked_count", "tries asked about", asked.count, unit, words)
    if tries < MINIMUM:
        found.says.append("expected_few")
        return
    chance = Posterior(sums.won, max(sums.won, tries))
    mean = asked.count * chance.a / (chance.a + chance.b)
    low, high = (yeses_within(share, asked.count, chance) for share in (EDGE, 1 - EDGE))
    found.add("asked_mean", "yeses from so many tries on average", round(mean), "win", words, tries)
    found.add("asked_low", "yeses from so many tries, at least (95%)", low, "win", words, tries)
    found.add("asked_high", "yeses from so many tries, at most (95%)", high, "win", words, tries)
    sure = 1 - (2 * EDGE if low else EDGE)
    found.add("asked_sure", "rounds of so many tries within the range, at least", sure, "share", words, tries)
    found.add("asked_none", "rounds of so many tries without a yes", no_yes_within(asked.count, chance), "share", words)
    found.says.append("expected" if mean >= 1 else "expected_under")
    found.says.append("expected_range" if low else "expected_up_to" if high else "expected_none")
    found.says.append("expected_from")


def _basis(
    found: Answer, asked: Query, states: States, today: date, sums: Numbers, words: str
) -> tuple[Numbers, str, int, Unit]:
    """The numbers to go by, all of the journal where the recent ones are few; how many tries, and what these are."""
    if not asked.span and sums.won < FEW_YESES:
        sums, words = through(states, Period(None, today), asked.channels), ALL_WORDS
    found.add_counts(sums, words, asked.channels)
    tries = sums.conversations if asked.of_talks else sums.attempts
    unit: Unit = "conversation" if asked.of_talks else unit_of(asked.channels)
    found.add("asked_tries", "tries", tries, unit, words)
    return sums, words, tries, unit
