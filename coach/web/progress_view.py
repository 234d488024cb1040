"""What the Progress room says and draws: sentences, plots and tables from the numbers of a period. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from markupsafe import Markup

from coach.coaching.situation import clearly_ahead
from coach.insight.numbers import Numbers, Period
from coach.insight.rates import wilson
from coach.insight.wording import percent
from coach.journal.labels import CHANNEL_WORDS, REASON_WORDS, counted
from coach.web.plots import effort_bars, horizontal_bars, intervals
from coach.web.rates import rate_sentence
from events.words import CHANNELS, CONVERSATIONS, REJECTIONS

PERIOD_WORDS: Final = {"4w": "In the last four weeks", "8w": "In the last eight weeks", "all": "So far"}

OUTCOME_ROWS: Final = (
    ("won", "Yes", "win"),
    ("progress", "Step forward", "win"),
    ("soft_no", "Not now", "soft"),
    ("hard_no", "Final no", "hard"),
    ("no_answer", "No answer", "quiet"),
    ("unreachable", "Wrong number", "quiet"),
)

Table = list[list[str]]

MOST_MONTHS = 8
MOST_WEEKS = 26


def describe(sums: Numbers, period: str) -> dict[str, Any]:
    """The sentence above each plot: `did`, `back`, and the list `says`."""
    return {"did": _did(sums, PERIOD_WORDS[period]), "back": _back(sums), "says": [_reasons(sums), *_rate(sums)]}


def tabulate(sums: Numbers, period: Period, today: date) -> tuple[dict[str, Markup], dict[str, Table]]:
    """The plots and, under the same names, the numbers they show."""
    plots: dict[str, Markup] = {}
    tables: dict[str, Table] = {}
    if sums.attempts:
        unit, effort = _effort(sums, period, today)
        shown_effort = [(_short_day(day), count) for day, count in effort]
        plots["effort"] = _safe(effort_bars(shown_effort, f"Attempts by {unit}", _did(sums, "")))
        tables["effort"] = [["Week of" if unit == "week" else "Day", "Attempts"]] + [
            [label, f"{count:,}"] for label, count in shown_effort
        ]
        rows = [(label, sums.outcomes[name], style) for name, label, style in OUTCOME_ROWS]
        plots["outcomes"] = _safe(horizontal_bars(rows, "Outcomes", _back(sums)))
        tables["outcomes"] = [["Outcome", "Count"]] + [[label, f"{count:,}"] for label, count, _ in rows]
    if sums.rejections:
        reasons = [*sums.stated_reasons, ("unstated", sums.reasons["unstated"])]
        shown = [(REASON_WORDS[reason].capitalize(), count, "soft") for reason, count in reasons if count]
        plots["reasons"] = _safe(horizontal_bars(shown, "Reasons for a no", _reasons(sums)))
        tables["reasons"] = [["Reason", "No's"]] + [[label, f"{count:,}"] for label, count, _ in shown]
    months = _months(sums)[-MOST_MONTHS:]
    if months:
        shown_rates = [(label, rate.value, rate.low, rate.high, rate.n) for label, rate in months]
        plots["conversion"] = _safe(intervals(shown_rates, "Yeses of all conversations, by month", _rate(sums)[0]))
        tables["conversion"] = [["Month", "Yes", "Conversations", "From", "To"]] + [
            [label, percent(value or 0), f"{n:,}", percent(low or 0), percent(high or 0)]
            for label, value, low, high, n in shown_rates
        ]
    return plots, tables


def _safe(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - our own plots, which escape every text


def _did(sums: Numbers, words: str) -> str:
    if not sums.attempts:
        return f"{words}: no outreach logged." if words else "No outreach."
    by_channel = sorted(CHANNELS, key=lambda channel: -sums.channels[channel])
    named = [counted(sums.channels[c], CHANNEL_WORDS[c]) for c in by_channel if sums.channels[c]]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    days = "one day" if sums.active_days == 1 else f"{sums.active_days:,} days"
    text = (
        f"you reached out {sums.attempts:,} times on {days}"
        if sums.attempts > 1
        else f"you reached out once, on {days}"
    )
    text = f"{words} {text}" if words else text.capitalize()
    return f"{text}: {listed}."


def _back(sums: Numbers) -> str:
    if not sums.conversations:
        return "No conversations yet. Silence is not a no."
    parts = [counted(sums.won, ("yes", "yeses"))] if sums.won else []
    if sums.small_wins:
        parts.append(counted(sums.small_wins, ("step forward", "steps forward")))
    if sums.rejections:
        parts.append(counted(sums.rejections, ("no", "no's")))
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{counted(sums.conversations, ('conversation', 'conversations')).capitalize()}: {listed}."


def _reasons(sums: Numbers) -> str:
    stated = sums.stated_reasons
    if not stated:
        return "No reasons noted yet. A few words at each no will show what they are about." if sums.rejections else ""
    (first, count), second = stated[0], stated[1][1] if len(stated) > 1 else 0
    total = sum(n for _, n in stated)
    if total >= 10 and clearly_ahead(count, second):
        return f"{REASON_WORDS[first].capitalize()} leads: {count:,} of {total:,} stated reasons."
    return (
        f"No reason stands out among the {total:,} you noted." if total >= 10 else "Too few reasons noted to compare."
    )


def _rate(sums: Numbers) -> list[str]:
    return [rate_sentence(wilson(sums.won, sums.conversations))] if sums.conversations else []


def _effort(sums: Numbers, period: Period, today: date) -> tuple[str, list[tuple[date, int]]]:
    """Attempts by day of a short period, by week (from its Monday) of the whole journal."""
    days = {date.fromisoformat(day): sum(state.attempts.values()) for day, state in sums.by_day.items()}
    if period.since:
        length = (today - period.since).days + 1
        return "day", [(day, days.get(day, 0)) for day in (period.since + timedelta(n) for n in range(length))]
    weeks: dict[date, int] = {}
    monday, last = min(days) - timedelta(min(days).weekday()), max(days)
    while monday <= last:
        weeks[monday] = sum(days.get(monday + timedelta(n), 0) for n in range(7))
        monday += timedelta(weeks=1)
    return "week", sorted(weeks.items())[-MOST_WEEKS:]


def _months(sums: Numbers) -> list[tuple[str, Any]]:
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
    return sum(count for outcome, count in outcomes.items() if outcome in CONVERSATIONS | REJECTIONS)


def _short_day(day: date) -> str:
    return f"{day.day} {day:%b}"
