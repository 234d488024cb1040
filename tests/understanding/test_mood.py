"""Mood: the person's own feelings, as said, and not what they deny or see in others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding import moods_in
from prompts.cards import MOODS


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("I feel useless.", ["low", "self_blame"]),
        ("I give up, I'm worthless, everyone says no to me.", ["low", "self_blame", "hopeless"]),
        ("I'm furious at this buyer", ["angry"]),
        ("Prospects are idiots", ["angry"]),
        ("exhausted but proud", ["tired", "hopeful"]),
        ("Never been so tired", ["tired"]),
        ("I'm scared of calling", ["anxious"]),
        ("I can't pick up the phone anymore", ["anxious"]),
        ("stuck, same objection every time", ["stuck"]),
        ("I feel numb", ["flat"]),
        ("so lonely working from home", ["lonely"]),
        ("good day today, closed a deal", ["hopeful"]),
        ("Why do I take it so personally?", ["hurt"]),
        ("maybe sales isn't for me", ["doubt"]),
        ("what can I learn from this?", ["curious"]),
        ("I am not angry, just sad", ["low"]),
        ("not bad, actually a good week", ["hopeful"]),
        ("im exausted", ["tired"]),
    ],
)
def test_moods(text: str, moods: list[str]) -> None:
    """What the person says they feel, in the cards' words."""
    assert moods_in(text) == moods


@pytest.mark.parametrize(
    "text",
    [
        "I'm not tired",
        "I don't feel useless today",
        "The client was furious",
        "He was nice but said no",
        "12 calls, 9 no's",
        "My pipeline is dying and I need to kill this deal.",
        "hello",
        "",
    ],
)
def test_no_mood(text: str) -> None:
    """A denied feeling, somebody else's feeling and sales talk are no mood."""
    assert moods_in(text) == []


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Whatever is typed gives moods that the cards know, each once, in their order."""
    moods = moods_in(text)
    assert moods == [mood for mood in MOODS if mood in moods]
