"""Situation: what today, the recent weeks and the message say, as the words that cards are chosen by."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from coach.coaching.borne_out import NAMED_IN_WORDS, borne_out, dreads, known_subjects, tells_of_silence
from coach.coaching.patterns import patterns_of
from coach.coaching.polarity import is_mixed, went_well
from coach.coaching.subjects import NAMED, Subject
from coach.insight.facts import FactSheet
from coach.understanding import ASKING, SORROW, Message, QuestionKind
from events.words import Reason
from prompts.cards import Mode, Mood, Pattern, Topic

SHORT: Final = 6
LONG: Final = 25
"""Words of a message. Who writes more than the latter is not asked to say more."""

MORNING: Final = 4
AFTERNOON: Final = 14
AFTER_WORK: Final = 18
"""Hours of the day."""

HEAVY: Final[frozenset[Mood]] = frozenset(
    {"low", "self_blame", "hopeless", "angry", "hurt", "tired", "anxious", "flat", "lonely", "doubt"}
)
_OF_ANYTHING: Final[frozenset[Mood]] = frozenset({"anxious", "angry", "doubt"})
ASKS: Final[frozenset[QuestionKind]] = frozenset({"what_next", "pitch", "practice"})
"""Kinds that ask for a way to do something."""

PLAIN: Final = ASKING

OF_THE_JOURNAL: Final[frozenset[Pattern]] = frozenset(
    {"one_reason_dominates", "reasons_spread", "unstated_often", "silence_often", "soft_often", "few_data",
     "low_conversion", "rate_drop", "segment_gap", "steady_effort"}
)  # fmt: skip
"""Patterns that lines claim about the journal: what a message says of one day is not enough for them."""


WORK_DONE: Final = frozenset({"reported_attempts"})
"""The facts of a line that names what was done, and nothing else."""

ASIDE: Final[frozenset[Topic]] = frozenset(
    {"rest", "fear", "brooding", "records", "silence", "goal", "restart", "rude", "win", "lasting", "quit", "alone"}
)
"""What a message may be about beside no's and their reasons."""


REASONS_OF: Final[dict[Topic, Sequence[Reason]]] = {
    "price": ["price"],
    "competitor": ["competitor"],
    "timing": ["timing"],
    "follow_up": ["timing"],
    "decision": ["authority"],
    "targeting": ["fit"],
    "opening": ["pitch", "not_interested"],
    "value": ["pitch"],
    "asking": ["unstated"],
    "ending": ["unstated"],
}
"""The reasons whose cards answer a question about a topic: who asks for a first sentence wants what helps a pitch."""


_HURTS: Final[frozenset[Pattern]] = frozenset({"rude", "lost_big_deal", "ghosted"})
"""What hurts whether somebody says so or not."""

TOLD: Final[frozenset[Pattern]] = frozenset(
    {"bad_day", "run", "rude", "lost_big_deal", "hard_no", "repeat_objection", "new_seller", "ghosted", "workplace",
     "irony", "mixed", "ahead", *SORROW}
)  # fmt: skip
"""Patterns that somebody writes about: a reply that answers to one is to the point."""

APART: Final[frozenset[Pattern]] = frozenset({"mixed", "ahead", *SORROW})
"""Patterns that only what was written for them answers: no other line says anything true to them."""

EVENTS: Final[frozenset[Pattern]] = APART | _HURTS | {"workplace"}
"""What happened once, and is what a reply is about."""

_NO_LOSS: Final[frozenset[Pattern]] = frozenset(
    {"bad_day", "run", "ghosted", "lost_big_deal", "one_reason_dominates", "reasons_spread", "silence_often"}
)
"""Patterns that are not the matter where something was won."""

