"""The sentences of the Progress room, from the numbers of a period. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from coach.coaching.patterns import clearly_ahead
from coach.contracts import Streaks
from coach.insight.numbers import Numbers
from coach.insight.rate_words import in_percent
from coach.insight.rates import too_early, wilson
from coach.insight.weeks import FEWEST, BestWeeks
from coach.journal.labels import CHANNEL_WORDS, OUTCOME_WORDS, counted, reason_words
from coach.web.rates import rate_sentence
from coach.words import count, first_upper, gettext, gettext_noop, ngettext, ngettext_noop
from coach.words.dates import day_of_month
from events.words import CHANNELS

PERIOD_WORDS: Final = {
    "4w": gettext_noop("In the last four weeks"),
    "8w": gettext_noop("In the last eight weeks"),
    "all": gettext_noop("So far"),
}

ATTEMPT: Final = ngettext_noop("attempt", "attempts")
CONVERSATION: Final = ngettext_noop("conversation", "conversations")
STEP: Final = ngettext_noop("step forward", "steps forward")
WORKING_DAYS: Final = ngettext_noop("working day", "working days")
YES: Final = ngettext_noop("yes", "yeses")
NO: Final = ngettext_noop("no", "no's")


def too_few_weeks() -> str:
    """That there are no best weeks yet."""
    return gettext("Your best weeks will stand here once %(weeks)s weeks of this time have outreach.", weeks=FEWEST)


def did(sums: Numbers, words: str) -> str:
    """What was done, by channel; `words` name the period, and may be empty."""
    if not sums.attempts:
        return gettext("%(period)s: no outreach logged.", period=gettext(words)) if words else gettext("No outreach.")
    by_channel = sorted(CHANNELS, key=lambda channel: -sums.channels[channel])
    named = listed([counted(sums.channels[c], CHANNEL_WORDS[c]) for c in by_channel if sums.channels[c]])
    days = _on_days(sums.active_days)
    if words:
        return ngettext(
            "%(period)s you reached out once, %(days)s: %(channels)s.",
            "%(period)s you reached out %(times)s times %(days)s: %(channels)s.",
            sums.attempts,
            period=gettext(words),
            times=count(sums.attempts),
            days=days,
            channels=named,
        )
    return ngettext(
        "You reached out once, %(days)s: %(channels)s.",
        "You reached out %(times)s times %(days)s: %(channels)s.",
        sums.attempts,
        times=count(sums.attempts),
        days=days,
        channels=named,
    )


def _on_days(number: int) -> str:
    return ngettext("on one day", "on %(number)s days", number, number=count(number))


def weeks(best: BestWeeks, today: date) -> list[str]:
    """The best weeks with their dates."""
    first, *others = best.effort
    text = gettext(
        "Most effort: the week of %(day)s, with %(attempts)s %(days)s",
        day=day_of_month(first.monday, today),
        attempts=counted(first.attempts, ATTEMPT),
        days=_on_days(first.days),
    )
    if others:
        named = [f"{day_of_month(week.monday, today)} ({count(week.attempts)})" for week in others]
        text = gettext("%(best)s; then those of %(weeks)s", best=text, weeks=listed(named))
    if best.steps is None:
        return [f"{text}."]
    steps = gettext(
        "Most steps forward: the week of %(day)s, with %(number)s.",
        day=day_of_month(best.steps.monday, today),
        number=count(best.steps.steps),
    )
    return [f"{text}.", steps]


def streak(found: Streaks) -> str:
    """The streak of now beside the best one."""
    if not found.current:
        return gettext(
            "Your best streak is %(days)s. The next day with outreach begins a new one.",
            days=counted(found.best, WORKING_DAYS),
        )
    days = counted(found.current, WORKING_DAYS)
    if found.current == found.best:
        return gettext("%(days)s with outreach in this streak, your best so far.", days=days)
    return gettext("%(days)s with outreach in this streak. Your best is %(best)s.", days=days, best=count(found.best))


def came_through(sums: Numbers) -> str:
    """From attempts to yeses, in one sentence."""
    attempts = counted(sums.attempts, ATTEMPT)
    if not sums.conversations:
        if sums.attempts:
            return gettext("%(attempts)s, and no conversation yet.", attempts=attempts)
        return gettext("Nothing came back in this time.")
    talks = counted(sums.conversations, CONVERSATION)
    if sums.attempts:
        talks = gettext("%(attempts)s led to %(conversations)s", attempts=attempts, conversations=talks)
    forward = sums.small_wins + sums.won
    if not forward:
        return gettext("%(text)s. None went a step forward yet.", text=talks)
    return gettext(
        "%(text)s, %(forward)s of them to a step forward or a yes, %(yeses)s to a yes.",
        text=talks,
        forward=count(forward),
        yeses=count(sums.won) if sums.won else gettext("none"),
    )


def step_by_step(sums: Numbers) -> list[str]:
    """The share of each step in the one before; few are called too early."""
    if not sums.conversations:
        return []
    attempts, forward = max(sums.attempts, sums.conversations), sums.small_wins + sums.won
    shares = [
        ngettext(
            "%(share)s of %(number)s attempt",
            "%(share)s of %(number)s attempts",
            attempts,
            share=_share(sums.conversations, attempts),
            number=count(attempts),
        ),
        ngettext(
            "%(share)s of %(number)s conversation",
            "%(share)s of %(number)s conversations",
            sums.conversations,
            share=_share(forward, sums.conversations),
            number=count(sums.conversations),
        ),
    ]
    if forward:
        share = _share(sums.won, forward)
        shares.append(gettext("%(share)s of %(number)s that went forward", share=share, number=count(forward)))
    return [gettext("Step by step: %(shares)s.", shares=", ".join(shares))]


def _share(number: int, of: int) -> str:
    found = wilson(number, of)
    return gettext("too early to tell") if too_early(found) else in_percent(found.value or 0)


def back(sums: Numbers) -> str:
    """What came back, the good first."""
    if not sums.conversations:
        return gettext("No conversations in this time. Silence is not a no.")
    parts = [counted(sums.won, YES)] if sums.won else []
    if sums.small_wins:
        parts.append(counted(sums.small_wins, STEP))
    if sums.rejections:
        parts.append(counted(sums.rejections, NO))
    return f"{counted(sums.conversations, CONVERSATION)}: {listed(parts)}."


def win(outcome: str, number: int) -> str:
    """ "Step forward", "3 yeses"."""
    return first_upper(ngettext(*OUTCOME_WORDS[outcome], 1)) if number == 1 else counted(number, OUTCOME_WORDS[outcome])


def reasons(sums: Numbers) -> str:
    """Which reason leads, where one does."""
    stated = sums.stated_reasons
    if not stated:
        return (
            gettext("No reasons noted yet. A few words at each no will show what they are about.")
            if sums.rejections
            else gettext("No no's in this time.")
        )
    (first, number), second = stated[0], stated[1][1] if len(stated) > 1 else 0
    total = sum(n for _, n in stated)
    if total < 10:
        return gettext("Too few reasons noted to compare.")
    if clearly_ahead(number, second):
        return gettext(
            "%(reason)s leads: %(number)s of %(total)s stated reasons.",
            reason=first_upper(reason_words(first)),
            number=count(number),
            total=count(total),
        )
    return gettext("No reason stands out among the %(total)s you noted.", total=count(total))


def rate(sums: Numbers) -> str:
    """The share of yeses with its range, or that it is too early for one; empty without conversations."""
    return rate_sentence(wilson(sums.won, sums.conversations))


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) == 1:
        return parts[0]
    return gettext("%(others)s and %(last)s", others=", ".join(parts[:-1]), last=parts[-1])
