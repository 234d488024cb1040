"""The sentences of the Progress room, from the numbers of a period. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from coach.coaching.situation import clearly_ahead
from coach.contracts import Streaks
from coach.insight.numbers import Numbers
from coach.insight.rates import too_early, wilson
from coach.insight.weeks import FEWEST, BestWeeks
from coach.insight.wording import percent
from coach.journal.labels import CHANNEL_WORDS, OUTCOME_WORDS, REASON_WORDS, counted
from coach.web.rates import rate_sentence
from events.words import CHANNELS

PERIOD_WORDS: Final = {"4w": "In the last four weeks", "8w": "In the last eight weeks", "all": "So far"}

ATTEMPT = ("attempt", "attempts")
CONVERSATION = ("conversation", "conversations")
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
    text = f"Most effort: the week of {day(first.monday, today)}, with {counted(first.attempts, ATTEMPT)} on {days}"
    if others:
        text += f"; then those of {listed([f'{day(week.monday, today)} ({week.attempts:,})' for week in others])}"
    if best.steps is None:
        return [f"{text}."]
    return [
        f"{text}.",
        f"Most steps forward: the week of {day(best.steps.monday, today)}, with {best.steps.steps:,}.",
    ]


def streak(found: Streaks) -> str:
    """The streak of now beside the best one."""
    if not found.current:
        return f"Your best streak is {counted(found.best, WORKING_DAYS)}. The next day with outreach begins a new one."
    text = f"{counted(found.current, WORKING_DAYS)} with outreach in this streak"
    return f"{text}, your best so far." if found.current == found.best else f"{text}. Your best is {found.best:,}."


def came_through(sums: Numbers) -> str:
    """From attempts to yeses, in one sentence."""
    attempts = counted(sums.attempts, ATTEMPT)
    if not sums.conversations:
        return f"{attempts}, and no conversation yet." if sums.attempts else "Nothing came back in this time."
    talks = counted(sums.conversations, CONVERSATION)
    text = f"{attempts} led to {talks}" if sums.attempts else talks
    forward = sums.small_wins + sums.won
    if not forward:
        return f"{text}. None went a step forward yet."
    return (
        f"{text}, {forward:,} of them to a step forward or a yes, {f'{sums.won:,}' if sums.won else 'none'} to a yes."
    )


def step_by_step(sums: Numbers) -> list[str]:
    """The share of each step in the one before; few are called too early."""
    if not sums.conversations:
        return []
    attempts, forward = max(sums.attempts, sums.conversations), sums.small_wins + sums.won
    shares = [_share(sums.conversations, attempts, ATTEMPT), _share(forward, sums.conversations, CONVERSATION)]
    if forward:
        shares.append(_share(sums.won, forward, ("that went forward", "that went forward")))
    return [f"Step by step: {', '.join(shares)}."]


def _share(count: int, of: int, words: tuple[str, str]) -> str:
    found = wilson(count, of)
    share = "too early to tell" if too_early(found) else percent(found.value or 0)
    return f"{share} of {counted(of, words)}"


def back(sums: Numbers) -> str:
    """What came back, the good first."""
    if not sums.conversations:
        return "No conversations in this time. Silence is not a no."
    parts = [counted(sums.won, ("yes", "yeses"))] if sums.won else []
    if sums.small_wins:
        parts.append(counted(sums.small_wins, STEP))
    if sums.rejections:
        parts.append(counted(sums.rejections, ("no", "no's")))
    return f"{counted(sums.conversations, CONVERSATION)}: {listed(parts)}."


def win(outcome: str, count: int) -> str:
    """ "Step forward", "3 yeses"."""
    return OUTCOME_WORDS[outcome][0].capitalize() if count == 1 else counted(count, OUTCOME_WORDS[outcome])


def reasons(sums: Numbers) -> str:
    """Which reason leads, where one does."""
    stated = sums.stated_reasons
    if not stated:
        return (
            "No reasons noted yet. A few words at each no will show what they are about."
            if sums.rejections
            else "No no's in this time."
        )
    (first, count), second = stated[0], stated[1][1] if len(stated) > 1 else 0
    total = sum(n for _, n in stated)
    if total >= 10 and clearly_ahead(count, second):
        return f"{REASON_WORDS[first].capitalize()} leads: {count:,} of {total:,} stated reasons."
    return (
        f"No reason stands out among the {total:,} you noted." if total >= 10 else "Too few reasons noted to compare."
    )


def rate(sums: Numbers) -> str:
    """The share of yeses with its range, or that it is too early for one; empty without conversations."""
    return rate_sentence(wilson(sums.won, sums.conversations))


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def day(one: date, today: date) -> str:
    """ "12 October", with the year where it is another one."""
    return f"{one.day} {one:%B}" if one.year == today.year else f"{one.day} {one:%B %Y}"
