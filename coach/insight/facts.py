"""Facts: the typed numbers that a reply may state, built from the folds and from what a message reports.

`docs/facts.md` lists the ids. In: states, the local day, what was reported. Out: a `FactSheet`.
"""

from datetime import date, timedelta
from typing import Final

from msgspec import Struct, field

from coach.contracts import Fact, Unit
from coach.insight.days import beta_binomial_tail
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.rates import MINIMUM, wilson
from coach.insight.record_facts import record_facts
from coach.journal.labels import REASON_POINTS, REASON_WORDS
from coach.understanding import Reported
from events.folds.reader import States
from events.folds.streaks import view

WINDOW: Final = timedelta(weeks=8)
WEEK: Final = timedelta(weeks=1)
DAY: Final = timedelta(days=1)
FEWEST: Final = 3
"""Conversations of a day that there is something to say about."""

YOUNG: Final = timedelta(weeks=6)
"""A journal that began later than this is not spoken of as eight weeks."""

WINDOW_WORDS: Final = "in the last eight weeks"
ALL_WORDS: Final = "in your whole journal"
IN_WORDS: Final = "In words like these:"
"""What stands before words that somebody may say."""

CHANNEL_UNITS: Final[dict[str, Unit]] = {
    "call": "call",
    "email": "email",
    "meeting": "meeting",
    "message": "message",
    "in_person": "visit",
    "other": "attempt",
}


class FactSheet(Struct, frozen=True):
    """Facts by id, words that may be named like facts, and the numbers of the period they come from."""

    facts: dict[str, Fact]
    words: dict[str, str]
    recent: Numbers
    today: Numbers
    before_today: Numbers = field(default_factory=lambda: Numbers({}, {}, {}))
    old: bool = False
    """Nothing was logged in the recent weeks: the facts are of the whole journal."""
    language: str = "en"
    """The language that the facts are to be said in."""


class _Record(Struct, frozen=True):
    """What the journal alone says: true until it changes, or the day does."""

    facts: dict[str, Fact]
    words: dict[str, str]
    recent: Numbers
    today: Numbers
    before_today: Numbers
    period: str
    old: bool


def build_facts(states: States, today: date, reported: Reported | None) -> FactSheet:
    """All facts that hold for this person now. A fact with nothing behind it is left out, not zero."""
    record = _record(states, today)
    facts: dict[str, Fact] = {}
    names: dict[str, str] = {"in_words": IN_WORDS}
    if reported:
        _add_reported(facts, names, reported)
    facts |= record.facts
    names |= record.words
    if not reported or reported.when != "week":
        _add_day_odds(facts, record.before_today, record.today, record.period)
    return FactSheet(facts, names, record.recent, record.today, record.before_today, record.old)


def _record(states: States, today: date) -> _Record:
    # A question follows another more often than an entry: what the journal says is worked out once for both.
    as_of = (states.journal_version, today)
    known, record = states.worked_out.get("facts", (None, None))
    if known != as_of:
        record = _read_record(states, today)
        states.worked_out["facts"] = (as_of, record)
    assert isinstance(record, _Record)
    return record


def _read_record(states: States, today: date) -> _Record:
    period, words = recent_period(states, today)
    recent = numbers(states, period)
    day = numbers(states, Period(today, today))
    before = numbers(states, before_today(period, today))
    facts: dict[str, Fact] = {}
    names: dict[str, str] = {}
    add_recent(facts, names, recent, words)
    _add_today(facts, day)
    _add_effort(facts, states, today)
    more, more_names = record_facts(states, today)
    return _Record(facts | more, names | more_names, recent, day, before, words, old=period.since is None)


def recent_period(states: States, today: date) -> tuple[Period, str]:
    """The recent weeks, or all there is where these are empty or the journal is young; and how it is called."""
    recent = Period.last(WINDOW, today)
    # Somebody who comes back after a pause, or imported old history, still has numbers: all of them.
    if not any(recent.holds(day) for day in states.stats.days) and states.stats.days:
        return Period(None, today), ALL_WORDS
    young = states.stats.days and min(states.stats.days) > (today - YOUNG).isoformat()
    return recent, ALL_WORDS if young else WINDOW_WORDS


def before_today(period: Period, today: date) -> Period:
    """What today is held against: the same days without today, so that a share and the odds at it are of one record."""
    return Period(period.since, today - DAY)


def _count(facts: dict[str, Fact], fact_id: str, label: str, value: int | None, unit: Unit, period: str) -> None:
    if value:
        facts[fact_id] = Fact(fact_id, label, value, unit, period)


def _add_reported(facts: dict[str, Fact], names: dict[str, str], reported: Reported) -> None:
    when = {"today": "today", "yesterday": "yesterday", "week": "this week"}.get(reported.when, "in what you tell")
    rows: list[tuple[str, str, int | None, Unit]] = [
        ("reported_attempts", "attempts you report", reported.attempts, CHANNEL_UNITS[reported.channel]),
        ("reported_conversations", "conversations you report", _conversations(reported), "conversation"),
        ("reported_rejections", "no's you report", reported.rejections, "no"),
        ("reported_won", "yeses you report", reported.won, "win"),
        ("reported_small_wins", "small wins you report", reported.small_wins, "small_win"),
    ]
    stated = sorted(reported.reasons, key=lambda reason: -reported.reasons[reason])
    if reason := reported.leading_reason or next(iter(stated), None):
        names["reported_reason_name"] = REASON_WORDS[reason]
        label = f"no's about {REASON_WORDS[reason]} you report"
        rows.append(("reported_reason", label, reported.reasons.get(reason), "no"))
    for fact_id, label, value, unit in rows:
        if value:
            facts[fact_id] = Fact(fact_id, label, value, unit, when, source="reported")


