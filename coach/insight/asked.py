"""Answers to questions about one's own numbers: which sentences hold, with their facts and words. Pure.

In: what was asked, the states, the local day. Out: an `Answer`, whose sentences are named here and worded in
`coach/coaching/counted/<language>.json`. "asked_..." are the facts of what was asked for, "other_..." of what it is
held against. A rate under the minimum is not stated, and a difference is called one where Fisher's exact test finds it.
"""

from datetime import date, timedelta
from typing import Final

from msgspec import structs

from coach.contracts import Unit
from coach.insight.asked_answer import Answer, anything, verdict
from coach.insight.asked_best import best_day
from coach.insight.asked_forms import enough, lead, others, silence, then
from coach.insight.asked_periods import before_that, period_of
from coach.insight.asked_reasons import named_reason, reason_on_both, reasons
from coach.insight.asked_splits import (
    CHANNEL_PARTS,
    OTHER_CHANNELS,
    OTHER_DAYS,
    Part,
    only_through,
    parts_by_channel,
    parts_by_weekday,
    through,
)
from coach.insight.asked_sure import sure_of
from coach.insight.asked_tries import expected, per_step, per_yes, told
from coach.insight.asked_usual import against_usual, day_noes, day_told
from coach.insight.effort import usual_day
from coach.insight.facts import ALL_WORDS, FEWEST, WINDOW_WORDS
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.rates import MINIMUM
from coach.understanding.measures import Measure, Query, Span
from events.folds.reader import States
from events.words import Channel

__all__ = ["Answer", "answer_to"]

_UNITS: Final[dict[str, tuple[Unit, Unit]]] = {
    "rate": ("win", "conversation"),
    "overview": ("win", "conversation"),
    "reply_rate": ("conversation", "attempt"),
    "steps": ("small_win", "conversation"),
}
"""Measures that are a share, and of what."""


_FORMS: Final = {
    "silence": silence,
    "booked": enough,
    "others": others,
    "then": then,
    "day_noes": day_noes,
    "day_told": day_told,
}
_TRIES: Final = {"per_yes": per_yes, "per_step": per_step, "expected": expected}


def answer_to(asked: Query, states: States, today: date) -> Answer | None:
    """The answer, None where the journal's usual numbers say it as well; or how far it can be relied on."""
    found = _answer_to(asked, states, today)
    return sure_of(found) if found and asked.sure else found


def _answer_to(asked: Query, states: States, today: date) -> Answer | None:
    found = Answer()
    if asked.measure == "best_day":
        best_day(found, *period_of(asked.span or Span(other="all"), states, today), states)
        return found
    if asked.measure in ("told_yes", "told_step"):
        told(found, asked, states, today)
        return found
    if asked.measure in ("since_yes", "since_step"):
        _since(found, asked.measure, states, today)
        return found
    if form := _FORMS.get(asked.measure):
        form(found, asked, states, today)
        return found if found.says else None
    if asked.measure == "expected" and not asked.count:
        return None
    if asked.versus and asked.versus.other == "usual":
        return found if against_usual(found, asked.measure, states, today) else None
    if asked.measure == "usual_day" or asked.split in ("hour", "duration"):
        return _of_time(found, asked, states, today)
    if asked.split in ("channel", "weekday"):
        _split(found, asked, states, today)
        lead(found, asked)
        return found
    if asked.compares and asked.measure not in _TRIES:
        return found if _compare(found, asked, states, today) else None
    period, words = period_of(asked.span, states, today)
    if asked.reason and len(held := _held(asked, states)) > 1:
        sides = (through(states, period, [held[0]]), through(states, period, [held[1]]))
        found.words.update(asked_part=CHANNEL_PARTS[held[0]], other_part=CHANNEL_PARTS[held[1]])
        reason_on_both(found, asked.reason, sides, (words, words), by_part=True)
        return found
    if asked.channels:
        asked = _named_channels(found, asked, states)
    sums = through(states, period, asked.channels)
    if way := _TRIES.get(asked.measure):
        way(found, asked, states, today, sums, words)
    else:
        _of_period(found, asked, sums, words)
    return found


# ---------------------------------------------------------------- one period


def _held(asked: Query, states: States) -> tuple[Channel, ...]:
    """The named channels that the journal has."""
    kept = numbers(states).channels
    return tuple(channel for channel in asked.channels if kept.get(channel))


