"""The plots of the Progress room, each with the table of the numbers it shows. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from coach.contracts import NextYes, Odds, Rate, SegmentTest
from coach.insight.diagnosis_words import segment_words
from coach.insight.numbers import Numbers, Period
from coach.insight.rate_words import VERDICT_WORDS, chance, in_percent, signed_points
from coach.insight.rates import too_early, wilson
from coach.insight.weeks import BestWeeks
from coach.journal.labels import reason_words
from coach.web import progress_words as words
from coach.web.pages.frame import OUTCOME_NAMES, outcome_words
from coach.web.plots import effort_bars, horizontal_bars, intervals
from coach.words import count as digits
from coach.words import decimal, first_upper, gettext, gettext_noop
from coach.words.dates import day_of_month, short_day, short_month
from events.words import CONVERSATIONS

Table = list[list[str]]
Drawn = tuple[Markup | None, Table]

EARLY: Final = gettext_noop("too early")
MOST_MONTHS: Final = 8
MOST_WEEKS: Final = 26


def effort(sums: Numbers, period: Period, today: date) -> Drawn:
    """Attempts by day of a short period; by week, the last `MOST_WEEKS` of them, of the whole journal."""
    unit, points = _by_day_or_week(sums, period, today)
    shown = [(short_day(day), count) for day, count in points]
    by_week = unit == "week"
    title = gettext("Attempts by week") if by_week else gettext("Attempts by day")
    plot = effort_bars(shown, title, words.did(sums, ""))
    head = [gettext("Week of") if by_week else gettext("Day"), gettext("Attempts")]
    return _safe(plot), [head, *([label, digits(count)] for label, count in shown)]


def weeks(best: BestWeeks, today: date) -> Table:
    """The best weeks, one a row."""
    rows = [*best.effort, *([best.steps] if best.steps and best.steps not in best.effort else [])]
    return [
        [gettext("Week of"), gettext("Attempts"), gettext("Days"), gettext("Steps forward")],
        *([day_of_month(one.monday, today), digits(one.attempts), f"{one.days}", digits(one.steps)] for one in rows),
    ]


def funnel(sums: Numbers) -> Drawn:
    """Attempts, conversations, those that went forward, yeses; each with its share of the step before.

    A yes needs no step forward before it, so the third step holds both: each step is a part of the one before.
    """
    forward = sums.small_wins + sums.won
    attempts = gettext("Attempts")
    steps = [
        (attempts, max(sums.attempts, sums.conversations), ""),
        (gettext("Conversations"), sums.conversations, ""),
        (gettext("Forward or yes"), forward, "progress"),
        (gettext("Yeses"), sums.won, "won"),
    ]
    shown = [(attempts, sums.attempts, "effort"), *steps[1:]]
    table = [
        [gettext("Step"), gettext("Count"), gettext("Of the step before"), gettext("From"), gettext("To")],
        [attempts, digits(sums.attempts), "", "", ""],
    ]
    for (_, before, _), (label, count, _) in pairwise(steps):
        table.append([label, digits(count), *_rate_cells(wilson(count, before))])
    return _safe(horizontal_bars(shown, gettext("From attempts to yeses"), words.came_through(sums))), table


def outcomes(sums: Numbers) -> Drawn:
    """Outcomes by kind."""
    rows = [(outcome_words(name), sums.outcomes[name], name) for name in OUTCOME_NAMES]
    table = [[gettext("Outcome"), gettext("Count")], *([label, digits(count)] for label, count, _ in rows)]
    return _safe(horizontal_bars(rows, gettext("Outcomes"), words.back(sums))), table


def reasons(sums: Numbers) -> Drawn:
    """No's by reason, the unstated ones last."""
    found = [*sums.stated_reasons, ("unstated", sums.reasons["unstated"])]
    rows = [(first_upper(reason_words(reason)), count, "soft_no") for reason, count in found if count]
    table = [[gettext("Reason"), gettext("No's")], *([label, digits(count)] for label, count, _ in rows)]
    return _safe(horizontal_bars(rows, gettext("Reasons for a no"), words.reasons(sums))), table


