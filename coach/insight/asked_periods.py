"""Periods as somebody asks for them: this month, September, the last four weeks, before the break. Pure.

In: a `Span`, the states and the local day. Out: a `Period` and its words, which `coach/insight/words/` translates.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from msgspec import structs

from coach.insight.facts import ALL_WORDS, recent_period
from coach.insight.numbers import Period
from coach.understanding.measures import Span
from events.folds.reader import States

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
BREAK: Final = timedelta(weeks=3)
"""So long without outreach is a break."""

START: Final = timedelta(weeks=4)
START_WORDS: Final = "in your first four weeks here"

_DAY: Final = timedelta(days=1)
_NOW: Final = {"day": "today", "week": "this week", "month": "this month", "year": "this year"}
_LAST: Final = {"day": "yesterday", "week": "last week", "month": "last month", "year": "last year"}


def period_of(span: Span | None, states: States, today: date) -> tuple[Period, str]:
    """The days of a span and how they are called; the recent weeks where none was named."""
    if span is None:
        return recent_period(states, today)
    if span.other == "all":
        return Period(None, today), ALL_WORDS
    if span.other == "break":
        return _before_break(states, today)
    if span.other == "start":
        return _first_weeks(states, today), START_WORDS
    if span.month:
        return _named_month(span, today)
    if span.last:
        if span.unit in ("month", "year"):
            since = _months_back(today, span.last * (12 if span.unit == "year" else 1)) + _DAY
        else:
            since = today - (span.last * (7 if span.unit == "week" else 1) - 1) * _DAY
        unit = span.unit if span.last == 1 else f"{span.unit}s"
        return Period(since, today), f"in the last {span.last} {unit}" if span.last > 1 else f"in the last {unit}"
    return _whole(span, today)


def day_words(day: str) -> str:
    """One day, as "on 3 March 2026"."""
    of = date.fromisoformat(day)
    return f"on {of.day} {MONTHS[of.month - 1]} {of.year}"


def _first_weeks(states: States, today: date) -> Period:
    first = date.fromisoformat(min(states.stats.days, default=today.isoformat()))
    return Period(first, first + START - _DAY)


def before_that(span: Span | None, states: States, today: date) -> tuple[Period, str]:
    """What a span is held against where nothing was named: as many days of the unit before it."""
    if span is None or span.other in ("all", "break", "start"):
        return _before_break(states, today)
    if span.last or span.other == "since":
        period, _ = period_of(span, states, today)
        assert period.since is not None
        days = today + _DAY - period.since
        return Period(period.since - days, period.since - _DAY), "in as many days before that"
    if span.month:
        month, _ = _named_month(span, today)
        assert month.since is not None
        earlier = month.since - _DAY
        return Period(earlier.replace(day=1), earlier), _month_words(earlier, today)
    period, words = _whole(structs.replace(span, ago=span.ago + 1), today)
    if span.ago or span.unit == "day" or period.since is None:
        return period, words
    # The running week or month is not over: only as much of the one before counts.
    now, _ = _whole(span, today)
    assert now.since is not None and period.until is not None
    return Period(period.since, min(period.until, period.since + (today - now.since))), f"in the same days of {words}"


def _whole(span: Span, today: date) -> tuple[Period, str]:
    ago = span.ago
    match span.unit:
        case "day":
            since = until = today - ago * _DAY
        case "week":
            since = today - timedelta(days=today.weekday(), weeks=ago)
            until = since + timedelta(days=6)
        case "month":
            since = _months_back(today.replace(day=1), ago)
            until = _months_back(since, -1) - _DAY
        case _:
            since = date(today.year - ago, 1, 1)
            until = date(today.year - ago, 12, 31)
    if ago < 2:
        words = (_NOW, _LAST)[ago][span.unit]
    elif span.unit == "month":
        words = _month_words(since, today)
    elif span.unit == "year":
        words = f"in {since.year}"
    else:
        words = f"{ago} {span.unit}s ago"
    return Period(since, min(until, today)), words


def _named_month(span: Span, today: date) -> tuple[Period, str]:
    month = span.month or today.month
    since = date(today.year if month <= today.month else today.year - 1, month, 1)
    if span.other == "since":
        return Period(since, today), _month_words(since, today).replace("in ", "since ", 1)
    return Period(since, min(today, _months_back(since, -1) - _DAY)), _month_words(since, today)


def _month_words(day: date, today: date) -> str:
    name = MONTHS[day.month - 1]
    return f"in {name}" if day.year == today.year else f"in {name} {day.year}"


def _months_back(day: date, months: int) -> date:
    """The same day so many months before, or the last of a shorter month."""
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - _DAY).day))


def _before_break(states: States, today: date) -> tuple[Period, str]:
    """Everything up to the last break, also one that is not over; all there is where there was none."""
    active = sorted(date.fromisoformat(day) for day, state in states.stats.days.items() if state.attempts)
    days = [day for day in active if day <= today]
    ends = [one for one, following in pairwise([*days, today]) if following - one >= BREAK]
    return (Period(None, ends[-1]), "before the break") if ends else (Period(None, today), ALL_WORDS)
