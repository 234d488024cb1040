"""A message understood: everything that the rest of the coach asks about what somebody typed, read once.

In: the text, after intake and the safety gate. Out: a `Message`. Pure: no clock, no journal, no model.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct, structs

from coach.understanding.activity import Reported, is_state, reported_activities, together
from coach.understanding.asked import Asked, asked_in
from coach.understanding.clauses import When
from coach.understanding.language import DEFAULT, language_of
from coach.understanding.letters import worded
from coach.understanding.mood import moods_in
from coach.understanding.objections import Objection, objection_in
from coach.understanding.people import people
from coach.understanding.phrases import KEPT
from coach.understanding.plain import LIMIT, sentences
from coach.understanding.question import Gap, QuestionKind, Scope, question_of
from coach.understanding.questions import question_in
from coach.understanding.reasons import phrase_scores, reason_in, tells_of_a_no
from coach.understanding.reports import compiled
from coach.understanding.reports import reports as words_of
from coach.understanding.signs import patterns_in
from coach.understanding.small_talk import goes_on
from coach.understanding.trade import Trade, trade_of
from coach.understanding.wishes import News, wish_of
from events.words import REASONS, Channel, Reason
from prompts.cards import Mood, Pattern, Topic

_CLEAR: Final = 4.0
_SAYS: Final = 4
_LEANS: Final = 12
"""Words: who writes more tells something new, and who writes fewer says nothing to go by."""

_TOPIC_OF: Final[dict[Reason, Topic]] = {
    "price": "price",
    "competitor": "competitor",
    "timing": "timing",
    "authority": "decision",
    "fit": "targeting",
    "pitch": "value",
}
"""What a message is about that names such a reason."""


class Message(Struct, frozen=True):
    """What a message says and wants. `reason` is the reason for a no that it is about."""

    reported: Reported | None
    """All that it reports, as one."""
    reason: Reason | None
    moods: list[Mood]
    kind: QuestionKind
    scope: Scope | None
    gap: Gap | None
    patterns: list[Pattern]
    when: When
    topics: Sequence[Topic] = ()
    """What it is about, the likeliest first."""
    words: int = 0
    asks: bool = False
    """It has a question or a request in it."""
    asked: Asked = Asked()
    """The plain question in it."""
    goes_on: bool = False
    """It leans on the message before it ("and then?")."""
    refused: bool = False
    """It tells of a no."""
    reports: Sequence[Reported] = ()
    """What it reports, each activity with what came of it."""
    trade: Trade = Trade()
    repeats: bool = False
    """It asks, and repeats a sentence of theirs."""


def understand(text: str, usual: str = DEFAULT, used: Mapping[str, int] = {}) -> Message:
    """Read `text` once, for everything that follows. `usual`: the language where the text does not tell; `used`: how
    often the journal has each channel.
    """
    return _understood(text, language_of(text, usual), tuple(sorted(used.items())))


@lru_cache(maxsize=KEPT)
def _understood(text: str, language: str, used: Sequence[tuple[Channel, int]]) -> Message:
    reports = reported_activities(text, language, dict(used))
    reports = [] if is_state(text, reports, language) else reports
    reported = together(reports)
    question = question_of(text, language)
    likely = question_in(text)
    wish = wish_of(text, question.kind, question.asks)
    reason = _reason(text, reported, language)
    asked = asked_in(text, likely, language, wish.topics)
    objection = objection_in(text, language) if question.asks or asked.act else Objection()
    reason = reason or objection.reason
    trade = trade_of(text, language)
    named: list[Topic] = ["others"] if likely.label == "others" else []
    named += [_TOPIC_OF[reason]] if reason in _TOPIC_OF else []
    patterns = _with_news(patterns_in(text, reported, language), wish.news, reported)
    moods = moods_in(text, language)
    if likely.label == "next_yes" and "next_yes" not in patterns:
        patterns = [*patterns, "next_yes"]
    told = ("irony" in patterns or trade.applies) and tells_of_a_no(text, language)
    if reason is None and told and trade.applies and not question.asks:
        reason = "unstated"
    if "irony" in patterns:
        patterns, moods = _meant(patterns, moods, noes=bool(reason) or "repeat_objection" in patterns or told)
    beside = {"price"} if trade.lent else {"win"} if "irony" in patterns else set()
    return Message(
        reported=reported,
        reason=reason,
        moods=moods,
        kind=wish.kind,
        scope=question.scope or ("odds_due" if likely.label == "due" else None),
        gap=question.gap,
        patterns=patterns,
        when=reported.when if reported else "unspecified",
        topics=[topic for topic in dict.fromkeys([*named, *wish.topics]) if topic not in beside],
        words=len(text[:LIMIT].split()),
        asks=question.asks,
        asked=asked,
        goes_on=not (reported or objection.repeated) and goes_on(text, language),
        refused=bool(compiled(words_of(language).refused).search(worded(text, language))),
        reports=reports,
        trade=trade,
        repeats=objection.repeated,
    )


def reporting(message: Message, reports: Sequence[Reported]) -> Message:
    """A message that reports this instead."""
    return structs.replace(message, reports=reports, reported=together(reports))


def _with_news(patterns: list[Pattern], news: News | None, reported: Reported | None) -> list[Pattern]:
    """What was learnt hears good news in words that no phrase has, and that a rival's deal is none. Counts stand."""
    if reported and (reported.won or reported.small_wins or reported.rejections):
        return patterns
    if news == "bad":
        return [pattern for pattern in patterns if pattern not in _WON]
    added = news == "good" and _NOT_GOOD.isdisjoint(patterns)
    return [*patterns, "small_wins"] if added else patterns


