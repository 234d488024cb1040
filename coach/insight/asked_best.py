"""The best day: the single one with the most yeses, of a period. Pure."""

from typing import Final

from coach.insight.asked_answer import Answer
from coach.insight.asked_periods import day_words
from coach.insight.numbers import Period, numbers
from events.folds.reader import States
from events.words import CONVERSATIONS

_YES: Final = "won"


def best_day(found: Answer, period: Period, words: str, states: States) -> None:
    """The day with the most yeses, the latest of several, and how many there are."""
    sums = numbers(states, period)
    yeses = {day: state.outcomes.get(_YES, 0) for day, state in sums.by_day.items()}
    most = max(yeses.values(), default=0)
    if not sums.by_day:
        found.add_nothing(words)
        return
    found.add("asked_won", "yeses", sums.won, "win", words)
    found.add("asked_conversations", "conversations", sums.conversations, "conversation", words)
    if not most:
        found.says.append("best_day_none")
        return
    best = [day for day, count in yeses.items() if count == most]
    day = max(best)
    talks = sum(count for outcome, count in sums.by_day[day].outcomes.items() if outcome in CONVERSATIONS)
    found.add("asked_hits", "yeses of the best day", most, "win", day_words(day))
    found.add("asked_of", "conversations of the best day", talks, "conversation", day_words(day))
    found.says.append("best_day")
    if len(best) > 1:
        found.add("asked_days", "days with as many yeses", len(best), "day", words)
        found.says.append("best_day_tied")
