"""Situation: what today, the recent weeks and the message say, as the words that cards are chosen by."""

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.insight.rates import MINIMUM
from coach.insight.runs import UNLUCKY
from coach.understanding import Message, QuestionKind
from events.words import Reason
from prompts.cards import Mode, Mood, Pattern, Topic

HARD_DAY = 5
"""No's in one day that make it a hard one whatever the usual share."""


HEAVY: Final[frozenset[Mood]] = frozenset(
    {"low", "self_blame", "hopeless", "angry", "hurt", "tired", "anxious", "flat", "lonely", "doubt"}
)
ASKS: Final[frozenset[QuestionKind]] = frozenset({"what_next", "pitch", "practice"})
"""Kinds that ask for a way to do something."""

PLAIN: Final = ASKS | {"numbers"}

_SHOWN_BY: Final[dict[str, Pattern]] = {
    "follow_ups_due": "followups_due",
    "activity_drop": "activity_drop",
    "segment_share": "segment_gap",
}
"""Facts that exist only where they show a pattern."""

OF_THE_JOURNAL: Final[frozenset[Pattern]] = frozenset(
    {"one_reason_dominates", "reasons_spread", "unstated_often", "silence_often", "soft_often", "few_data",
     "low_conversion", "rate_drop", "segment_gap", "steady_effort"}
)  # fmt: skip
"""Patterns that lines claim about the journal: what a message says of one day is not enough for them."""


ASIDE: Final[frozenset[Topic]] = frozenset(
    {"rest", "fear", "brooding", "records", "silence", "goal", "restart", "rude", "win", "lasting", "quit", "alone"}
)
"""What a message may be about beside no's and their reasons."""


REASON_OF: Final[dict[Topic, Reason]] = {
    "price": "price",
    "competitor": "competitor",
    "timing": "timing",
    "follow_up": "timing",
    "decision": "authority",
    "targeting": "fit",
    "opening": "pitch",
    "value": "pitch",
    "asking": "unstated",
    "ending": "unstated",
}
"""The reason whose cards answer a question about a topic: who asks for a first sentence wants what helps a pitch."""


_HURTS: Final[frozenset[Pattern]] = frozenset({"rude", "lost_big_deal"})
"""What hurts whether somebody says so or not."""


class Situation(Struct, frozen=True):
    """What a reply answers to. `reasons` are those of the message, else of what it asks about, else the dominant one of
    the journal."""

    reasons: frozenset[Reason]
    moods: frozenset[Mood]
    patterns: frozenset[Pattern]
    mode: Mode = "chat"
    distress: bool = False
    kind: QuestionKind = "comfort"
    good: bool = False
    """Something went well, and nothing weighs."""
    about_noes: bool = False
    """The message itself speaks of no's or of a reason for them."""
    counts_or_names: bool = False
    """It counts no's or silence, or names a reason."""
    reports_silence: bool = False
    """Nobody answered, says the message."""
    topics: Sequence[Topic] = ()
    """What the message is about, the likeliest first."""
    returning: bool = False
    """The journal has nothing of the recent weeks, but older work."""

    @property
    def calm(self) -> bool:
        """Somebody asks a plain question on a day that is no worse than others: they want an answer, not comfort."""
        return self.kind in PLAIN and self.moods.isdisjoint(HEAVY) and "bad_day" not in self.patterns

    @property
    def gentle(self) -> bool:
        """Somebody is low and speaks of themselves, not of no's and their reasons, or is low beyond that: nothing is
        taken apart now."""
        hopeless = "hopeless" in self.moods
        return (self.distress and hopeless) or ((self.distress or hopeless) and not self.counts_or_names)


def read_situation(message: Message, sheet: FactSheet, safety_level: int, mode: Mode = "chat") -> Situation:
    """The situation that a message and the person's numbers make together."""
    patterns: set[Pattern] = (set(message.patterns) - OF_THE_JOURNAL) | _patterns_of(sheet)
    good = _went_well(message)
    if good:
        # What went well counts whether it is in the journal yet or not; what usually goes wrong is not the matter now.
        patterns.add("small_wins")
        patterns -= {"one_reason_dominates", "reasons_spread", "bad_day"}
    if _aside(message, sheet):
        # Somebody who asks about rest or a first sentence is not told what their no's are mostly about.
        patterns -= {"one_reason_dominates", "reasons_spread", "unstated_often"}
    reasons = _reasons(message, good)
    if not reasons and not good and "one_reason_dominates" in patterns:
        reasons.add(_leading(sheet))
    return Situation(
        reasons=frozenset(reasons),
        moods=frozenset(message.moods or [_unspoken_mood(message, good)]),
        patterns=frozenset(patterns),
        mode=mode,
        distress=safety_level >= 1,
        kind=message.kind,
        good=good,
        about_noes=bool(message.reason) or bool(message.reported and message.reported.rejections),
        counts_or_names=message.reason not in (None, "unstated")
        or bool(message.reported and (message.reported.rejections or message.reported.no_answer)),
        reports_silence=_silence(message),
        topics=message.topics,
        returning=sheet.old,
    )


