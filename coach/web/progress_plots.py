"""The plots of the Progress room, each with the table of the numbers it shows. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from coach.contracts import NextYes, Odds, Rate, SegmentTest
from coach.insight.diagnosis_words import segment_words
from coach.insight.numbers import Numbers, Period
from coach.insight.rates import too_early, wilson
from coach.insight.weeks import BestWeeks
from coach.insight.wording import VERDICT_WORDS, chance, percent, signed_points
from coach.journal.labels import REASON_WORDS
from coach.web import progress_words as words
from coach.web.plots import effort_bars, horizontal_bars, intervals
from events.words import CONVERSATIONS

OUTCOME_ROWS: Final = (
    ("won", "Yes"),
    ("progress", "Step forward"),
    ("soft_no", "Not now"),
    ("hard_no", "Final no"),
    ("no_answer", "No answer"),
    ("unreachable", "Wrong number"),
)

Table = list[list[str]]
Drawn = tuple[Markup | None, Table]

EARLY: Final = "too early"
MOST_MONTHS: Final = 8
MOST_WEEKS: Final = 26


def effort(sums: Numbers, period: Period, today: date) -> Drawn:
    """Attempts by day of a short period; by week, the last `MOST_WEEKS` of them, of the whole journal."""
    unit, points = _by_day_or_week(sums, period, today)
    shown = [(_short_day(day), count) for day, count in points]
    plot = effort_bars(shown, f"Attempts by {unit}", words.did(sums, ""))
    head = ["Week of" if unit == "week" else "Day", "Attempts"]
    return _safe(plot), [head, *([label, f"{count:,}"] for label, count in shown)]


def weeks(best: BestWeeks, today: date) -> Table:
    """The best weeks, one a row."""
    rows = [*best.effort, *([best.steps] if best.steps and best.steps not in best.effort else [])]
    return [
        ["Week of", "Attempts", "Days", "Steps forward"],
        *([words.day(one.monday, today), f"{one.attempts:,}", f"{one.days}", f"{one.steps:,}"] for one in rows),
    ]


def funnel(sums: Numbers) -> Drawn:
    """Attempts, conversations, those that went forward, yeses; each with its share of the step before.

    A yes needs no step forward before it, so the third step holds both: each step is a part of the one before.
    """
    forward = sums.small_wins + sums.won
    steps = [
        ("Attempts", max(sums.attempts, sums.conversations), ""),
        ("Conversations", sums.conversations, ""),
        ("Forward or yes", forward, "progress"),
        ("Yeses", sums.won, "won"),
    ]
    shown = [("Attempts", sums.attempts, "effort"), *steps[1:]]
    table = [["Step", "Count", "Of the step before", "From", "To"], ["Attempts", f"{sums.attempts:,}", "", "", ""]]
    for (_, before, _), (label, count, _) in pairwise(steps):
        table.append([label, f"{count:,}", *_rate_cells(wilson(count, before))])
    return _safe(horizontal_bars(shown, "From attempts to yeses", words.came_through(sums))), table


def outcomes(sums: Numbers) -> Drawn:
    """Outcomes by kind."""
    rows = [(label, sums.outcomes[name], name) for name, label in OUTCOME_ROWS]
    table = [["Outcome", "Count"], *([label, f"{count:,}"] for label, count, _ in rows)]
    return _safe(horizontal_bars(rows, "Outcomes", words.back(sums))), table


def reasons(sums: Numbers) -> Drawn:
    """No's by reason, the unstated ones last."""
    found = [*sums.stated_reasons, ("unstated", sums.reasons["unstated"])]
    rows = [(REASON_WORDS[reason].capitalize(), count, "soft_no") for reason, count in found if count]
    table = [["Reason", "No's"], *([label, f"{count:,}"] for label, count, _ in rows)]
    return _safe(horizontal_bars(rows, "Reasons for a no", words.reasons(sums))), table


