"""Logged: what the journal has of a report already. Pure.

In: a report and the folds. Out: whether it is what the journal holds of a day, of many days, or altogether. What is
there is not drafted again, and totals told in passing are no report of today.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from coach.insight.numbers import Numbers, Period, numbers
from coach.understanding import Note, Reported
from events.folds.entries import EntryState
from events.folds.reader import States
from events.folds.stats import Day
from events.words import CONVERSATIONS, REJECTIONS

_EIGHT_WEEKS: Final = timedelta(weeks=8)
_DAYS: Final = 5
"""From so many days on a sum of them is told from the count of one day."""
_A_DAY: Final = 12
"""As many may be a day's work even where the journal has had few."""
_NEARLY: Final = 0.9
"""Who tells a total rounds it."""
_FAR: Final = 2
"""So many times what the journal holds is no longer what it holds."""
_TELLING: Final = 3
"""So many attempts of yesterday are known again where no day is told; one visit is like another."""


def _is_undated(reported: Reported) -> bool:
    return reported.when == "unspecified" and reported.weekday is None


def is_so_far(reported: Reported, states: States) -> bool:
    """Whether tries of no day are those that the journal has, of many days: far more than on any one of them."""
    if reported.when != "unspecified" or reported.weekday is not None or reported.conversations or reported.rejections:
        return False
    days = [sum(day.attempts.values()) for day in states.stats.days.values()]
    return 2 * max(days, default=0) < (reported.attempts or 0) <= sum(days)


def is_of_it_all(reported: Reported, states: States, today: date) -> bool:
    """Whether a report of no day is as much as the whole journal or its last eight weeks hold, and far more than any
    one day of it: "I have had 35 conversations and no yes".
    """
    measures: list[tuple[int | None, Callable[[Day], int]]] = [
        (reported.attempts, lambda day: sum(day.attempts.values())),
        (reported.conversations, lambda day: _of(day, CONVERSATIONS)),
        (reported.rejections, lambda day: _of(day, REJECTIONS)),
    ]
    told, measure = next(((count, of) for count, of in measures if count), (0, lambda _: 0))
    if told <= _A_DAY or not _is_undated(reported):
        return False
    return any(_is_sum(told, _days(states, period, measure)) for period in (Period(), Period.last(_EIGHT_WEEKS, today)))


def _of(day: Day, outcomes: Iterable[str]) -> int:
    return sum(day.outcomes.get(outcome, 0) for outcome in outcomes)


def _days(states: States, period: Period, measure: Callable[[Day], int]) -> list[int]:
    first, last = period.edges
    counts = (measure(state) for day, state in states.stats.days.items() if first <= day <= last)
    return [count for count in counts if count]


def _is_sum(told: int, days: list[int]) -> bool:
    known = sum(days)
    return len(days) >= _DAYS and told > 2 * max(days) and _NEARLY * known <= told <= _FAR * known


def held(reported: Reported, day: date | None, states: States, today: date) -> Note | None:
    """What the journal has of the same numbers of that day already; where none is told, of yesterday too, if nothing is
    logged of today.
    """
    known = _known(day or today, states)
    if _is_all(reported, known):
        return "logged_already"
    if any(_same(reported, one) for one in known) or _is_reasons(reported, known[0]) or _is_pieces(reported, known):
        return "logged_in_part"
    before = _known(today - timedelta(days=1), states)
    if day or not _is_undated(reported) or known[0].entries or not before[0].attempts >= _TELLING <= _tries(reported):
        return None
    there = _is_all(reported, before) or _is_reasons(reported, before[0]) or _is_pieces(reported, before)
    return "logged_yesterday" if there else None


def _known(day: date, states: States) -> list[Numbers]:
    """The numbers of a day, altogether and of each of its entries."""
    of_day = [entry for entry in states.entries.recent.values() if entry.occurred_at.startswith(day.isoformat())]
    return [numbers(states, Period(day, day)), *map(_numbers_of, of_day)]


def _tries(reported: Reported) -> int:
    return reported.attempts or reported.conversations or reported.rejections or 0


def _is_all(reported: Reported, known: list[Numbers]) -> bool:
    return any(_same(reported, one) and _all_told(reported, one) for one in known)


def _is_reasons(reported: Reported, whole: Numbers) -> bool:
    """Whether only reasons are told, each as often as the day has it: "heard too expensive three times"."""
    only = len(_told(reported, whole)) == 1 and sum(reported.reasons.values()) == reported.rejections
    return only and all(whole.reasons.get(reason) == count for reason, count in reported.reasons.items())


def _is_pieces(reported: Reported, known: list[Numbers]) -> bool:
    """Whether a count is that of the day, and each other one that of an entry: "9 calls, 5 no's", before two more."""
    told = [_told(reported, one) for one in known]
    there = [any(count == has for count, has in counts) for counts in zip(*told, strict=True)]
    return len(there) > 1 and all(there) and any(count == has for count, has in told[0])


def _told(reported: Reported, held: Numbers) -> list[tuple[int, int]]:
    """Each count that is told, beside the one that is held."""
    every = [
        (reported.attempts, held.attempts),
        (reported.conversations, held.conversations),
        (reported.rejections, held.rejections),
        (reported.won, held.won),
        (reported.small_wins, held.small_wins),
        (reported.no_answer, held.outcomes.get("no_answer", 0)),
        (reported.unreachable, held.outcomes.get("unreachable", 0)),
    ]
    return [(count, known) for count, known in every if count]


def _all_told(reported: Reported, held: Numbers) -> bool:
    """Whether an entry, or a day, has nothing but what is reported of it: its attempts, and each of its outcomes."""
    told = [
        (_tries(reported), held.attempts),
        (reported.rejections, held.rejections),
        (reported.won, held.won),
        (reported.small_wins, held.small_wins),
    ]
    return all((count or 0) == known for count, known in told)


def _numbers_of(entry: EntryState) -> Numbers:
    outcomes: dict[str, int] = {}
    for outcome in entry.outcomes:
        outcomes[outcome.outcome] = outcomes.get(outcome.outcome, 0) + outcome.count
    return Numbers({entry.channel: entry.count}, outcomes, {})


def _same(reported: Reported, held: Numbers) -> bool:
    told = _told(reported, held)
    return bool(told) and all(count == known for count, known in told)
