"""A message understood: everything that the rest of the coach asks about what somebody typed, read once.

In: the text, after intake and the safety gate. Out: a `Message`. Pure: no clock, no journal, no model.
"""

from typing import Final

from msgspec import Struct

from coach.understanding.activity import Reported, reported_activity
from coach.understanding.clauses import When
from coach.understanding.mood import moods_in
from coach.understanding.people import people
from coach.understanding.plain import plain, sentences
from coach.understanding.question import Gap, QuestionKind, Scope, gap_of, kind_of, scope_of
from coach.understanding.reasons import phrase_scores, reason_in
from coach.understanding.signs import patterns_in
from events.words import REASONS, Reason
from prompts.cards import Mood, Pattern

_CLEAR: Final = 4.0


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


def understand(text: str) -> Message:
    """Read `text` once, for everything that follows."""
    reported = reported_activity(text)
    return Message(
        reported=reported,
        reason=_reason(text, reported),
        moods=moods_in(text),
        kind=kind_of(text),
        scope=scope_of(text),
        gap=gap_of(text),
        patterns=patterns_in(text, reported),
        when=reported.when if reported else "unspecified",
    )


def _reason(text: str, reported: Reported | None) -> Reason | None:
    """The reported reason; else one that a sentence about prospects names, or that stands alone.

    "I am not sure I can do this" is about the person: it names no prospect's hesitation.
    """
    if reported and reported.leading_reason:
        return reported.leading_reason
    if reported and reported.reasons:
        return max(reported.reasons, key=lambda reason: reported.reasons[reason])
    best: tuple[float, Reason | None] = (0.0, None)
    for sentence, _ in sentences(plain(text)):
        spoken = set(sentence.split())
        if spoken & people().self and not spoken & people().of_prospects:
            continue
        found = phrase_scores(sentence)
        top = max(found.get(name, 0.0) for name in REASONS if name != "unstated")
        if top >= _CLEAR and top > best[0]:
            best = (top, reason_in(sentence))
    if best[1] not in {None, "unstated"}:
        return best[1]
    if reported and reported.rejections:
        return "unstated"
    return None