def conversion(sums: Numbers) -> Drawn:
    """Yeses of all conversations by month, the last `MOST_MONTHS` of them; a month of few is too early to tell."""
    months = _months(sums)[-MOST_MONTHS:]
    rows = [
        (label, None, None, None, rate.n) if too_early(rate) else (label, rate.value, rate.low, rate.high, rate.n)
        for label, rate in months
    ]
    table = [["Month", "Conversations", "Yes", "From", "To"]]
    for label, rate in months:
        share, low, high = _rate_cells(rate)
        table.append([label, f"{rate.n:,}", share.partition(" of ")[0], low, high])
    if all(value is None for _, value, *_ in rows):
        return None, table
    return _safe(intervals(rows, "Yeses of all conversations, by month", words.rate(sums))), table


def odds(found: Odds) -> Table:
    """The run of now, the longest, and the next yes."""
    rate, following = found.conversion, found.next_yes
    rows = [
        ["Without a yes now", f"{found.run:,}"],
        ["Conversations before", f"{found.window:,}"],
        ["Yes in those", _rate_cells(rate)[0]],
        ["From", _rate_cells(rate)[1]],
        ["To", _rate_cells(rate)[2]],
        ["A run at least this long", EARLY if found.probability is None else chance(found.probability)],
        ["Longest without a yes", f"{found.longest.run:,}"],
        ["That one", VERDICT_WORDS[found.longest.verdict].rstrip(".")],
        *_next_rows(following),
    ]
    return [["What", "Number"], *rows]


def _next_rows(following: NextYes) -> Table:
    return [
        ["Next yes within, in half of all cases", EARLY if following.median is None else f"{following.median:,}"],
        ["Next yes within, in nine of ten", EARLY if following.p90 is None else f"{following.p90:,}"],
        ["Conversations that rests on", f"{following.n:,}"],
    ]


def segments(tests: list[SegmentTest], most: int = 5) -> Table:
    """Where the leading reason was tried, the likeliest first; empty where nothing could be."""
    if not tests:
        return []
    return [
        ["Where", "There", "Elsewhere", "Difference", "From", "To", "p, for all tried"],
        *(
            [
                segment_words(test),
                f"{percent(test.share.value or 0)} of {test.share.n:,}",
                f"{percent(test.elsewhere.value or 0)} of {test.elsewhere.n:,}",
                *(signed_points(share) for share in (test.effect, test.low, test.high)),
                f"{test.p_adjusted:.2g}",
            ]
            for test in tests[:most]
        ),
    ]


def _rate_cells(rate: Rate) -> list[str]:
    """Share of n, and the ends of its range; few are called too early."""
    if too_early(rate) or rate.value is None or rate.low is None or rate.high is None:
        return [f"{EARLY} of {rate.n:,}" if rate.n else "", "", ""]
    return [f"{percent(rate.value)} of {rate.n:,}", percent(rate.low), percent(rate.high)]


def _safe(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - our own plots, which escape every text


def _by_day_or_week(sums: Numbers, period: Period, today: date) -> tuple[str, list[tuple[date, int]]]:
    days = {date.fromisoformat(day): sum(state.attempts.values()) for day, state in sums.by_day.items()}
    if period.since:
        length = (today - period.since).days + 1
        return "day", [(day, days.get(day, 0)) for day in (period.since + timedelta(n) for n in range(length))]
    found: dict[date, int] = {}
    monday, last = min(days) - timedelta(min(days).weekday()), max(days)
    while monday <= last:
        found[monday] = sum(days.get(monday + timedelta(n), 0) for n in range(7))
        monday += timedelta(weeks=1)
    return "week", sorted(found.items())[-MOST_WEEKS:]


def _months(sums: Numbers) -> list[tuple[str, Rate]]:
    won: dict[str, int] = {}
    talks: dict[str, int] = {}
    for day, state in sums.by_day.items():
        month = day[:7]
        won[month] = won.get(month, 0) + state.outcomes.get("won", 0)
        talks[month] = talks.get(month, 0) + _conversations(state.outcomes)
    return [
        (f"{date.fromisoformat(month + '-01'):%b %Y}", wilson(won[month], talks[month]))
        for month in sorted(talks)
        if talks[month]
    ]


def _conversations(outcomes: Mapping[str, int]) -> int:
    return sum(count for outcome, count in outcomes.items() if outcome in CONVERSATIONS)


def _short_day(day: date) -> str:
    return f"{day.day} {day:%b}"