_MEANT: Final[dict[QuestionKind, Sequence[Topic]]] = {
    "what_next": ("goal", "follow_up"),
    "practice": ("fear", "growth"),
    "pitch": ("opening", "value"),
    "numbers": ("usual",),
}
"""What a question of this kind is about where it says no more ("what now?")."""


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
    """It counts no's or silence, tells of a run without a yes, or names a reason."""
    felt: bool = True
    """The moods were said, not guessed."""
    asks: bool = True
    """It asks something."""
    reports: bool = False
    """It says what was done, or what came of it."""
    counts_noes: bool = False
    """It reports no's of a hard day."""
    reports_silence: bool = False
    """Nobody answered, says the message."""
    topics: Sequence[Topic] = ()
    """What the message is about, the likeliest first."""
    evening: bool = True
    """The working day is near its end, or over."""
    words: int = 99
    """How long the message is."""
    refused: bool = False
    """It tells of a no."""
    returning: bool = False
    """The journal has nothing of the recent weeks, but older work."""
    phones: bool = True
    """The person phones, says the message, else the journal."""
    sells: bool = True
    """It is not about an application, nor about investors."""
    subjects: frozenset[Subject] = NAMED
    """What the message, or the one before it, names: of nothing else concrete is spoken."""

    @property
    def calm(self) -> bool:
        """Somebody asks a plain question, and reports no hard day with it: they want an answer, not comfort."""
        sad = not self.patterns.isdisjoint({"irony", "bereaved", "mourned"})
        heavy = (self.felt and not self.moods.isdisjoint(HEAVY)) or sad
        return self.kind in PLAIN and self.asks and not heavy and not self.counts_noes

    @property
    def told(self) -> frozenset[Pattern]:
        """What happened, as the message has it. That today's journal is hard was not said again."""
        return self.patterns & (TOLD if self.counts_noes else TOLD - {"bad_day"})

    @property
    def hurt(self) -> bool:
        """Something happened that hurts, whether somebody says so or not."""
        return not self.patterns.isdisjoint(_HURTS | {"workplace"})

    @property
    def weighs(self) -> bool:
        """Somebody said how it feels, or told what hurts."""
        return self.distress or self.hurt or (self.felt and not self.moods.isdisjoint(HEAVY))

    @property
    def met_noes(self) -> bool:
        """It tells of work, of no's, of silence, or of what is hard about them; dread alone may be about anything."""
        told = self.reports or self.refused or self.about_noes or self.counts_or_names or self.reports_silence
        felt = self.felt and not self.moods.isdisjoint(HEAVY - _OF_ANYTHING)
        return told or felt or bool(self.told) or self.distress

    @property
    def ordinary(self) -> bool:
        """Somebody gives an account of a day, and says that it was none to be consoled for."""
        return "fine" in self.subjects and self.reports and not (self.weighs or self.kind in PLAIN)

    @property
    def named(self) -> bool:
        """Whether it is known what the person is on about."""
        told = bool(self.topics or self.reasons or self.told) or self.good or self.reports or self.reports_silence
        return told or not self.moods.isdisjoint(HEAVY)

    @property
    def unclear(self) -> bool:
        """Somebody wrote something, and nothing of it was understood: better to ask than to guess."""
        told_nothing = not (self.named or self.distress) and self.words <= LONG
        return self.mode == "chat" and told_nothing and self.kind not in PLAIN

    @property
    def only_work(self) -> bool:
        """It says what was done, and nothing of what came of it."""
        quiet = self.moods.isdisjoint(HEAVY) and not (self.told or self.good or self.about_noes or self.refused)
        return self.reports and quiet and not self.reports_silence

    @property
    def guessed(self) -> bool:
        """Something was told of which only a topic was made out, and that may be wrong: little is said to it."""
        known = self.reasons or self.told or self.good or self.about_noes or self.refused or self.reports_silence
        said = self.felt and not self.moods.isdisjoint(HEAVY)
        return not (known or said or self.distress or self.kind in PLAIN)

    @property
    def gentle(self) -> bool:
        """Somebody is low and speaks of themselves, not of no's and their reasons, or is low beyond that: nothing is
        taken apart now."""
        hopeless = "hopeless" in self.moods
        return (self.distress and hopeless) or ((self.distress or hopeless) and not self.counts_or_names)


def read_situation(
    message: Message,
    sheet: FactSheet,
    distress: bool,
    mode: Mode = "chat",
    hour: int = AFTER_WORK,
    subjects: frozenset[Subject] = NAMED,
) -> Situation:
    """The situation that a message and the person's numbers make together. `hour`: of the person's local day.
    `distress`: whether it asks for a gentle reply. `subjects`: what the message and the one before it name."""
    message = borne_out(message, subjects)
    patterns: set[Pattern] = (set(message.patterns) - OF_THE_JOURNAL) | patterns_of(sheet)
    heavy = frozenset(message.moods) & HEAVY
    feared = dreads(message, subjects)
    good, mixed = went_well(message, sheet, heavy) and not feared, is_mixed(message, sheet, heavy) and not feared
    if good or mixed:
        # What went well counts whether it is in the journal yet or not; what usually goes wrong is not the matter now.
        patterns.add("small_wins")
        patterns -= _NO_LOSS
    if mixed:
        patterns.add("mixed")
    if feared:
        patterns = (patterns - _NO_LOSS) | {"ahead"}
    if not message.asks and "followups_due" not in message.patterns:
        # Who tells of something and does not ask is not sent to the names that wait: this one may be the first of them.
        patterns.discard("followups_due")
    if _aside(message, sheet):
        # Somebody who asks about rest or a first sentence is not told what their no's are mostly about.
        patterns -= {"one_reason_dominates", "reasons_spread", "unstated_often"}
    apart = not APART.isdisjoint(patterns)
    reasons = set() if apart or (good and not message.asks) else _reasons(message, good)
    topics = [] if apart else _topics(message, good)
    if message.goes_on and message.asks and message.kind == "what_next":
        # What comes next is asked of the work, not of what hurt a moment ago.
        topics = [topic for topic in topics if topic not in _FELT and topic not in ("rude", "usual")]
        patterns.discard("rude")
    if sheet.old and "restart" in topics:  # whatever it is said with, the break is the matter
        topics.sort(key=lambda topic: topic != "restart")
    if "big_loss" in topics:
        patterns.add("lost_big_deal")
    if "workplace" in patterns:
        patterns.discard("rude")
    reported = message.reported
    told = bool(message.reason or (reasons and not message.asks))
    about_noes = not apart and (told or bool(reported and reported.rejections))
    of_the_journal = about_noes or (message.kind == "what_next" and not topics)
    if of_the_journal and "one_reason_dominates" in patterns and not (reasons or good):
        reasons.add(_leading(sheet))
    return Situation(
        reasons=frozenset(reasons),
        moods=frozenset(
            [*message.moods, "anxious"] if feared else message.moods or [_unspoken_mood(message, good, told)]
        ),
        patterns=frozenset(patterns),
        mode=mode,
        distress=distress,
        kind="comfort" if feared or _only_tells(message) else message.kind,
        good=good,
        about_noes=about_noes,
        counts_or_names=message.reason not in (None, "unstated")
        or "run" in message.patterns
        or bool(reported and (reported.rejections or reported.no_answer)),
        felt=bool(message.moods),
        asks=message.asks,
        reports=message.reported is not None,
        counts_noes="bad_day" in message.patterns,
        reports_silence=tells_of_silence(message),
        topics=topics or ([] if reasons else _MEANT.get(message.kind, [])),
        evening=not MORNING <= hour < AFTERNOON,
        words=message.words,
        refused=message.refused,
        returning=sheet.old,
        phones=_mostly_phones(sheet) if message.trade.phones is None else message.trade.phones,
        sells=not message.trade.applies,
        subjects=known_subjects(message, subjects) | ({"no"} if about_noes else set()),
    )


