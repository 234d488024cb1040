"""The parts of the Progress room: what each says, draws, and holds behind "Numbers". Pure."""

from datetime import date, timedelta
from typing import Any, Final, Literal

from markupsafe import Markup
from msgspec import Struct, field

from coach.contracts import Odds, Streaks
from coach.insight.diagnose import recent_reasons
from coach.insight.diagnosis_words import reading_words
from coach.insight.numbers import Period, numbers, streaks
from coach.insight.odds import odds
from coach.insight.odds_words import NO_ORDER, next_words, run_words
from coach.insight.weeks import BestWeeks, Mark, best_weeks, week_marks
from coach.journal.wins import Win
from coach.web import progress_plots as plots
from coach.web import progress_words as words
from coach.words import count, gettext, gettext_noop, ngettext
from coach.words.dates import dated_words, day_of_month, day_words, weekdays_short
from events.folds.reader import States

PeriodName = Literal["4w", "8w", "all"]

MARK_WORDS: Final[dict[Mark, str]] = {
    "worked": gettext_noop("worked"),
    "off": gettext_noop("day off"),
    "open": gettext_noop("no outreach"),
    "ahead": gettext_noop("still to come"),
}


LATEST: Final = gettext_noop("This is of your latest conversations, whatever time is chosen above.")


class Part(Struct, frozen=True):
    """One part: its message, what follows the message, the plot, and the table (its first row is the head)."""

    label: str
    sentence: str
    notes: list[str] = field(default_factory=list)
    plot: Markup | None = None
    table: plots.Table = field(default_factory=list)


class DayMark(Struct, frozen=True):
    """A day of this week: "M", "Monday, 16 November: worked"."""

    letter: str
    words: str
    mark: Mark


class StreakPart(Struct, frozen=True):
    """The streak in words, this week's days, and what their marks mean."""

    sentence: str
    week: list[DayMark]
    legend: list[tuple[Mark, str]]
    week_words: str
    strength: int
    table: plots.Table


class WinLine(Struct, frozen=True):
    """A line of the wall of small wins."""

    outcome: str
    what: str
    who: str
    note: str
    day: str
    iso: str


def period_of(name: PeriodName, today: date) -> Period:
    """Whole weeks up to today, from a Monday; "all" is open."""
    if name == "all":
        return Period(None, today)
    monday = today - timedelta(days=today.weekday())
    return Period(monday - timedelta(weeks=(4 if name == "4w" else 8) - 1), today)


def parts(person_id: str, states: States, name: PeriodName, today: date) -> dict[str, Any]:
    """Every part of the room but the wins, by its name."""
    period = period_of(name, today)
    sums = numbers(states, period)
    effort, effort_table = plots.effort(sums, period, today) if sums.attempts else (None, [])
    funnel, funnel_table = plots.funnel(sums) if sums.conversations else (None, [])
    outcomes, outcomes_table = plots.outcomes(sums) if sums.attempts else (None, [])
    reasons, reasons_table = plots.reasons(sums) if sums.rejections else (None, [])
    rates, rates_table = plots.conversion(sums) if sums.conversations else (None, [])
    notes = []
    if not period.since and len(effort_table) > plots.MOST_WEEKS:
        notes.append(gettext("Drawn: the last %(weeks)s weeks.", weeks=plots.MOST_WEEKS))
    best = best_weeks(sums.by_day)
    if best is None:
        notes.append(words.too_few_weeks())
    return {
        "effort": Part(gettext("what you did"), words.did(sums, words.PERIOD_WORDS[name]), notes, effort, effort_table),
        "weeks": _weeks(best, today) if best else None,
        "streak": _streak(streaks(person_id, states, today), states, today),
        "funnel": Part(
            gettext("from attempts to yeses"),
            words.came_through(sums),
            words.step_by_step(sums),
            funnel,
            funnel_table,
        ),
        "outcomes": outcomes and Part(gettext("what came back"), words.back(sums), [], outcomes, outcomes_table),
        "run": _run(odds(person_id, states, today)),
        "reasons": Part(gettext("reasons"), words.reasons(sums), [], reasons, reasons_table),
        "reading": _reading(states, today),
        "conversion": Part(gettext("yes, by month"), words.rate(sums), [], rates, rates_table),
    }


def wall(wins: list[Win], today: date) -> list[WinLine]:
    """The latest wins in words."""
    return [
        WinLine(
            one.outcome, words.win(one.outcome, one.count), one.who, one.note, dated_words(one.day, today), str(one.day)
        )
        for one in wins
    ]


def _weeks(best: BestWeeks, today: date) -> Part:
    first, *rest = words.weeks(best, today)
    return Part(gettext("best weeks"), first, rest, table=plots.weeks(best, today))


def _streak(found: Streaks, states: States, today: date) -> StreakPart | None:
    """None where streaks are switched off, or before the first day."""
    if not found.on or not found.best:
        return None
    marks = week_marks(states.streaks, today)
    week = [
        DayMark(weekdays_short()[day.weekday()], f"{day_words(day)}: {gettext(MARK_WORDS[mark])}", mark)
        for day, mark in marks
    ]
    there = [mark for mark in MARK_WORDS if mark in {mark for _, mark in marks}]
    strength = round(100 * found.strength)
    table = [
        [gettext("What"), gettext("Number")],
        [gettext("Streak now, working days"), count(found.current)],
        [gettext("Best streak, working days"), count(found.best)],
        [
            gettext("Working days with outreach this week"),
            gettext("%(number)s of %(all)s", number=found.week_days, all=found.week_working_days),
        ],
        [gettext("Strength, of 100"), f"{strength}"],
    ]
    return StreakPart(
        sentence=words.streak(found),
        week=week,
        legend=[(mark, gettext(MARK_WORDS[mark])) for mark in there],
        week_words=ngettext(
            "This week: %(number)s of %(all)s working day.",
            "This week: %(number)s of %(all)s working days.",
            found.week_working_days,
            number=found.week_days,
            all=found.week_working_days,
        ),
        strength=strength,
        table=table,
    )


def _run(found: Odds) -> Part:
    first, *rest = run_words(found)
    if not found.pooled.n:
        return Part(gettext("is this run ordinary"), first, [gettext(NO_ORDER)])
    notes = [*rest, *next_words(found.next_yes), gettext(LATEST)]
    return Part(gettext("is this run ordinary"), first, notes, table=plots.odds(found))


def _reading(states: States, today: date) -> Part | None:
    """Targeting or message, where the reasons say which; None where it is too early or they do not."""
    period, found = recent_reasons(states, today)
    if found.verdict not in ("message", "targeting"):
        return None
    since = (
        gettext("since %(day)s", day=day_of_month(period.since, today))
        if period.since
        else gettext("in your whole journal")
    )
    first, *rest = reading_words(found, since)
    return Part(gettext("targeting or message"), first, rest, table=plots.segments(found.segments))