def _named_channels(found: Answer, asked: Query, states: States) -> Query:
    """Only the channels that the journal has; where it has none of them, that is said, and the answer is of all."""
    held = _held(asked, states)
    part = CHANNEL_PARTS[(held or asked.channels)[0]]
    if not held:
        found.words["missing_part"] = part
        found.says.append("no_channel")
    elif len(held) == 1:
        found.words["asked_part"] = part
        if not asked.reason and asked.measure not in ("attempts", *_TRIES):
            found.says.append("of_channel")
    return structs.replace(asked, channels=held)


def _of_period(found: Answer, asked: Query, sums: Numbers, words: str) -> None:
    if not anything(sums):
        found.add_nothing(words)
        return
    found.add_counts(sums, words, asked.channels)
    if asked.reason:
        named_reason(found, asked.reason, sums, words, by_part=len(asked.channels) == 1, too=asked.reason_too)
    elif asked.measure == "reasons":
        reasons(found, sums, words)
    elif asked.measure == "overview":
        found.says.extend(["overview", "overview_rate" if _add_rate(found, asked.measure, sums, words) else "few"])
    elif asked.measure in ("rate", "reply_rate"):
        found.says.append(asked.measure if _add_rate(found, asked.measure, sums, words) else "rate_few")
    else:
        found.says.append(asked.measure)


def _add_rate(found: Answer, measure: Measure, sums: Numbers, words: str, side: str = "asked") -> bool:
    """The share that a measure is, with what it is of; whether there is enough for it."""
    return found.add_share(side, *_share_of(measure, sums), _UNITS.get(measure, _UNITS["rate"]), words)


def _share_of(measure: Measure, sums: Numbers) -> tuple[int, int]:
    if measure == "reply_rate":
        return sums.conversations, max(sums.conversations, sums.attempts)
    return (sums.small_wins if measure == "steps" else sums.won), sums.conversations


# ---------------------------------------------------------------- since, and hours


def _since(found: Answer, measure: Measure, states: States, today: date) -> None:
    outcome, name = ("won", "since_yes") if measure == "since_yes" else ("progress", "since_step")
    days = [day for day, state in states.stats.days.items() if state.outcomes.get(outcome) and day <= today.isoformat()]
    if not days:
        sums = numbers(states)
        found.add("asked_attempts", "attempts", sums.attempts, "attempt", ALL_WORDS)
        found.says.append(f"{name}_never")
        return
    last = date.fromisoformat(max(days))
    if last == today:
        found.says.append(f"{name}_today")
        return
    after = numbers(states, Period(last + timedelta(days=1), today))
    found.add("asked_since", "days since then", (today - last).days, "day", "up to today")
    found.add("asked_attempts", "attempts after that day", after.attempts, "attempt", "up to today")
    found.add("asked_conversations", "conversations after that day", after.conversations, "conversation", "up to today")
    found.says.append(name)


def _of_time(found: Answer, asked: Query, states: States, today: date) -> Answer | None:
    if asked.split == "hour":
        found.says.append("no_hours")
        if asked.measure in _UNITS or asked.measure == "yeses":
            _split(found, structs.replace(asked, split="weekday", channels=()), states, today)
    elif asked.split == "duration":
        found.says.append("no_durations")
    usual = usual_day(states, today)
    if usual and (asked.measure in ("usual_day", "per_yes") or asked.split == "duration"):
        value = round(usual.attempts)
        found.add("usual_day_attempts", "attempts on a usual working day", value, "attempt", WINDOW_WORDS, usual.n)
        found.says.append("usual_day")
    return found if found.says else None


# ---------------------------------------------------------------- two sides


