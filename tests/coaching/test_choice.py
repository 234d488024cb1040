"""The choice of cards as a whole: each card has its moment, and none comes where its own data says no."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from support.proof import FULL
from support.situations import made_for, memories, situations

from coach.coaching.composition import choose_line
from coach.coaching.selection import MOST, SLOT_OF_KIND, Memory, Slot, fits, select
from coach.coaching.situation import Situation
from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from events.words import REASONS
from prompts.cards import MODES, MOODS, PATTERNS, Card, Deck, load_deck

SHOWN: dict[Slot, int] = {"validation": 1, "reframe": 2, "action": 2, "question": 1}
"""How many cards of a slot a reply has room for."""

SEEDS = 40
WORD_NAMES = frozenset({"reason_name", "reported_reason_name"})
DECK = load_deck()


def picked(deck: Deck, situation: Situation, memory: Memory, seed: int) -> list[Card]:
    """The cards that a reply would show."""
    chosen = select(deck, situation, memory, Random(seed))
    return [card for slot, cards in chosen.items() for card in cards[: SHOWN[slot]]]


@pytest.mark.parametrize("card", DECK, ids=lambda card: card.id)
def test_every_card_has_its_moment(card: Card) -> None:
    """In each mode that a card names, there is a plain situation in which it is really picked."""
    for mode in card.when.modes:
        assert any(
            card in picked(DECK, situation, Memory(), seed)
            for situation in made_for(card, mode)
            for seed in range(SEEDS)
        ), (card.id, mode)


@pytest.mark.parametrize("card", DECK, ids=lambda card: card.id)
def test_every_line_has_its_moment(card: Card) -> None:
    """Each line of a card is said in some situation that the card is made for, with the facts that it states."""
    for line in card.lines:
        facts = {name: Fact(name, name, 5, "no", "today") for name in line.facts - WORD_NAMES}
        sheet = FactSheet(facts, dict.fromkeys(WORD_NAMES, "price"), Numbers({}, {}, {}), Numbers({}, {}, {}))
        assert any(
            choose_line(card, there, sheet, set(), set(), Random(seed)) is line
            for situation in made_for(card, card.when.modes[0])
            for patterns in [situation.patterns | {name} for name in line.patterns] or [situation.patterns]
            for there in [replace(situation, patterns=patterns, topics=line.topics)]
            if fits(card, there)
            for seed in range(SEEDS)
        ), line.text


def test_no_card_is_all_a_reply_ever_says() -> None:
    """Over varied replies with memory every card comes up, and none comes up in more than a third of them."""
    random = Random(7)
    counts = dict.fromkeys((card.id for card in DECK), 0)
    shown: list[list[str]] = []
    rounds = 6000
    for seed in range(rounds):
        situation = Situation(
            reasons=frozenset(random.sample(REASONS, seed % 2)),
            moods=frozenset(random.sample(MOODS, 1)),
            patterns=frozenset(random.sample(PATTERNS, random.randint(0, 4))),
        )
        ids = [card.id for card in picked(DECK, situation, Memory(shown=shown), seed)]
        shown = [ids, *shown[:3]]
        for card_id in ids:
            counts[card_id] += 1
    rare = {card.id for card in DECK if "chat" in card.when.modes and not counts[card.id]}
    assert not rare
    assert max(counts.values()) < rounds / 3


@settings(max_examples=3000 if FULL else 1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(situation=situations(), memory=memories(DECK), seed=st.integers(0, 2**32))
def test_no_card_comes_where_it_must_not(situation: Situation, memory: Memory, seed: int) -> None:
    """Whatever the situation, memory and chance: what a card avoids excludes it, and what restricts it holds."""
    held = {*situation.moods, *situation.patterns, situation.mode, *(["distress"] if situation.distress else [])}
    for slot, cards in select(DECK, situation, memory, Random(seed)).items():
        assert len(cards) <= MOST[slot]
        for card in cards:
            assert SLOT_OF_KIND[card.kind] == slot
            assert not held.intersection(card.avoid_when), card.id
            assert situation.mode in card.when.modes, card.id
            for wanted, there in (
                (card.when.reasons, situation.reasons),
                (card.when.moods, situation.moods),
                (card.when.patterns, situation.patterns),
            ):
                assert not wanted or there.intersection(wanted), card.id


@settings(max_examples=1500 if FULL else 500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(situation=situations(), seed=st.integers(0, 2**32))
def test_chat_always_finds_something_to_see_and_to_do(situation: Situation, seed: int) -> None:
    """However odd the mixture, a chat reply has an action, and a reframe unless it is about the person's own company,
    of which no article speaks; a heavy one has a validation as well."""
    if situation.mode != "chat":
        return
    chosen = select(DECK, situation, Memory(), Random(seed))
    assert chosen["action"] and (chosen["reframe"] or "workplace" in situation.patterns)
    assert chosen["validation"] or situation.calm


def test_modes_are_all_served() -> None:
    """Each mode has cards made for it."""
    for mode in MODES:
        assert sum(mode in card.when.modes for card in DECK) >= 5, mode
