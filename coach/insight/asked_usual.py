"""A day against what is usual: its no's and its attempts, logged or told, held against the weeks before. Pure."""

from datetime import date
from statistics import median, quantiles
from typing import Final

from coach.contracts import Fact
from coach.insight.asked_answer import Answer
from coach.insight.days import beta_binomial_tail
from coach.insight.effort import ACTIVE_DAYS, usual_day
from coach.insight.facts import ALL_WORDS, FEWEST, WINDOW_WORDS, before_today, recent_period
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.rates import MINIMUM, wilson
from coach.insight.runs import verdict
from coach.understanding.measures import Measure, Query
from events.folds.reader import States
from events.words import CONVERSATIONS, REJECTIONS

TENTHS: Final = 10
_HARD: Final = ("usual_unlucky", "usual_worth_a_look")


def against_usual(found: Answer, measure: Measure, states: States, today: date) -> bool:
    """How today compares; False where nothing of today was logged, or nothing is usual yet."""
    day = numbers(states, Period(today, today))
    if not day.attempts and not day.conversations:
        return False
    found.add_counts(day, "today", ())
    if measure != "attempts":
        period, words = recent_period(states, today)
        past = numbers(states, before_today(period, today))
        _noes(found, day, past, "up to yesterday" if words == ALL_WORDS else words)
    if measure in ("overview", "attempts"):
        _attempts(found, states, today)
    return bool(found.says)


def _noes(found: Answer, day: Numbers, past: Numbers, words: str) -> None:
    found.add("other_of", "conversations before today", past.conversations, "conversation", words)
    rate = wilson(past.rejections, past.conversations)
    if day.conversations < FEWEST or past.conversations < MINIMUM or rate.value is None:
        found.says.append("usual_few" if day.conversations < FEWEST else "usual_unknown")
        return
    label = "no's of all conversations before today"
    found.facts["other_rate"] = Fact("other_rate", label, rate.value, "share", words, rate.n, rate.low, rate.high)
    found.says.append("usual_noes")
    if day.rejections <= rate.value * day.conversations:
        found.says.append("usual_no_worse")
        return
    odds = beta_binomial_tail(day.rejections, day.conversations, past.rejections, past.conversations)
    label = "days of so many conversations on which as many no's or more are to be expected"
    found.add("asked_odds", label, odds, "share", words, past.conversations)
    found.says.append(f"usual_{verdict(odds).replace(' ', '_')}")


def _attempts(found: Answer, states: States, today: date) -> None:
    usual = usual_day(states, today)
    if usual:
        value = round(usual.attempts)
        found.add("usual_day_attempts", "attempts on a usual working day", value, "attempt", WINDOW_WORDS, usual.n)
        found.says.append("usual_attempts")


def day_noes(found: Answer, asked: Query, states: States, today: date) -> None:
    """Whether so many no's are a usual day: between which counts eight of ten days lie."""
    period, words = recent_period(states, today)
    days = numbers(states, before_today(period, today)).by_day.values()
    noes = [
        sum(day.outcomes.get(outcome, 0) for outcome in REJECTIONS)
        for day in days
        if any(day.outcomes.get(outcome) for outcome in CONVERSATIONS)
    ]
    found.add("asked_noes", "no's asked about", asked.count, "no", "in what you tell")
    found.add("asked_days", "days with conversations", len(noes), "day", words)
    if len(noes) < ACTIVE_DAYS:
        found.says.append("day_noes_few")
        return
    edges = [round(edge) for edge in quantiles(noes, n=TENTHS, method="inclusive")]
    low, high = edges[0], edges[-1]
    found.add("asked_median", "no's on a usual day", round(median(noes)), "no", words, len(noes))
    found.add("asked_low", "no's on a day, least of eight in ten days", low, "no", words, len(noes))
    found.add("asked_high", "no's on a day, most of eight in ten days", high, "no", words, len(noes))
    place = "more" if asked.count > high else "less" if asked.count < low else "usual"
    found.says.extend([f"day_noes_{place}_bad" if asked.form == "bad" else f"day_noes_{place}", "day_noes_range"])
    if asked.split == "hour":
        found.says.append("no_hours")


def day_told(found: Answer, asked: Query, states: States, today: date) -> None:
    """Whether so many no's of so many conversations, as told, are a usual day."""
    if not asked.count:
        return
    period, words = recent_period(states, today)
    past = numbers(states, before_today(period, today))
    found.add("asked_conversations", "conversations you tell of", asked.count, "conversation", "in what you tell")
    found.add("asked_noes", "no's you tell of", asked.target, "no", "in what you tell")
    day = Numbers({}, {"soft_no": asked.target, "progress": asked.count - asked.target}, {})
    _noes(found, day, past, "up to yesterday" if words == ALL_WORDS else words)
    found.says[:] = [_TOLD.get(name, name) for name in found.says]
    if "told_day_few" in found.says or "usual_unknown" in found.says:
        return
    hard = any(name in found.says for name in _HARD)
    lead = {("ok", False): "told_fine", ("ok", True): "told_hard", ("bad", False): "told_not_bad"}
    found.says.insert(0, lead.get((asked.form or "ok", hard), "told_bad"))
    yes = wilson(past.won, past.conversations)
    if yes.value is not None:
        found.facts["other_yes"] = Fact("other_yes", "yeses of all conversations", yes.value, "share", words, yes.n)
        found.says.append("told_yes_usual")


_TOLD: Final = {"usual_noes": "told_noes", "usual_few": "told_day_few", "usual_no_worse": "told_no_worse"}
"""What is said of a day that is told, and not in the journal yet."""
