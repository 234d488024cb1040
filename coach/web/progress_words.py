"""The sentences of the Progress room, from the numbers of a period. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from coach.coaching.situation import clearly_ahead
from coach.contracts import Streaks
from coach.insight.numbers import Numbers
from coach.insight.rates import MINIMUM, too_early, wilson
from coach.insight.weeks import FEWEST, BestWeeks, Week
from coach.insight.wording import percent
from coach.journal.labels import CHANNEL_WORDS, OUTCOME_WORDS, REASON_WORDS, counted
from events.words import CHANNELS

PERIOD_WORDS: Final = {"4w": "In the last four weeks", "8w": "In the last eight weeks", "all": "So far"}

STEP = ("step forward", "steps forward")
WORKING_DAYS = ("working day", "working days")

TOO_FEW_WEEKS: Final = f"Your best weeks will stand here once {FEWEST} weeks of this time have outreach."


def did(sums: Numbers, words: str) -> str:
    """What was done, by channel; `words` name the period, and may be empty."""
    if not sums.attempts:
        return f"{words}: no outreach logged." if words else "No outreach."
    by_channel = sorted(CHANNELS, key=lambda channel: -sums.channels[channel])
    named = [counted(sums.channels[c], CHANNEL_WORDS[c]) for c in by_channel if sums.channels[c]]
    days = "one day" if sums.active_days == 1 else f"{sums.active_days:,} days"
    text = (
        f"you reached out {sums.attempts:,} times on {days}"
        if sums.attempts > 1
        else f"you reached out once, on {days}"
    )
    text = f"{words} {text}" if words else text.capitalize()
    return f"{text}: {listed(named)}."


def weeks(best: BestWeeks, today: date) -> list[str]:
    """The best weeks with their dates."""
    first, *others = best.effort
    days = "one day" if first.days == 1 else f"{first.days} days"
    text = f"Most effort: the week of {day(first.monday, today)}, with {_attempts(first)} on {days}"
    if others:
        text += f"; then those of {listed([f'{day(week.monday, today)} ({week.attempts:,})' for week in others])}"
    if best.steps is None:
        return [f"{text}."]
    return [
        f"{text}.",
        f"Most steps forward: the week of {day(best.steps.monday, today)}, with {best.steps.steps:,}.",
    ]


def _attempts(week: Week) -> str:
    return counted(week.attempts, ("attempt", "attempts"))


def streak(found: Streaks) -> str:
    """The streak of now beside the best one."""
    if not found.current:
        return f"Your best streak is {counted(found.best, WORKING_DAYS)}. The next day with outreach begins a new one."
    if found.current == found.best:
        return f"{counted(found.current, WORKING_DAYS)} with outreach in a row: your best streak so far."
    return f"{counted(found.current, WORKING_DAYS)} with outreach in a row. Your best streak is {found.best:,}."


def came_through(sums: Numbers) -> str:
    """From attempts to yeses, in one sentence."""
    if not sums.conversations:
        return "No conversations in this time. Silence is not a no." if sums.attempts else "Nothing in this time."
    forward = sums.small_wins + sums.won
    talks = counted(sums.conversations, ("conversation", "conversations"))
    if not forward:
        return f"{counted(sums.attempts, ('attempt', 'attempts'))} led to {talks}. None went a step forward yet."
    return (
        f"{counted(sums.attempts, ('attempt', 'attempts'))} led to {talks}, {forward:,} of them to a step forward or "
        f"a yes, {sums.won or 'none'} to a yes."
    )


def back(sums: Numbers) -> str:
    """What came back, the good first."""
    if not sums.conversations:
        return "No conversations in this time. Silence is not a no."
    parts = [counted(sums.won, ("yes", "yeses"))] if sums.won else []
    if sums.small_wins:
        parts.append(counted(sums.small_wins, STEP))
    if sums.rejections:
        parts.append(counted(sums.rejections, ("no", "no's")))
    return f"{counted(sums.conversations, ('conversation', 'conversations'))}: {listed(parts)}."


def win(outcome: str, count: int) -> str:
    """ "Step forward", "3 yeses"."""
    return OUTCOME_WORDS[outcome][0].capitalize() if count == 1 else counted(count, OUTCOME_WORDS[outcome])


def reasons(sums: Numbers) -> str:
    """Which reason leads, where one does."""
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


def rate(sums: Numbers) -> str:
    """The share of yeses with its range, or that it is too early for one; empty without conversations."""
    if not sums.conversations:
        return ""
    found = wilson(sums.won, sums.conversations)
    if too_early(found):
        return (
            f"{counted(sums.conversations, ('conversation is', 'conversations are'))} too few to give a "
            f"rate. From {MINIMUM} on there will be one, with its range."
        )
    return (
        f"{percent(found.value or 0)} of your conversations ended in a yes. With {found.n:,} of them, the true share "
        f"lies between {percent(found.low or 0)} and {percent(found.high or 0)}."
    )


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def day(one: date, today: date) -> str:
    """ "12 October", with the year where it is another one."""
    return f"{one.day} {one:%B}" if one.year == today.year else f"{one.day} {one:%B %Y}"
