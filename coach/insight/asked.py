"""Answers to questions about one's own numbers: which sentences hold, with their facts and words. Pure.

In: what was asked, the states, the local day. Out: an `Answer`, whose sentences are named here and worded in
`coach/coaching/counted/<language>.json`. "asked_..." are the facts of what was asked for, "other_..." of what it is
held against. A rate under the minimum is not stated, and a difference is called one where Fisher's exact test finds it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, field, structs

from coach.contracts import Fact, Unit
from coach.insight.asked_periods import before_that, period_of
from coach.insight.asked_splits import (
    CHANNEL_PARTS,
    OTHER_CHANNELS,
    OTHER_DAYS,
    Part,
    parts_by_channel,
    parts_by_weekday,
    through,
)
from coach.insight.effort import usual_day
from coach.insight.exact import SIGNIFICANT, fisher_greater, leader
from coach.insight.facts import ALL_WORDS, CHANNEL_UNITS, WINDOW_WORDS
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.rates import MINIMUM, wilson
from coach.journal.labels import REASON_WORDS
from coach.understanding.measures import Measure, Query, Span
from events.folds.reader import States
from events.folds.stats import Day

FEW_YESES: Final = 5
FEW_REASONS: Final = 10

_UNITS: Final[dict[str, tuple[Unit, Unit]]] = {
    "rate": ("win", "conversation"),
    "overview": ("win", "conversation"),
    "reply_rate": ("conversation", "attempt"),
    "steps": ("small_win", "conversation"),
}
"""Measures that are a share, and of what."""


class Answer(Struct, frozen=True):
    """`says`: names of sentences, in order; one that begins with "other:" is said of what is held against."""

    says: list[str] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, fact_id: str, label: str, value: float, unit: Unit, period: str, n: int | None = None) -> None:
        self.facts[fact_id] = Fact(fact_id, label, value, unit, period, n)


def answer_to(asked: Query, states: States, today: date) -> Answer | None:
    """The answer, None where the journal's usual numbers say it as well."""
    found = Answer()
    if asked.measure in ("since_yes", "since_step"):
        _since(found, asked.measure, states, today)
        return found
    if asked.measure == "usual_day" or asked.split in ("hour", "duration"):
        return _of_time(found, asked, states, today)
    if asked.split in ("channel", "weekday"):
        _split(found, asked, states, today)
        return found
    if asked.compares and asked.measure != "per_yes":
        return found if _compare(found, asked, states, today) else None
    period, words = period_of(asked.span, states, today)
    sums = numbers(states, period)
    if asked.channels and asked.measure != "reasons":
        asked = _named_channels(found, asked, states)
        sums = through(sums, asked.channels)
    if asked.measure == "per_yes":
        _per_yes(found, asked, states, today, sums, words)
    else:
        _of_period(found, asked, sums, words)
    return found


# ---------------------------------------------------------------- one period


def _of_period(found: Answer, asked: Query, sums: Numbers, words: str) -> None:
    if not _anything(sums):
        found.add("asked_attempts", "attempts", 0, "attempt", words)
        found.says.append("none")
        return
    _add_counts(found, sums, words, asked)
    if asked.measure == "reasons":
        _reasons(found, sums, words)
    elif asked.measure == "overview":
        found.says.extend(["overview", "overview_rate" if _add_rate(found, asked.measure, sums, words) else "few"])
    elif asked.measure in ("rate", "reply_rate"):
        found.says.append(asked.measure if _add_rate(found, asked.measure, sums, words) else "rate_few")
    else:
        found.says.append(asked.measure)


def _named_channels(found: Answer, asked: Query, states: States) -> Query:
    """Only the channels that the journal has; where it has none of them, that is said, and the answer is of all."""
    kept = numbers(states).channels
    held = tuple(channel for channel in asked.channels if kept.get(channel))
    parts = [CHANNEL_PARTS[channel] for channel in held or asked.channels]
    found.words["asked_part"] = parts[0]
    if not held:
        found.says.append("no_channel")
    elif len(held) == 1 and asked.measure not in ("attempts", "per_yes"):
        found.says.append("of_channel")
    return structs.replace(asked, channels=held)


