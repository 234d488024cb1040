"""What carries, and where most breaks off: what there is to work on where the reasons for a no are spread. Pure.

In: the states, the local day. Out: facts and words; of what does not stand out there are none.
"""

from collections.abc import Sequence
from datetime import date

from coach.contracts import Fact
from coach.insight.asked_answer import verdict
from coach.insight.asked_splits import Part, parts_by_channel
from coach.insight.facts import recent_period
from coach.insight.numbers import numbers
from coach.insight.rates import MINIMUM
from events.folds.reader import States


def focus_facts(states: States, today: date) -> tuple[dict[str, Fact], dict[str, str]]:
    """The way that carries, and the step at which most breaks off: before the first talk, or in it."""
    period, words = recent_period(states, today)
    sums = numbers(states, period)
    facts, names = _way(parts_by_channel(sums.by_day, "rate"), words)
    silent = max(0, sums.attempts - sums.conversations)
    if silent > sums.rejections:
        facts["lost_before"] = Fact("lost_before", "attempts that ended before a talk", silent, "attempt", words)
    elif sums.rejections:
        facts["lost_in"] = Fact("lost_in", "talks that ended in a no", sums.rejections, "conversation", words)
    return facts, names


def _way(parts: Sequence[Part], words: str) -> tuple[dict[str, Fact], dict[str, str]]:
    """The best way against all others, held to the test for as many ways as there are."""
    known = [part for part in parts if part.n >= MINIMUM]
    if not known or len(parts) < 2:
        return {}, {}
    best = max(known, key=lambda part: part.hits / part.n)
    hits, n = sum(part.hits for part in parts) - best.hits, sum(part.n for part in parts) - best.n
    if verdict((best.hits, best.n), (hits, n), len(parts)) != "more":
        return {}, {}
    facts = [
        Fact("carry_hits", "yeses through the way that carries", best.hits, "win", words),
        Fact("carry_of", "conversations through the way that carries", best.n, "conversation", words),
        Fact("carry_rest_hits", "yeses through all other ways", hits, "win", words),
        Fact("carry_rest_of", "conversations through all other ways", n, "conversation", words),
    ]
    return {fact.id: fact for fact in facts}, {"carry_part": best.words}