def conversion(sums: Numbers) -> Drawn:
    """Yeses of all conversations by month, the last `MOST_MONTHS` of them; a month of few is too early to tell."""
    months = _months(sums)[-MOST_MONTHS:]
    rows = [
        (label, None, None, None, rate.n) if too_early(rate) else (label, rate.value, rate.low, rate.high, rate.n)
        for label, rate in months
    ]
    table = [[gettext("Month"), gettext("Conversations"), gettext("Yes"), gettext("From"), gettext("To")]]
    for label, rate in months:
        table.append([label, digits(rate.n), *_share_cells(rate)])
    if all(value is None for _, value, *_ in rows):
        return None, table
    return _safe(intervals(rows, gettext("Yeses of all conversations, by month"), words.rate(sums))), table


def odds(found: Odds) -> Table:
    """The run of now, the longest, and the next yes."""
    share, low, high = _rate_cells(found.conversion)
    rows = [
        [gettext("Without a yes now"), digits(found.run)],
        [gettext("Conversations before"), digits(found.window)],
        [gettext("Yes in those"), share],
        [gettext("From"), low],
        [gettext("To"), high],
        [
            gettext("A run at least this long"),
            gettext(EARLY) if found.probability is None else chance(found.probability),
        ],
        [gettext("Longest without a yes"), digits(found.longest.run)],
        [gettext("That one"), gettext(VERDICT_WORDS[found.longest.verdict]).rstrip(".")],
        *_next_rows(found.next_yes),
    ]
    return [[gettext("What"), gettext("Number")], *rows]


def _next_rows(following: NextYes) -> Table:
    half, most = (gettext(EARLY) if end is None else digits(end) for end in (following.median, following.p90))
    return [
        [gettext("Next yes within, in half of all cases"), half],
        [gettext("Next yes within, in nine of ten"), most],
        [gettext("Conversations that rests on"), digits(following.n)],
    ]


def segments(tests: list[SegmentTest], most: int = 5) -> Table:
    """Where the leading reason was tried, the likeliest first; empty where nothing could be."""
    if not tests:
        return []
    head = (
        gettext("Where"),
        gettext("There"),
        gettext("Elsewhere"),
        gettext("Difference"),
        gettext("From"),
        gettext("To"),
        gettext("p, for all tried"),
    )
    return [
        list(head),
        *(
            [
                segment_words(test),
                _of(in_percent(test.share.value or 0), test.share.n),
                _of(in_percent(test.elsewhere.value or 0), test.elsewhere.n),
                *(signed_points(share) for share in (test.effect, test.low, test.high)),
                f"{test.p_adjusted:.2g}".replace(".", decimal()),
            ]
            for test in tests[:most]
        ),
    ]


def _rate_cells(rate: Rate) -> list[str]:
    """Share of n, and the ends of its range; few are called too early."""
    share, low, high = _share_cells(rate)
    return [_of(share, rate.n) if share else "", low, high]


def _share_cells(rate: Rate) -> list[str]:
    """The same without n."""
    if too_early(rate) or rate.value is None or rate.low is None or rate.high is None:
        return [gettext(EARLY) if rate.n else "", "", ""]
    return [in_percent(rate.value), in_percent(rate.low), in_percent(rate.high)]


def _of(share: str, number: int) -> str:
    return gettext("%(share)s of %(what)s", share=share, what=digits(number))


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
        (short_month(date.fromisoformat(f"{month}-01")), wilson(won[month], talks[month]))
        for month in sorted(talks)
        if talks[month]
    ]


def _conversations(outcomes: Mapping[str, int]) -> int:
    return sum(count for outcome, count in outcomes.items() if outcome in CONVERSATIONS)
