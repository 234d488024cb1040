"""A message understood: everything that the rest of the coach asks about what somebody typed, read once.

In: the text, after intake and the safety gate. Out: a `Message`. Pure: no clock, no journal, no model.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from coach.understanding.activity import Reported, reported_activity
from coach.understanding.asked import Asked, asked_in
from coach.understanding.clauses import When
from coach.understanding.language import DEFAULT, language_of
from coach.understanding.letters import worded
from coach.understanding.mood import moods_in
from coach.understanding.people import people
from coach.understanding.plain import LIMIT, sentences
from coach.understanding.question import Gap, QuestionKind, Scope, question_of
from coach.understanding.reasons import phrase_scores, reason_in
from coach.understanding.signs import patterns_in
from coach.understanding.small_talk import goes_on
from coach.understanding.wishes import wish_of
from events.words import REASONS, Reason
from prompts.cards import Mood, Pattern, Topic

_CLEAR: Final = 4.0

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


def understand(text: str, usual: str = DEFAULT) -> Message:
    """Read `text` once, for everything that follows. `usual`: the language where the text does not tell."""
    language = language_of(text, usual)
    reported = reported_activity(text, language)
    question = question_of(text, language)
    wish = wish_of(text, question.kind, question.asks)
    reason = _reason(text, reported, language)
    named = [_TOPIC_OF[reason]] if reason in _TOPIC_OF else []
    return Message(
        reported=reported,
        reason=reason,
        moods=moods_in(text, language),
        kind=wish.kind,
        scope=question.scope,
        gap=question.gap,
        patterns=patterns_in(text, reported, language),
        when=reported.when if reported else "unspecified",
        topics=list(dict.fromkeys([*named, *wish.topics])),
        words=len(text[:LIMIT].split()),
        asks=question.asks,
        asked=asked_in(text, language, wish.topics),
        goes_on=reported is None and goes_on(text, language),
    )


def in_context(message: Message, before: Message) -> Message:
    """A message that goes on about the one before it is about the same."""
    if not message.goes_on:
        return message
    patterns = [*message.patterns, *(name for name in before.patterns if name in _STAYS)]
    return structs.replace(message, reason=before.reason, topics=before.topics or message.topics, patterns=patterns)


_STAYS: Final[frozenset[Pattern]] = frozenset({"rude", "lost_big_deal", "ghosted", "workplace", "new_seller"})
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
        found = phrase_scores(sentence, language)
        top = max(found.get(name, 0.0) for name in REASONS if name != "unstated")
        if top >= _CLEAR and top > best[0]:
            best = (top, reason_in(sentence, language))
    if best[1] not in {None, "unstated"}:
        return best[1]
    if reported and reported.rejections:
        return "unstated"
    return None
