"""Borne out: what was made out of a message, held against its words.

In: a message, and the subjects that it or the one before it names. Out: the message without a rival, a price or a
silence that nobody spoke of; and what may be spoken of. Pure.
"""

from typing import Final

from msgspec import structs

from coach.coaching.subjects import Subject
from coach.understanding import ASKING, Message
from events.words import Reason
from prompts.cards import Pattern, Topic

SUBJECT_OF: Final[dict[Topic | Reason, Subject]] = {
    "competitor": "rival",
    "price": "price",
    "silence": "silence",
    "win": "won",
    "quit": "quit",
    "big_loss": "lost",
}
"""What is only believed of a message that names it."""

NAMED_IN_WORDS: Final[frozenset[Topic]] = frozenset({"competitor", "price"})
"""Topics that are only left to a message which names them."""

_NAMES: Final[dict[Reason, Subject]] = {
    "price": "price",
    "competitor": "rival",
    "authority": "boss",
    "pitch": "opening",
    "not_interested": "opening",
}
"""What a message names that gives such a reason."""

_NOT_THEN: Final[frozenset[Topic]] = frozenset({"asking", "competitor", "win", "silence"})
"""Topics that are none, or are named already, where somebody else was taken."""

_WON: Final[frozenset[Pattern]] = frozenset({"has_win", "small_wins"})

_TELLS_OF_NOES: Final[frozenset[Pattern]] = frozenset({"rude", "lost_big_deal", "ghosted", "run", "bad_day", "irony"})


def borne_out(message: Message, subjects: frozenset[Subject]) -> Message:
    """The message without what was made out of it and is not in its words; who was passed over has lost, not won."""
    if "passed_over" in subjects and message.asked.act is None:
        return structs.replace(
            message,
            kind="comfort" if message.kind in ASKING else message.kind,
            asks=False,
            reason="competitor",
            refused=True,
            moods=[mood for mood in message.moods if mood != "hopeful"],
            patterns=[pattern for pattern in message.patterns if pattern not in _WON],
            topics=["asking", "competitor", *(topic for topic in message.topics if topic not in _NOT_THEN)],
        )
    known = known_subjects(message, subjects)
    absent = {name for name, subject in SUBJECT_OF.items() if subject not in known}
    if message.asked.heard in ("free_work", "extra_work"):
        absent.add("price")  # who is asked to work for nothing was not told that it costs too much
    topics = [topic for topic in message.topics if topic not in absent]
    told_no = message.reported is not None and message.reported.rejections
    reason = message.reason if message.reason not in absent else "unstated" if told_no else None
    return structs.replace(message, topics=topics, reason=reason)


def known_subjects(message: Message, subjects: frozenset[Subject]) -> frozenset[Subject]:
    """What the message names, also in words that are not listed: by its reason, its silence, its question."""
    known: set[Subject] = set(subjects)
    reported = message.reported
    given = {message.reason, *(reported.reasons if reported else ())}
    known |= {subject for reason, subject in _NAMES.items() if reason in given and subject != "rival"}
    if tells_of_silence(message) or "ghosted" in message.patterns:
        known.add("silence")
    if message.kind in ("pitch", "practice"):
        known.add("opening")
    if not _WON.isdisjoint(message.patterns) or "hopeful" in message.moods or (reported and reported.won):
        known.add("won")
    if message.refused or message.kind in ASKING or not _TELLS_OF_NOES.isdisjoint(message.patterns):
        known.add("no")
    if message.refused or "lost_big_deal" in message.patterns or (reported and reported.rejections):
        known.add("lost")
    if "passed_over" in subjects:
        known.discard("supplier")  # a comparison was lost: nobody has a supplier to be argued with
    return frozenset(known)


def dreads(message: Message, subjects: frozenset[Subject]) -> bool:
    """Whether somebody is afraid of a talk that is to come, and asks nothing in particular about it."""
    afraid = "dread" in subjects or "anxious" in message.moods or "fear" in message.topics
    return afraid and "ahead" in subjects and message.asked.act in (None, "nerves", "prepare", "tell_boss")


def tells_of_silence(message: Message) -> bool:
    """Whether it tells that nobody, or hardly anybody, answered."""
    reported = message.reported
    if reported is None:
        return "silence_often" in message.patterns
    few = reported.conversations is not None and 4 * reported.conversations <= (reported.attempts or 0)
    return few or bool(reported.no_answer or reported.unreachable) or "silence_often" in message.patterns