def _anything(sums: Numbers) -> bool:
    return bool(sums.attempts or sum(sums.outcomes.values()))


def _add_counts(found: Answer, sums: Numbers, words: str, asked: Query, side: str = "asked") -> None:
    unit = CHANNEL_UNITS[asked.channels[0]] if len(asked.channels) == 1 else "attempt"
    rows: list[tuple[str, str, int, Unit]] = [
        ("attempts", "attempts", sums.attempts, unit),
        ("conversations", "conversations", sums.conversations, "conversation"),
        ("noes", "no's", sums.rejections, "no"),
        ("won", "yeses", sums.won, "win"),
        ("steps", "small wins", sums.small_wins, "small_win"),
    ]
    for name, label, value, of in rows:
        found.add(f"{side}_{name}", label, value, of, words)


def _add_rate(found: Answer, measure: Measure, sums: Numbers, words: str, side: str = "asked") -> bool:
    """The share that a measure is, with what it is of; whether there is enough for it."""
    return _add_share(found, measure, *_share_of(measure, sums), words, side)


def _share_of(measure: Measure, sums: Numbers) -> tuple[int, int]:
    if measure == "reply_rate":
        return sums.conversations, max(sums.conversations, sums.attempts)
    return (sums.small_wins if measure == "steps" else sums.won), sums.conversations


def _add_share(found: Answer, measure: Measure, hits: int, n: int, words: str, side: str) -> bool:
    unit, of = _UNITS.get(measure, _UNITS["rate"])
    found.add(f"{side}_hits", _LABELS[unit], hits, unit, words)
    found.add(f"{side}_of", _LABELS[of], n, of, words)
    rate = wilson(hits, n)
    if n < MINIMUM or rate.value is None:
        return False
    label = f"{_LABELS[unit]} of all {_LABELS[of]}"
    name = f"{side}_rate"
    found.facts[name] = Fact(name, label, rate.value, "share", words, n, rate.low, rate.high)
    return True


_LABELS: Final[Mapping[str, str]] = {
    "win": "yeses",
    "small_win": "small wins",
    "conversation": "conversations",
    "attempt": "attempts",
}


def _reasons(found: Answer, sums: Numbers, words: str) -> None:
    stated, unstated = sums.stated_reasons, sums.reasons["unstated"]
    if not sums.rejections:
        found.says.append("noes")
        return
    for name, (reason, count) in zip(("reason", "second"), stated, strict=False):
        found.add(f"asked_{name}", f"no's about {REASON_WORDS[reason]}", count, "no", words)
        found.words[f"asked_{name}_name"] = REASON_WORDS[reason]
    if unstated:
        found.add("asked_unstated", "no's without a stated reason", unstated, "no", words)
    if not stated:
        found.says.append("reasons_unstated")
        return
    first, second = stated[0][1], stated[1][1] if len(stated) > 1 else 0
    ahead = first + second >= FEW_REASONS and leader(first, second) < SIGNIFICANT and first > second
    found.says.append("reasons_ahead" if ahead else "reasons_first")
    if second:
        few = first + second < FEW_REASONS
        found.says.append("reasons_second" if ahead else "reasons_few" if few else "reasons_close")
    if 2 * unstated >= sums.rejections:
        found.says.append("reasons_many_unstated")


