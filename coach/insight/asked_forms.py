"""Plain forms of a question: how often nobody answered, whether it is enough, whether others are better, then and now.
Pure.

In: what was asked, the states, the local day. Each adds its sentences to an `Answer`, the yes or no first.
"""

from datetime import date
from typing import Final

from coach.contracts import Fact, Unit
from coach.insight.asked_answer import Answer, anything, unit_of, verdict
from coach.insight.asked_periods import before_that, day_words, period_of
from coach.insight.asked_splits import CHANNEL_PARTS, through
from coach.insight.baselines import published_facts
from coach.insight.facts import ALL_WORDS
from coach.insight.numbers import Numbers, Period
from coach.understanding.measures import Query
from coach.understanding.spans import Span
from events.folds.reader import States

WEEKS: Final = Span("week", last=4)
"""What is held against what was before, where no period was named."""


def silence(found: Answer, asked: Query, states: States, today: date) -> None:
    """How many attempts nobody answered, and whether that is what was told."""
    period, words = period_of(asked.span, states, today)
    sums, told = through(states, period, asked.channels), asked.count
    whole = through(states, Period(None, today), asked.channels)
    if told and told != _silent(sums) and told == _silent(whole):
        sums, words = whole, ALL_WORDS
    if not anything(sums):
        found.add_nothing(words if anything(whole) else ALL_WORDS)
        return
    silent = _silent(sums)
    if told:
        found.says.append("silence_yes" if silent == told else "silence_no")
    if silent and found.add_share("asked", silent, sums.attempts, (unit_of(asked.channels),) * 2, words):
        found.says.append("silence_rate")
    else:
        found.add("asked_hits", "attempts without an answer", silent, unit_of(asked.channels), words)
        found.add("asked_of", "attempts", sums.attempts, unit_of(asked.channels), words)
        found.says.append("silence")
    if silent:
        found.says.append("silence_counts")


def _silent(sums: Numbers) -> int:
    return max(0, sums.attempts - sums.conversations)


def enough(found: Answer, asked: Query, states: States, today: date) -> None:
    """Steps forward from attempts, held against as many days before: nothing else says what is enough."""
    span = asked.span or WEEKS
    sides = [period_of(span, states, today), before_that(span, states, today)]
    known: list[bool] = []
    shares: list[tuple[int, int]] = []
    for side, (period, words) in zip(("asked", "other"), sides, strict=True):
        sums = through(states, period, asked.channels)
        steps, tries = sums.small_wins, max(sums.small_wins, sums.attempts)
        known.append(found.add_share(side, steps, tries, ("small_win", unit_of(asked.channels)), words))
        shares.append((steps, tries))
    found.says.append("enough_open")
    found.says.append("share" if known[0] else "share_few")
    if not shares[1][1]:
        found.says.append("enough_first")
        return
    found.says.extend(["other:share" if known[1] else "other:share_few", verdict(shares[0], shares[1])])


def others(found: Answer, asked: Query, states: States, today: date) -> None:
    """That nobody else's numbers are known; the person's own, and what was published of the same kind of work."""
    period, words = period_of(asked.span, states, today)
    sums = through(states, period, ())
    found.says.append("others_unknown")
    if not anything(sums):
        return
    units: tuple[Unit, Unit] = ("win", "conversation")
    found.says.append("share" if found.add_share("asked", sums.won, sums.conversations, units, words) else "share_few")
    most = max(sums.channels, key=lambda channel: sums.channels[channel], default=None)
    name = {"call": "others_call_won", "email": "others_email_reply"}.get(most or "")
    if name:
        found.facts[name] = published_facts()[name]
        found.says.append(name)
    if name == "others_email_reply":
        units = ("conversation", "email")
        emails = through(states, period, ["email"])
        if found.add_share("other", emails.conversations, max(emails.conversations, emails.attempts), units, words):
            found.says.append("others_own_reply")


def then(found: Answer, asked: Query, states: States, today: date) -> None:
    """The first weeks of the journal and the last ones; where these are the same, that they are."""
    days = sorted(day for day, state in states.stats.days.items() if state.attempts or state.outcomes)
    if not days:
        found.add_nothing(ALL_WORDS)
        return
    found.facts["asked_first"] = Fact("asked_first", "the first day of the journal", 1, "day", day_words(days[0]))
    found.says.append("then_from")
    (start, start_words), (now, now_words) = (
        period_of(Span(other="start"), states, today),
        period_of(WEEKS, states, today),
    )
    assert start.until is not None and now.since is not None
    if start.until >= now.since:
        found.says.append("then_young")
        return
    shares: list[tuple[int, int]] = []
    for side, period, words in (("asked", start, start_words), ("other", now, now_words)):
        sums = through(states, period, ())
        found.add(f"{side}_attempts", "attempts", sums.attempts, "attempt", words)
        found.add(f"{side}_conversations", "conversations", sums.conversations, "conversation", words)
        found.add(f"{side}_won", "yeses", sums.won, "win", words)
        known = found.add_share(side, sums.won, sums.conversations, ("win", "conversation"), words)
        name = "overview_share" if known else "overview_share_few"
        found.says.append(name if side == "asked" else f"other:{name}")
        shares.append((sums.won, sums.conversations))
    found.says.extend([verdict(shares[0], shares[1]), "then_counted"])


def lead(found: Answer, asked: Query) -> None:
    """The yes or no before what was counted by weekday or by way."""
    said = next((name for name in found.says if name in _VERDICTS), "part_unsure")
    if asked.form in ("dead", "dead_hour"):
        found.says.insert(0, f"dead_{_VERDICTS[said]}")
        if asked.form == "dead_hour":
            found.says.append("no_hours")
    if asked.worth and found.words.get("asked_part") == CHANNEL_PARTS[asked.worth]:
        hits = found.facts["asked_hits"].value
        found.says.insert(0, "worth_none" if not hits and "part" in found.says else f"worth_{_VERDICTS[said]}")
        if asked.form == "only":
            found.says.append("worth_only")


_VERDICTS: Final = {
    "part_more": "more",
    "part_less": "less",
    "part_same": "same",
    "part_unsure": "unsure",
    "part_only": "unsure",
    "part_missing": "unsure",
}