def _compare(found: Answer, asked: Query, states: States, today: date) -> bool:
    (period, words), (other, other_words) = _two_periods(asked, states, today)
    if period == other:  # "worse than normal today": what is normal is the usual numbers' to say
        return False
    if asked.channels:
        asked = _named_channels(found, asked, states)
    sums, against = through(states, period, asked.channels), through(states, other, asked.channels)
    if not (anything(sums) and anything(against)):
        if asked.versus or asked.span:
            _of_period(
                found, asked, against if anything(against) else sums, other_words if anything(against) else words
            )
            missing = words if anything(against) else other_words
            found.add("other_attempts", "attempts", 0, "attempt", missing)
            found.says.append("other:none")
            return True
        return False
    found.add_counts(sums, words, asked.channels)
    found.add_counts(against, other_words, asked.channels, "other")
    if asked.measure in _UNITS:
        enough = [
            _add_rate(found, asked.measure, sums, words),
            _add_rate(found, asked.measure, against, other_words, "other"),
        ]
        name = "overview_share" if asked.measure == "overview" else "share"
        for side, rated in zip(("", "other:"), enough, strict=True):
            found.says.append(f"{side}{name}" if rated else f"{side}{name}_few")
        found.says.append(verdict(_share_of(asked.measure, sums), _share_of(asked.measure, against)))
    elif asked.measure == "reasons":
        if asked.reason:
            reason_on_both(found, asked.reason, (sums, against), (words, other_words), by_part=False)
        else:
            reasons(found, sums, words)
    else:
        found.says.extend([asked.measure, f"other:{asked.measure}"])
    return True


def _two_periods(asked: Query, states: States, today: date) -> tuple[tuple[Period, str], tuple[Period, str]]:
    span = asked.span
    if span is None and asked.versus:
        # "Better than last month?" asks about the running one.
        span = Span(asked.versus.unit) if not asked.versus.other else None
    elif span is None:
        span = Span("week", last=4)
    versus = period_of(asked.versus, states, today) if asked.versus else before_that(span, states, today)
    return period_of(span, states, today), versus


def _split(found: Answer, asked: Query, states: States, today: date) -> None:
    period, words = period_of(asked.span, states, today)
    by_channel = asked.split == "channel"
    if by_channel and not asked.span and len(_held(asked, states)) > len(_within(asked, states, period)):
        period, words = Period(None, today), ALL_WORDS
    measure: Measure = asked.measure if asked.measure in ("reply_rate", "steps") else "rate"
    days, units = numbers(states, period).by_day, _UNITS[measure]
    if not by_channel and (held := _held(asked, states)):
        days = only_through(days, held[0])
        found.words["channel_part"] = CHANNEL_PARTS[held[0]]
        found.says.append("channel_only")
        asked = structs.replace(asked, channels=())
    parts = parts_by_channel(days, measure) if by_channel else parts_by_weekday(days, measure)
    if not parts:
        found.add_nothing(words)
        return
    worked = [part for part in parts if part.n >= FEWEST]
    two_days = not by_channel and len(worked) == 2
    parts = worked if two_days else parts
    named = [part for part in parts if part.name in (asked.channels if by_channel else [asked.weekday])]
    missing = [CHANNEL_PARTS[channel] for channel in asked.channels if channel not in [part.name for part in named]]
    if len(named) > 1 or (named and missing):
        parts = named
    elif by_channel and missing:
        found.words["missing_part"] = missing[0]
        found.says.append("no_channel")
    valued = next((part for part in parts if part.name == asked.worth), None)
    chosen = valued or (named[0] if len(named) == 1 else _best(parts))
    rest = [part for part in parts if part is not chosen]
    tried = 1 if len(named) == 1 or len(parts) == 2 else len(parts)
    found.words["asked_part"] = chosen.words
    enough = found.add_share("asked", chosen.hits, chosen.n, units, words)
    found.says.append("part" if enough else "part_few")
    if not rest:
        found.words["missing_part"] = missing[0] if missing else ""
        found.says.append("part_missing" if missing else "part_only")
        return
    found.words["other_part"] = rest[0].words if len(rest) == 1 else (OTHER_CHANNELS if by_channel else OTHER_DAYS)
    hits, n = sum(part.hits for part in rest), sum(part.n for part in rest)
    enough = found.add_share("other", hits, n, units, words)
    found.says.append("other:part_brief" if enough else "other:part_brief_few")
    found.says.append(f"part_{verdict((chosen.hits, chosen.n), (hits, n), tried)}")
    if two_days:
        found.says.append("days_two")


def _within(asked: Query, states: States, period: Period) -> list[Channel]:
    """The named channels that a period has something of."""
    kept = numbers(states, period).channels
    return [channel for channel in asked.channels if kept.get(channel)]


def _best(parts: list[Part]) -> Part:
    """The highest rate among those with enough for one, else the one with most behind it."""
    known = [part for part in parts if part.n >= MINIMUM]
    return max(known, key=lambda part: part.hits / part.n) if known else max(parts, key=lambda part: part.n)