def _conversations(reported: Reported) -> int | None:
    """Conversations as reported, or as many as had an answer where the report accounts for every attempt."""
    answered = (reported.rejections or 0) + (reported.won or 0) + (reported.small_wins or 0)
    silent = (reported.no_answer or 0) + (reported.unreachable or 0)
    all_told = reported.attempts is not None and answered + silent == reported.attempts
    return reported.conversations or (answered if all_told else None)


def add_recent(facts: dict[str, Fact], names: dict[str, str], recent: Numbers, period: str) -> None:
    """The facts and words of the numbers of a period."""
    _count(facts, "attempts", "attempts", recent.attempts, "attempt", period)
    _count(facts, "conversations", "conversations", recent.conversations, "conversation", period)
    _count(facts, "rejections", "no's", recent.rejections, "no", period)
    _count(facts, "won", "yeses", recent.won, "win", period)
    _count(facts, "small_wins", "small wins", recent.small_wins, "small_win", period)
    _count(facts, "unstated_no", "no's without a stated reason", recent.reasons["unstated"], "no", period)
    _add_share(facts, "rejection_share", "no's of all conversations", recent.rejections, recent.conversations, period)
    _add_share(facts, "conversion", "yeses of all conversations", recent.won, recent.conversations, period)
    if not recent.won and recent.conversations >= MINIMUM:
        ceiling = wilson(0, recent.conversations).high or 0.0
        label = "yeses of all conversations, at most (95%)"
        facts["yes_ceiling"] = Fact("yes_ceiling", label, ceiling, "share", period, recent.conversations)
    silent = max(0, recent.attempts - recent.conversations)
    _count(facts, "silent", "attempts without an answer so far", silent, "attempt", period)
    _add_share(facts, "silent_share", "attempts without an answer so far", silent, recent.attempts, period)
    for fact_id, (reason, count) in zip(("top_reason", "second_reason"), recent.stated_reasons, strict=False):
        _count(facts, fact_id, f"no's about {REASON_WORDS[reason]}", count, "no", period)
        if fact_id == "top_reason":
            names["reason_name"] = REASON_WORDS[reason]
            names["reason_points"] = REASON_POINTS[reason]


def _add_share(facts: dict[str, Fact], fact_id: str, label: str, part: int, whole: int, period: str) -> None:
    rate = wilson(part, whole)
    # A share of a handful is noise; the minimum is stated with the method.
    if rate.value is not None and whole >= MINIMUM and part:
        facts[fact_id] = Fact(fact_id, label, rate.value, "share", period, whole, rate.low, rate.high)


def _add_today(facts: dict[str, Fact], day: Numbers) -> None:
    _count(facts, "today_attempts", "attempts today", day.attempts, "attempt", "today")
    _count(facts, "today_conversations", "conversations today", day.conversations, "conversation", "today")
    _count(facts, "today_rejections", "no's today", day.rejections, "no", "today")
    _count(facts, "today_won", "yeses today", day.won, "win", "today")
    _count(facts, "today_small_wins", "small wins today", day.small_wins, "small_win", "today")


def _add_effort(facts: dict[str, Fact], states: States, today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    week = numbers(states, Period(monday, today))
    _count(facts, "week_attempts", "attempts this week", week.attempts, "attempt", "this week")
    before = numbers(states, Period(monday - WEEK, monday - DAY))
    _count(facts, "last_week_attempts", "attempts last week", before.attempts, "attempt", "last week")
    _count(facts, "week_days", "days with effort this week", week.active_days, "day", "this week")
    if states.person.streaks:
        streak = view(states.streaks, today)
        _count(facts, "streak", "working days with effort in this streak", streak.current, "day", "up to today")
        _count(facts, "best_streak", "working days with effort in the longest streak", streak.best, "day", "so far")


def _add_day_odds(facts: dict[str, Fact], before: Numbers, day: Numbers, period: str) -> None:
    k, n = day.rejections, day.conversations
    # What is reported may be a part of the logged day, or more than it: its odds are its own. Without its number of
    # conversations it cannot be judged.
    if any(fact.source == "reported" for fact in facts.values()):
        no, conversations = facts.get("reported_rejections"), facts.get("reported_conversations")
        k, n = int(no.value) if no else 0, int(conversations.value) if conversations else 0
    if 0 < k <= n <= 500 and n >= FEWEST and before.conversations >= MINIMUM:
        share = beta_binomial_tail(k, n, before.rejections, before.conversations)
        label = f"days of {n} conversations on which {k} or more no's are to be expected"
        facts["day_odds"] = Fact("day_odds", label, share, "share", period, before.conversations)
