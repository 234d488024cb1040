"""Where the articles could mislead: what the coach must never say, and which card gives way to which.

The traps are those of docs/cards.md. Everything here holds for every card, so also for a card added tomorrow.
"""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.situations import situations

from coach.coaching.selection import Memory, select
from coach.coaching.situation import Situation
from prompts.cards import Card, Deck, load_deck

DECK = load_deck()
GOALS = ("A17", "A18", "B22")
SELDOM_THE_OFFER = {"A4", "A7", "A8"}
THE_OFFER = {"C4", "C11"}
PROMISES = re.compile(
    r"\b(closer|nearer|one step)\b.*\b(yes|win|deal|sale)\b|\b(sooner or later|eventually|must come|has to come|"
    r"will come|pays off in the end|guarantee\w*|certain to|bound to|yes is on|next yes|raises? (the|your) chance)",
    re.IGNORECASE,
)


def spoken(card: Card) -> Iterator[str]:
    """What of a card may be read by a person or by a model."""
    yield from (card.title, card.paraphrase, *(line.text for line in card.lines))
    if card.script:
        yield card.script


def all_spoken(deck: Deck) -> Iterator[tuple[str, str]]:
    """Every text of every card with the card's id."""
    return ((card.id, text) for card in deck for text in spoken(card))


def drawn(situation: Situation, seed: int) -> dict[str, list[str]]:
    """Ids of the cards chosen, by slot."""
    chosen = select(DECK, situation, Memory(), Random(seed))
    return {slot: [card.id for card in cards] for slot, cards in chosen.items()}


# ---------------------------------------------------------------- the lists that the page lost


def test_kinds_of_no_are_never_listed() -> None:
    """A announces generic kinds of no and lists none: no card names, counts or makes up kinds of no."""
    lists = re.compile(r"\bgeneric\b|\b(kinds?|types?|sorts?|varieties|categories) of (no|refusal|rejection)s?\b", re.I)
    assert not [(card_id, text) for card_id, text in all_spoken(DECK) if lists.search(text)]


def test_what_the_question_does_is_never_listed() -> None:
    """A says that its question does certain things, and they are lost: the card asks, and claims nothing about it."""
    effects = re.compile(r"\b(does|do|achieves?|works?) (\w+ )?(things|effects)|because it|\breframes?\b|firstly", re.I)
    for text in spoken(DECK["A21"]):
        assert not effects.search(text), text


# ---------------------------------------------------------------- the match or the offer


@settings(max_examples=600, deadline=None)
@given(situation=situations(), seed=st.integers(0, 2**32))
def test_the_data_decides_whether_it_is_the_offer(situation: Situation, seed: int) -> None:
    """With one reason far ahead nothing says it is seldom the offer; without, nothing says to look at the offer."""
    ids = {card_id for cards in drawn(situation, seed).values() for card_id in cards}
    if "one_reason_dominates" in situation.patterns:
        assert not ids & SELDOM_THE_OFFER
    else:
        assert "C4" not in ids
    assert not (ids & SELDOM_THE_OFFER and "C4" in ids)


@pytest.mark.parametrize("reason", ["price", "fit", "pitch", "not_interested"])
def test_the_offer_comes_first_when_one_reason_is_far_ahead(reason: str) -> None:
    """When one reason about the offer dominates, the explanation is more often the offer or message than all others."""
    situation = Situation(frozenset({reason}), frozenset({"low"}), frozenset({"one_reason_dominates"}))  # type: ignore[arg-type]
    found = Counter(
        card_id
        for seed in range(400)
        for card_id in drawn(situation, seed)["reframe"]
        if DECK[card_id].kind == "diagnosis"
    )
    assert sum(found[card_id] for card_id in THE_OFFER) > found.total() / 2


@pytest.mark.parametrize("mood", ["low", "self_blame", "doubt"])
def test_the_match_comes_first_when_reasons_are_spread(mood: str) -> None:
    """When no reason stands out, the thought that it is usually the match comes more often than any other reframe."""
    situation = Situation(frozenset(), frozenset({mood}), frozenset({"reasons_spread"}))  # type: ignore[arg-type]
    found = Counter(drawn(situation, seed)["reframe"][0] for seed in range(400))
    assert found.most_common(1)[0][0] == "A4"


# ---------------------------------------------------------------- no claim about odds


def test_no_card_claims_that_a_yes_gets_nearer() -> None:
    """No title, paraphrase, line or script says that refusals bring a yes nearer or that one has to come."""
    assert not [(card_id, text) for card_id, text in all_spoken(DECK) if PROMISES.search(text)]
    for text in ("Every no brings you closer to a yes.", "One step nearer to a deal.", "The next yes is on its way."):
        assert PROMISES.search(text)


# ---------------------------------------------------------------- affirmations


def test_an_affirmation_is_proved_by_the_journal() -> None:
    """B15 puts no sentence into anybody's mouth without a fact in it; its other lines send them to their journal."""
    for line in DECK["B15"].lines:
        offered = [quote for quote in re.findall(r'"(.*?)"', line.text) if "{" in quote]
        assert len(offered) == 1 if line.facts else "journal" in line.text, line.text
        assert all(name in "".join(offered) for name in line.facts)


@settings(max_examples=600, deadline=None)
@given(
    mood=st.sampled_from(["self_blame", "low", "doubt", "anxious"]), situation=situations(), seed=st.integers(0, 2**32)
)
def test_an_affirmation_comes_after_a_validation_and_only_with_data(mood: str, situation: Situation, seed: int) -> None:
    """Whoever gets B15 gets a validation first, has a journal that proves it, and is not hopeless."""
    chosen = drawn(situation, seed)
    if "B15" in chosen["action"]:
        assert chosen["validation"] and not situation.calm
        assert "few_data" not in situation.patterns
        assert "hopeless" not in situation.moods and not situation.distress


# ---------------------------------------------------------------- illustrations are no targets


def test_numbers_of_the_articles_are_nobodys_target() -> None:
    """No card says 999, 500 or 20, in figures or in words, not even in a note."""
    figures = re.compile(
        r"\b(999|500|20|1,?000|twenty|nine hundred|five hundred|thousand)\b", re.IGNORECASE
    )  # fmt: skip
    for card in DECK:
        for text in (*spoken(card), card.notes):
            assert not figures.search(text), (card.id, text)


def test_goals_start_from_the_person() -> None:
    """A card about goals takes its figure from the person: what they choose, did or could keep up."""
    own = re.compile(
        r"\byour own\b|\byou (choose|really did|would manage)\b|\{attempts:unit\}|put a number to it|counted"
    )
    for card_id in GOALS:
        for line in DECK[card_id].lines:
            assert own.search(line.text) or "your" in line.text, (card_id, line.text)
