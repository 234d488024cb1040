"""Today against what is usual: the no's of the day and its attempts, held against the weeks before it. Pure."""

from datetime import date

from coach.contracts import Fact
from coach.insight.asked_answer import Answer
from coach.insight.days import beta_binomial_tail
from coach.insight.effort import usual_day
from coach.insight.facts import ALL_WORDS, FEWEST, WINDOW_WORDS, before_today, recent_period
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.rates import MINIMUM, wilson
from coach.insight.runs import verdict
from coach.understanding.measures import Measure
from events.folds.reader import States


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
