"""Coverage: everything the three articles hold is on a card, section by section, in our own words.

`tests/data/article_sections.json` lists what each section holds, made by reading the articles line by line, with the
cards that carry it. The articles themselves are not in this repository.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec
import pytest
from msgspec import Struct

from prompts.cards import Deck, Kind, load_deck

Holding = Literal["idea", "technique", "question", "exercise", "cause", "objection", "gap", "trap"]

SECTIONS: Final = Path(__file__).parents[1] / "data" / "article_sections.json"
DOINGS: Final[set[Kind]] = {"technique", "exercise", "script", "objection", "selfcare"}
CARRIERS: Final[dict[Holding, set[Kind]]] = {
    "technique": {*DOINGS, "reframe"},  # "tell yourself ..." is said as a thought
    "question": {"question", "script"},
    "exercise": DOINGS,
    "cause": {"diagnosis", "reframe"},
    "objection": {"objection"},
}


class Held(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a section holds, and the cards that carry it."""

    kind: Holding
    what: str
    cards: list[str]


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A section of an article, under our own name for it."""

    article: Literal["A", "B", "C"]
    section: str
    holds: list[Held]


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The deck as shipped."""
    return load_deck()


@pytest.fixture(scope="module")
def sections() -> list[Section]:
    """What the articles hold."""
    return msgspec.json.decode(SECTIONS.read_bytes(), type=list[Section])


def test_every_section_is_listed_in_order(deck: Deck, sections: list[Section]) -> None:
    """The list names each section of each article once, in the order of the articles."""
    for article in deck.articles.values():
        assert [entry.section for entry in sections if entry.article == article.id] == article.sections
    assert len(sections) == sum(len(article.sections) for article in deck.articles.values())


def test_all_that_a_section_holds_is_on_a_card_of_it(deck: Deck, sections: list[Section]) -> None:
    """Each thing held has a card, which exists and says that it comes from this section of this article."""
    for entry in sections:
        assert entry.holds, entry.section
        for held in entry.holds:
            assert held.cards, held.what
            for card_id in held.cards:
                assert card_id in deck, held.what
                assert (deck[card_id].article, deck[card_id].section) == (entry.article, entry.section), held.what


def test_every_card_carries_something_of_its_section(deck: Deck, sections: list[Section]) -> None:
    """No card stands for nothing in the articles."""
    carried = {card_id for entry in sections for held in entry.holds for card_id in held.cards}
    assert carried == {card.id for card in deck}


def test_things_are_carried_by_cards_of_a_fitting_kind(deck: Deck, sections: list[Section]) -> None:
    """A question is on a card that asks, an exercise on one that says what to do, a cause on one that explains."""
    for entry in sections:
        for held in entry.holds:
            if held.kind in CARRIERS:
                assert {deck[card_id].kind for card_id in held.cards} <= CARRIERS[held.kind], held.what


def test_gaps_and_traps_are_noted_on_their_cards(deck: Deck, sections: list[Section]) -> None:
    """What the page lost is marked as missing, and what could mislead about odds says so."""
    word = {"gap": "missing", "trap": "odds"}
    noted = [held for entry in sections for held in entry.holds if held.kind in word]
    assert {held.kind for held in noted} == set(word)
    for held in noted:
        assert all(word[held.kind] in deck[card_id].notes for card_id in held.cards), held.what
