"""Situations to choose cards for: any that a message and a journal could make, and the ones a card was made for."""

from collections.abc import Iterator
from itertools import product

import msgspec
from hypothesis import strategies as st

from coach.coaching.selection import Memory
from coach.coaching.situation import Situation
from events.words import REASONS
from prompts.cards import MODES, MOODS, PATTERNS, Card, Deck, Line, Mode, Pattern

UNREAD: frozenset[Pattern] = frozenset({"rate_drop", "segment_gap"})
"""Patterns that take so much history that a person may never show them: no card may depend on them alone."""


def situations() -> st.SearchStrategy[Situation]:
    """Any situation at all."""
    return st.builds(
        Situation,
        reasons=st.frozensets(st.sampled_from(REASONS), max_size=3),
        moods=st.frozensets(st.sampled_from(MOODS), min_size=1, max_size=3),
        patterns=st.frozensets(st.sampled_from(PATTERNS), max_size=8),
        mode=st.sampled_from(MODES),
        distress=st.booleans(),
        good=st.booleans(),
    )


def memories(deck: Deck) -> st.SearchStrategy[Memory]:
    """What may have been shown and rated before."""
    ids = st.sampled_from([card.id for card in deck])
    return st.builds(
        Memory,
        shown=st.lists(st.lists(ids, max_size=6, unique=True), max_size=5),
        helpful=st.dictionaries(ids, st.integers(-3, 3), max_size=12),
    )


def made_for(card: Card, mode: Mode) -> Iterator[Situation]:
    """Plain situations that a card should answer: one reason, one mood and one pattern at most, none it avoids."""
    reasons = [{reason} for reason in card.when.reasons] or [set()]
    moods = sorted(set(card.when.moods or MOODS) - set(card.avoid_when))
    patterns = [{name} for name in card.when.patterns if name not in {*card.avoid_when, *UNREAD}]
    if not card.when.patterns:
        patterns = [set()]
    for reason, mood, pattern in product(reasons, moods, patterns):
        yield Situation(frozenset(reason), frozenset({mood}), frozenset(pattern), mode)


CALM = frozenset({"neutral"})
LINE = [Line("A line that is long enough to be one.")]


def situation(**changes: object) -> Situation:
    """One low mood and nothing else, but for the changes."""
    plain = {"reasons": frozenset(), "moods": frozenset({"low"}), "patterns": frozenset()}
    return Situation(**{**plain, **changes})  # type: ignore[arg-type]


def card(**changes: object) -> Card:
    """A card that fits anything, but for the changes."""
    plain = {
        "id": "A1", "article": "A", "section": "s", "kind": "reframe", "title": "t",
        "paraphrase": "A paraphrase that is long enough.", "lines": [{"text": LINE[0].text}], "topics": ["usual"],
    }  # fmt: skip
    return msgspec.convert({**plain, **changes}, Card)