def _only_tells(message: Message) -> bool:
    """Whether the words of a next step are a part of what was reported ("one wants a quote next week")."""
    return message.kind == "what_next" and message.reported is not None and not message.asks


def _mostly_phones(sheet: FactSheet) -> bool:
    channels = sheet.recent.channels
    return max(channels, key=lambda channel: channels[channel], default=None) == "call"


def _reasons(message: Message, good: bool) -> set[Reason]:
    """The reasons for a no that the message names; else those of what it asks about."""
    reported = message.reported
    if "workplace" in message.patterns and reported is None:
        return set()
    found = set(reported.reasons) if reported else set()
    if reported and reported.leading_reason:
        found.add(reported.leading_reason)
    if message.reason and not good:
        found.add(message.reason)
    nothing_else = not (message.moods or reported or good or TOLD.intersection(message.patterns))
    if not found and (message.kind in ASKS or nothing_else):
        # Where nothing is asked, a topic that was only made out is no reason; a price that was named is one.
        topics = message.topics if message.asks else [topic for topic in message.topics if topic in NAMED_IN_WORDS]
        found = {reason for topic in topics for reason in REASONS_OF.get(topic, ())}
    if not found and nothing_else and message.kind == "pitch" and message.asked.heard == "opening":
        found = {"pitch"}  # "my pitch is not working any more"
    return found


def _topics(message: Message, good: bool) -> list[Topic]:
    topics = list(message.topics)
    if "workplace" in message.patterns:
        topics = [topic for topic in topics if topic not in _OF_BUYERS]
    if good and not message.asks:
        return ["win"]
    if message.scope == "odds_due":
        topics = [topic for topic in topics if topic != "win"]
    return [*topics, "win"] if good and "win" not in topics else topics


_OF_BUYERS: Final[frozenset[Topic]] = frozenset({"decision", "rude"})
"""Topics that a boss or a colleague is mistaken for."""


def _aside(message: Message, sheet: FactSheet) -> bool:
    """Whether the message is about something that the leading reason of the journal's no's has no part in."""
    if message.kind == "numbers" or (message.kind == "what_next" and message.topics[:1] in (["goal"], ["growth"])):
        return False
    named = {reason for topic in message.topics for reason in REASONS_OF.get(topic, ())} | {message.reason}
    if (message.topics and message.kind in ASKS) or message.reason not in (None, "unstated"):
        return bool(sheet.recent.stated_reasons) and _leading(sheet) not in named
    return bool(message.topics) and ASIDE.issuperset(message.topics)


def _leading(sheet: FactSheet) -> Reason:
    return sheet.recent.stated_reasons[0][0]


def _unspoken_mood(message: Message, good: bool, told: bool) -> Mood:
    if good:
        return "hopeful"
    if "irony" in message.patterns:
        return "tired"
    sad = SORROW | _HURTS
    if not sad.isdisjoint(message.patterns) or "big_loss" in message.topics:
        return "hurt"
    if "workplace" in message.patterns and not message.asks:
        return "hurt"
    reported = message.reported
    lost = reported and reported.rejections and not reported.won
    if "bad_day" in message.patterns or tells_of_silence(message) or lost:
        return "tired"
    if told and not message.asks:
        return "tired"
    if "run" in message.patterns:
        return "doubt"
    return next((_FELT[topic] for topic in message.topics if topic in _FELT and not message.asks), "neutral")


_FELT: Final[dict[Topic, Mood]] = {
    "fear": "anxious",
    "rest": "tired",
    "alone": "lonely",
    "brooding": "hurt",
    "big_loss": "hurt",
    "quit": "tired",
    "worth": "doubt",
}
"""How somebody feels who writes about this and asks nothing."""