def _per_yes(found: Answer, asked: Query, states: States, today: date, sums: Numbers, words: str) -> None:
    if not asked.span and sums.won < FEW_YESES:
        sums, words = through(numbers(states, Period(None, today)), asked.channels), ALL_WORDS
    _add_counts(found, sums, words, asked)
    attempts = found.facts["asked_attempts"]
    if not sums.won or not attempts.value:
        found.says.append("per_yes_none" if _anything(sums) else "none")
        return
    found.add("asked_target", "yeses asked for", asked.target, "win", words)
    needed = max(asked.target, round(asked.target * attempts.value / sums.won))
    found.add("asked_needed", "attempts that so many yeses take on average", needed, attempts.unit, words, sums.won)
    found.says.append("per_yes")
    if sums.won < FEW_YESES:
        found.says.append("per_yes_rough")


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
    sums, against = numbers(states, period), numbers(states, other)
    if not (_anything(sums) and _anything(against)):
        if asked.versus or asked.span:
            _of_period(
                found, asked, against if _anything(against) else sums, other_words if _anything(against) else words
            )
            missing = words if _anything(against) else other_words
            found.add("other_attempts", "attempts", 0, "attempt", missing)
            found.says.append("other:none")
            return True
        return False
    _add_counts(found, sums, words, asked)
    _add_counts(found, against, other_words, asked, "other")
    if asked.measure in _UNITS:
        enough = [
            _add_rate(found, asked.measure, sums, words),
            _add_rate(found, asked.measure, against, other_words, "other"),
        ]
        if asked.measure == "overview":
            found.says.extend(["attempts", "other:attempts"])
        found.says.extend(["share" if enough[0] else "share_few", "other:share" if enough[1] else "other:share_few"])
        found.says.append(_verdict(_share_of(asked.measure, sums), _share_of(asked.measure, against)))
    elif asked.measure == "reasons":
        _reasons(found, sums, words)
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


def _verdict(one: tuple[int, int], other: tuple[int, int], tried: int = 1) -> str:
    """Whether two shares differ by more than chance makes: Fisher's exact test, two-sided, for so many tries."""
    if min(one[1], other[1]) < MINIMUM:
        return "unsure"
    more = min(1.0, 2 * tried * fisher_greater(*one, *other)) < SIGNIFICANT
    less = min(1.0, 2 * tried * fisher_greater(*other, *one)) < SIGNIFICANT
    return "more" if more else "less" if less else "same"


def _split(found: Answer, asked: Query, states: States, today: date) -> None:
    period, words = period_of(asked.span, states, today)
    days: dict[str, Day] = numbers(states, period).by_day
    measure: Measure = asked.measure if asked.measure in ("reply_rate", "steps") else "rate"
    by_channel = asked.split == "channel"
    parts = parts_by_channel(days, measure, asked.channels) if by_channel else parts_by_weekday(days, measure)
    if not parts:
        found.add("asked_attempts", "attempts", 0, "attempt", words)
        found.says.append("none")
        return
    chosen = next((part for part in parts if part.name == asked.weekday), None) or _best(parts)
    rest = [part for part in parts if part is not chosen]
    tried = 1 if asked.weekday or len(parts) == 2 else len(parts)
    found.words["asked_part"] = chosen.words
    enough = _add_share(found, measure, chosen.hits, chosen.n, words, "asked")
    found.says.append("part" if enough else "part_few")
    if not rest:
        found.says.append("part_only")
        return
    found.words["other_part"] = rest[0].words if len(rest) == 1 else (OTHER_CHANNELS if by_channel else OTHER_DAYS)
    hits, n = sum(part.hits for part in rest), sum(part.n for part in rest)
    enough = _add_share(found, measure, hits, n, words, "other")
    found.says.append("other:part_brief" if enough else "other:part_brief_few")
    found.says.append(f"part_{_verdict((chosen.hits, chosen.n), (hits, n), tried)}")


def _best(parts: list[Part]) -> Part:
    """The highest rate among those with enough for one, else the one with most behind it."""
    known = [part for part in parts if part.n >= MINIMUM]
    return max(known, key=lambda part: part.hits / part.n) if known else max(parts, key=lambda part: part.n)
