"""Selection: which cards a reply draws on. Situation and mode, minus what a card avoids, with memory and ratings.

In: the deck, the situation, what was shown and rated before, a seeded random. Out: cards by slot. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Final, Literal

from msgspec import Struct, field

from coach.coaching.situation import APART, EVENTS, HEAVY, WORK_DONE, Situation
from coach.contracts import Block, DraftEntry
from prompts.cards import Card, Kind

Slot = Literal["validation", "reframe", "action", "question"]

SLOT_OF_KIND: Final[dict[Kind, Slot]] = {
    "validation": "validation",
    "reframe": "reframe",
    "diagnosis": "reframe",
    "technique": "action",
    "exercise": "action",
    "script": "action",
    "objection": "action",
    "selfcare": "action",
    "question": "question",
}

MOST: Final[dict[Slot, int]] = {"validation": 1, "reframe": 2, "action": 3, "question": 1}
"""One action more than is shown: an observation may already have said one of them. No slot takes a kind twice, so two
reframes are all there can be."""


class Memory(Struct, frozen=True):
    """What was said before: card ids of earlier replies (newest first), ratings (ups minus downs), openings, the facts
    that today's replies have stated and their blocks, whatever the numbers, the card of each point that the last
    reply made, the message it answered, all of today's up to it, what it drafted, and its blocks. `open_drafts`: what
    was drafted last today, for the last of the messages `told`. `risk`: the message before, where the gate answered it
    and that was no longer ago than a night."""

    shown: list[list[str]] = field(default_factory=list)
    helpful: Mapping[str, int] = field(default_factory=dict)
    openings: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    points: Sequence[str] = ()
    last: str = ""
    earlier: Sequence[str] = ()
    drafts: Sequence[DraftEntry] = ()
    told: Sequence[str] = ()
    open_drafts: Sequence[DraftEntry] = ()
    blocks: Sequence[Block] = ()
    risk: str | None = None


ABOUT: Final = (6.0, 4.0, 2.0)
"""What a topic of the message is worth where a card has it, the likeliest first."""


_OF_MOODS: Final[frozenset[Kind]] = frozenset({"reframe", "selfcare"})
"""Kinds that answer how somebody feels; of the others only those do that are made for a few moods."""

_FOR_THIS: Final = 3.0
_OWN_MOODS: Final = 5
_OWN_REASONS: Final = 2


def fits(card: Card, situation: Situation) -> bool:
    """Whether a card may be used here: every list that restricts it holds, and nothing that it avoids does."""
    when = card.when
    present = situation.moods | situation.patterns | ({"distress"} if situation.distress else frozenset())
    return (
        situation.mode in when.modes
        and (not when.reasons or not situation.reasons.isdisjoint(when.reasons))
        and (not when.moods or not situation.moods.isdisjoint(when.moods))
        and (not when.patterns or not situation.patterns.isdisjoint(when.patterns))
        and present.isdisjoint(card.avoid_when)
    )


def select(deck: Iterable[Card], situation: Situation, memory: Memory, random: Random) -> dict[Slot, list[Card]]:
    """The best cards for each slot, best first: more specific, more helpful, less recently shown, then by chance."""
    chosen: dict[Slot, list[Card]] = {slot: [] for slot in MOST}
    ranked = sorted(
        ((score(card, situation, memory) + 2.5 * random.random(), card) for card in deck if fits(card, situation)),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    for _, card in ranked:
        slot = chosen[SLOT_OF_KIND[card.kind]]
        others = (other for cards in chosen.values() for other in cards)
        if len(slot) < MOST[SLOT_OF_KIND[card.kind]] and not _repeats(card, slot) and agrees(card, others):
            slot.append(card)
    # Comfort before diagnosis: nobody takes in what a no was about while it still feels like a verdict.
    chosen["reframe"].sort(key=lambda card: (card.kind != "reframe") != situation.calm)
    return chosen


def score(card: Card, situation: Situation, memory: Memory) -> float:
    """How well a card fits. A matched restriction counts, because a card made for this says more than a general one."""
    when = card.when
    specific = _worth(when.reasons, 3.0) + _worth(when.moods, 1.5) + _worth(when.patterns, 1.5)
    specific += _wanted(card, situation) + _about(card, situation) + _told(card, situation)
    helpful = max(-6.0, min(6.0, 3.0 * memory.helpful.get(card.id, 0)))
    recency = next((4.0 - age for age, cards in enumerate(memory.shown[:4]) if card.id in cards), 0.0)
    return specific + helpful - 2.0 * recency


def to_the_point(card: Card, situation: Situation) -> bool:
    """Whether the card is about what was said: its topic, its reason, what happened, or how the person feels. Anything
    is, where nothing in particular was said."""
    if apart := situation.patterns & APART:
        return any(not apart.isdisjoint(line.patterns) for line in card.lines)
    if "workplace" in situation.patterns and not situation.reports:
        return card.kind == "selfcare" or any("workplace" in line.patterns for line in card.lines)
    if not situation.named or _about(card, situation) or _of_reason(card, situation) or _of_work_done(card, situation):
        return True
    if situation.calm and situation.kind == "what_next":
        return False  # what to do next is no question of how it feels
    return any(not situation.told.isdisjoint(line.patterns) for line in card.lines) or _felt(card, situation)


def _of_reason(card: Card, situation: Situation) -> bool:
    """A card for many reasons says little to a message about something else; and who has just been hurt need not hear
    what was the matter with the offer."""
    if situation.hurt and not (situation.asks or situation.reports):
        return False
    if card.kind == "diagnosis" and not situation.about_noes:
        return False  # what a no was about, where nobody told of one
    apart = situation.topics and len(card.when.reasons) > _OWN_REASONS
    return not situation.reasons.isdisjoint(card.when.reasons) and not apart


def _of_work_done(card: Card, situation: Situation) -> bool:
    """Whether the card names what was done, for who tells of nothing else."""
    return situation.only_work and card.kind == "validation" and any(line.facts == WORK_DONE for line in card.lines)


def _felt(card: Card, situation: Situation) -> bool:
    """Whether the card answers how somebody feels: by kind, or because it is made for a few moods. A mood that was only
    guessed is answered with a word, not with a task."""
    felt = situation.moods & HEAVY
    if felt.isdisjoint(card.when.moods):
        return False
    if card.kind == "validation":
        return True
    if not situation.felt:
        return card.kind == "selfcare" and bool(situation.told)
    return card.kind in _OF_MOODS or (len(card.when.moods) <= _OWN_MOODS and not situation.hurt)


def _about(card: Card, situation: Situation) -> float:
    """To the point is what the message is about, above all what it is likeliest about."""
    return sum(worth for topic, worth in zip(situation.topics, ABOUT, strict=False) if topic in card.topics)


def _told(card: Card, situation: Situation) -> float:
    """A card with words for what happened says more than one for any such day."""
    told = situation.patterns & EVENTS
    return _FOR_THIS if any(not told.isdisjoint(line.patterns) for line in card.lines) else 0.0


def _wanted(card: Card, situation: Situation) -> float:
    """Who asks what to say wants words to say; who is low wants rest rather than a task."""
    if "irony" in situation.patterns and any("irony" in line.patterns for line in card.lines):
        return 6.0
    if situation.gentle:
        # What a no was about is for another day.
        apart = -8.0 if card.when.reasons or card.kind == "diagnosis" else 0.0
        made = any(topic in line.topics for line in card.lines for topic in situation.topics[:1])
        return apart + (6.0 if made else {"selfcare": 6.0, "technique": -1.0, "exercise": -1.0}.get(card.kind, 0.0))
    if not situation.patterns.isdisjoint({"rude", "lost_big_deal"}):
        return {"selfcare": 3.0, "technique": -2.0, "exercise": -2.0}.get(card.kind, 0.0)
    if situation.reports_silence and not situation.about_noes and "asking" in card.topics:
        return -6.0  # where nobody answered, nobody can be asked why
    if situation.kind in ("pitch", "practice"):
        return {"objection": 4.0, "script": 4.0, "diagnosis": 2.0, "selfcare": -4.0}.get(card.kind, 0.0)
    if situation.kind in ("what_next", "numbers"):
        return {"diagnosis": 2.0, "selfcare": -2.0}.get(card.kind, 0.0)
    return 0.0


def _worth(restriction: Sequence[str], most: float) -> float:
    """Of a matched restriction: the shorter the list, the more it says."""
    return most + most / len(restriction) if restriction else 0.0


def agrees(card: Card, others: Iterable[Card]) -> bool:
    """Whether the card contradicts none of the others."""
    return all(other.id not in card.never_with and card.id not in other.never_with for other in others)


def _repeats(card: Card, others: Iterable[Card]) -> bool:
    # Two cards of one section mostly say one thing in two ways, and two of one kind do the same work.
    return any(
        (other.article, other.section) == (card.article, card.section) or other.kind == card.kind for other in others
    )