def _meant(patterns: list[Pattern], moods: list[Mood], noes: bool) -> tuple[list[Pattern], list[Mood]]:
    """What praise stands for: beside a no it means the opposite, and nothing went well; else it is praise."""
    apart = _WON if noes and "has_win" not in patterns else frozenset({"irony"})
    kept = [pattern for pattern in patterns if pattern not in apart]
    return kept, [mood for mood in moods if mood != "hopeful"] if "irony" in kept else moods


_LIGHT: Final[frozenset[Mood]] = frozenset({"hopeful", "curious"})
_WON: Final[frozenset[Pattern]] = frozenset({"has_win", "small_wins"})
_NOT_GOOD: Final[frozenset[Pattern]] = _WON | {"irony", "soft_often"}
"""What is good news already, and what only sounds like any."""


def says_little(message: Message) -> bool:
    """Whether nothing of a message was understood by itself: it goes on about the one before ("in front of all")."""
    named = message.topics or message.reason or message.moods or message.patterns or message.reported
    said = named or message.scope or message.asked.act or message.asks or message.refused
    return not said and _SAYS <= message.words <= _LEANS


def in_context(message: Message, before: Message) -> Message:
    """A message that goes on about the one before it is about the same, and feels the same where it does not say."""
    if says_little(message):
        message = structs.replace(message, goes_on=True, moods=before.moods)
    if not message.goes_on:
        return message
    patterns = [*message.patterns, *(name for name in before.patterns if name in _STAYS)]
    return structs.replace(message, reason=before.reason, topics=before.topics or message.topics, patterns=patterns)


SORROW: Final[frozenset[Pattern]] = frozenset({"grief", "bereaved", "mourned"})
"""Somebody died, or mourns: no matter of sales."""

_STAYS: Final[frozenset[Pattern]] = frozenset({"rude", "lost_big_deal", "ghosted", "workplace", "new_seller", *SORROW})
"""What somebody goes on about."""


def _reason(text: str, reported: Reported | None, language: str) -> Reason | None:
    """The reported reason; else one that a sentence about prospects names, or that stands alone.

    "I am not sure I can do this" is about the person: it names no prospect's hesitation.
    """
    if reported and reported.leading_reason:
        return reported.leading_reason
    if reported and reported.reasons:
        return max(reported.reasons, key=lambda reason: reported.reasons[reason])
    best: tuple[float, Reason | None] = (0.0, None)
    who = people(language)
    for sentence, _ in sentences(worded(text, language)):
        spoken = set(sentence.split())
        if spoken & who.self and not spoken & who.of_prospects:
            continue
        if not spoken & who.of_prospects and not _LIGHT.issuperset(moods_in(sentence, language)):
            continue  # how somebody feels is no prospect's reason
        sentence = compiled(words_of(language).job).sub(" ", sentence)
        found = phrase_scores(sentence, language)
        top = max(found.get(name, 0.0) for name in REASONS if name != "unstated")
        if top >= _CLEAR and top > best[0]:
            best = (top, reason_in(sentence, language))
    if best[1] not in {None, "unstated"}:
        return best[1]
    if reported and reported.rejections:
        return "unstated"
    return None