def _reasons(message: Message, good: bool) -> set[Reason]:
    """The reasons for a no that the message names; else those of what it asks about."""
    reported = message.reported
    found = set(reported.reasons) if reported else set()
    if reported and reported.leading_reason:
        found.add(reported.leading_reason)
    if message.reason and not good:
        found.add(message.reason)
    if not found and message.kind in ASKS:
        found = {REASON_OF[topic] for topic in message.topics if topic in REASON_OF}
    return found


def _aside(message: Message, sheet: FactSheet) -> bool:
    """Whether the message is about something that the leading reason of the journal's no's has no part in."""
    if message.kind == "numbers":
        return False
    named = {REASON_OF.get(topic) for topic in message.topics} | {message.reason}
    if (message.topics and message.kind in ASKS) or message.reason not in (None, "unstated"):
        return bool(sheet.recent.stated_reasons) and _leading(sheet) not in named
    return bool(message.topics) and ASIDE.issuperset(message.topics)


def _leading(sheet: FactSheet) -> Reason:
    return sheet.recent.stated_reasons[0][0]


def _unspoken_mood(message: Message, good: bool) -> Mood:
    if good:
        return "hopeful"
    return "neutral" if _HURTS.isdisjoint(message.patterns) else "hurt"


def _silence(message: Message) -> bool:
    reported = message.reported
    if reported is None:
        return "silence_often" in message.patterns
    few = reported.conversations is not None and 4 * reported.conversations <= (reported.attempts or 0)
    return few or bool(reported.no_answer or reported.unreachable) or "silence_often" in message.patterns


def _went_well(message: Message) -> bool:
    won = message.reported is not None and bool(message.reported.won) and not message.reported.rejections
    return HEAVY.isdisjoint(message.moods) and (won or "hopeful" in message.moods or "has_win" in message.patterns)


def _patterns_of(sheet: FactSheet) -> set[Pattern]:
    recent = sheet.recent
    found: set[Pattern] = set()
    if recent.conversations < MINIMUM:
        found.add("few_data")
    if recent.won:
        found.add("has_win")
    if recent.small_wins:
        found.add("small_wins")
    found |= {pattern for fact, pattern in _SHOWN_BY.items() if fact in sheet.facts}
    if "run_odds" in sheet.facts and sheet.facts["run_odds"].value < UNLUCKY:
        found.add("rate_drop")
    if _hard_day(sheet):
        found.add("bad_day")
    found |= _patterns_of_reasons(recent)
    if recent.rejections >= MINIMUM and recent.outcomes["soft_no"] >= 0.75 * recent.rejections:
        found.add("soft_often")
    silent = recent.outcomes["no_answer"] + recent.outcomes["unreachable"]
    if recent.attempts >= MINIMUM and silent >= 0.5 * recent.attempts:
        found.add("silence_often")
    if "streak" in sheet.facts and sheet.facts["streak"].value >= 3:
        found.add("steady_effort")
    conversion = sheet.facts.get("conversion")
    if conversion and conversion.high is not None and conversion.high < 0.15:
        found.add("low_conversion")
    return found


def _hard_day(sheet: FactSheet) -> bool:
    reported = sheet.facts.get("reported_rejections")
    rejections = int(reported.value) if reported else sheet.today.rejections
    return rejections >= HARD_DAY


def _patterns_of_reasons(recent: Numbers) -> set[Pattern]:
    stated = recent.stated_reasons
    total = sum(count for _, count in stated)
    found: set[Pattern] = set()
    if total >= 10:
        second = stated[1][1] if len(stated) > 1 else 0
        found.add("one_reason_dominates" if clearly_ahead(stated[0][1], second) else "reasons_spread")
    if recent.rejections >= 10 and recent.reasons["unstated"] >= 0.5 * recent.rejections:
        found.add("unstated_often")
    return found


def clearly_ahead(first: int, second: int) -> bool:
    """Whether `first` exceeds `second` by more than chance: one-sided exact sign test at 5%."""
    n = first + second
    if n > 1000:  # far past where exactness matters, and 2**n is large
        return first - second > 1.6449 * math.sqrt(n)
    return sum(math.comb(n, k) for k in range(first, n + 1)) * 20 < 1 << n
