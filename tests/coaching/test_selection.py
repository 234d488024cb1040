"""Selection: situation and mode, minus what a card avoids, with memory and ratings."""

from random import Random

import pytest

from coach.coaching.selection import MOST, SLOT_OF_KIND, Memory, fits, select
from coach.coaching.situation import Situation
from prompts.cards import MOODS, PATTERNS, Article, Card, Deck, Line, load_deck

LINE = [Line("A line that is long enough to be one.")]


def situation(**changes: object) -> Situation:
    plain = {"reasons": frozenset(), "moods": frozenset({"low"}), "patterns": frozenset()}
    return Situation(**{**plain, **changes})  # type: ignore[arg-type]


def card(**changes: object) -> Card:
    import msgspec

    plain = {
        "id": "A1", "article": "A", "section": "s", "kind": "reframe", "title": "t",
        "paraphrase": "A paraphrase that is long enough.", "lines": [{"text": LINE[0].text}], "topics": ["usual"],
    }  # fmt: skip
    return msgspec.convert({**plain, **changes}, Card)


@pytest.mark.parametrize(
    ("when", "where", "expected"),
    [
        ({}, {}, True),
        ({"moods": ["low"]}, {}, True),
        ({"moods": ["angry"]}, {}, False),
        ({"reasons": ["price"]}, {}, False),
        ({"reasons": ["price", "fit"]}, {"reasons": frozenset({"fit"})}, True),
        ({"patterns": ["run"], "moods": ["low"]}, {"patterns": frozenset({"run"})}, True),
        ({"patterns": ["run"], "moods": ["angry"]}, {"patterns": frozenset({"run"})}, False),
        ({"modes": ["plan"]}, {}, False),
    ],
)
def test_every_restriction_must_hold(when: dict[str, list[str]], where: dict[str, object], expected: bool) -> None:
    """A list that restricts needs one member present; an empty list does not restrict."""
    assert fits(card(when=when), situation(**where)) is expected


@pytest.mark.parametrize(
    ("avoid", "where"),
    [
        ("hard_no", {"patterns": frozenset({"hard_no"})}),
        ("low", {}),
        ("distress", {"distress": True}),
    ],
)
def test_what_a_card_avoids_excludes_it(avoid: str, where: dict[str, object]) -> None:
    """A pattern, a mood or distress that a card avoids excludes it, whatever else fits."""
    assert fits(card(), situation(**where))
    assert not fits(card(avoid_when=[avoid]), situation(**where))


def test_no_card_that_proposes_contact_after_a_hard_no() -> None:
    """In the real deck, nothing chosen for a final no asks, follows up or keeps in touch with that prospect."""
    for seed in range(200):
        random = Random(seed)
        where = situation(
            reasons=frozenset(random.sample(["price", "timing", "fit", "not_interested", "hesitation"], 2)),
            moods=frozenset(random.sample(MOODS, 2)),
            patterns=frozenset({"hard_no", *random.sample(PATTERNS, 3)}),
        )
        chosen = select(load_deck(), where, Memory(), random)
        forbidden = {"A10", "A11", "A20", "A21", "B11", "B19", "B27", "B28", "B29", "B30", "C5"}
        assert not forbidden & {found.id for cards in chosen.values() for found in cards}


def test_slots_hold_no_more_than_they_may() -> None:
    """One validation, at most two reframes and two actions, at most one question."""
    for seed in range(100):
        random = Random(seed)
        where = situation(moods=frozenset(random.sample(MOODS, 3)), patterns=frozenset(random.sample(PATTERNS, 6)))
        chosen = select(load_deck(), where, Memory(), random)
        for slot, cards in chosen.items():
            assert len(cards) <= MOST[slot]
            assert all(SLOT_OF_KIND[found.kind] == slot for found in cards)


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_gets_a_whole_reply(mood: str) -> None:
    """Whatever the mood and with nothing else known, there is something to validate, to see and to do."""
    chosen = select(load_deck(), situation(moods=frozenset({mood})), Memory(), Random(1))
    assert chosen["validation"] and chosen["reframe"] and chosen["action"]


def _three() -> Deck:
    cards = [card(id=f"A{number}", section=f"s{number}") for number in (1, 2, 3)]
    return Deck([Article("A", "t", "a", ["s1", "s2", "s3"], cards)])


def test_what_was_shown_lately_comes_later() -> None:
    """Cards of the last reply give way to others that fit as well."""
    for seed in range(50):
        memory = Memory(shown=[["A1"]])
        assert "A1" not in {c.id for c in select(_three(), situation(), memory, Random(seed))["reframe"]}


def test_ratings_change_what_is_chosen() -> None:
    """A card that helped comes first; one that did not comes last."""
    for seed in range(50):
        chosen = select(_three(), situation(), Memory(helpful={"A2": 1, "A3": -1}), Random(seed))["reframe"]
        assert chosen[0].id == "A2"
        assert "A3" not in {found.id for found in chosen}


def test_every_card_can_be_reached() -> None:
    """Each card for chat fits some situation that does not hold what it avoids."""
    for found in load_deck():
        if "chat" not in found.when.modes:
            continue
        where = situation(
            reasons=frozenset(found.when.reasons),
            moods=frozenset(set(found.when.moods) - set(found.avoid_when)),
            patterns=frozenset(set(found.when.patterns) - set(found.avoid_when)),
        )
        assert fits(found, where), found.id
