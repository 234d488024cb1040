"""The odds as one document: the current run, the longest, the next yes, today. In: states and the local day."""

from datetime import UTC, date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from coach.contracts import DayOdds, NextYes, Odds, PooledOdds, RunOdds
from coach.insight.days import beta_binomial_tail
from coach.insight.numbers import Period, numbers
from coach.insight.outlook import until_yes
from coach.insight.posterior import Posterior
from coach.insight.rates import MINIMUM, wilson
from coach.insight.runs import chance_at_rate, run_odds, verdict
from events.folds.reader import States
from events.folds.runs import WINDOW, Run, RunsState, before, current, latest, longest

WEEKS = 8
"""A day is held against so many weeks before it."""


def odds(person_id: str, states: States, today: date) -> Odds:
    """The odds as of the local day `today`."""
    zone = ZoneInfo(states.person.time_zone)
    now = judge(states.runs, current(states.runs), zone)
    most = longest(states.runs)
    return Odds(
        person_id=person_id,
        run=now.run,
        since=now.since,
        probability=now.probability,
        verdict=now.verdict,
        window=now.window,
        conversion=now.conversion,
        next_yes=next_yes(states.runs),
        longest=judge(states.runs, most, zone),
        pooled=_pooled(states.runs, most),
        today=_today(states, today),
    )


def judge(state: RunsState, run: Run, zone: tzinfo = UTC) -> RunOdds:
    """A run held against up to `WINDOW` conversations before it. Its moments are in `zone`: a run has local days."""
    won = before(state, run)
    probability = run_odds(run.length, won)
    return RunOdds(
        run=run.length,
        since=run.since and run.since.astimezone(zone),
        until=run.until and run.until.astimezone(zone),
        probability=probability,
        verdict=verdict(probability),
        window=len(won),
        conversion=wilson(sum(won), len(won)),
    )


def next_yes(state: RunsState) -> NextYes:
    """The outlook from the last conversations up to now."""
    won = latest(state, WINDOW)
    if len(won) < MINIMUM:
        return NextYes(None, None, len(won))
    chance = Posterior(sum(won), len(won))
    return NextYes(until_yes(0.5, chance), until_yes(0.9, chance), len(won))


def _pooled(state: RunsState, run: Run) -> PooledOdds:
    won = latest(state, len(state.conversations))
    rate = wilson(sum(won), len(won))
    probability = None
    if rate.value is not None and rate.n >= MINIMUM:
        probability = chance_at_rate(run.length, rate.n, rate.value)
    return PooledOdds(run.length, rate.n, rate, probability, verdict(probability))


def _today(states: States, today: date) -> DayOdds | None:
    day = numbers(states, Period(today, today))
    if not day.conversations:
        return None
    past = numbers(states, Period.last(timedelta(weeks=WEEKS), today - timedelta(days=1)))
    probability = None
    if past.conversations >= MINIMUM:
        probability = beta_binomial_tail(day.rejections, day.conversations, past.rejections, past.conversations)
    return DayOdds(day.rejections, day.conversations, probability, verdict(probability), past.conversations)
