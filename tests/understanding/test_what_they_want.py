"""What a prospect wants to have, counted beside no's, is a step forward or nothing, and never a no."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            "38 dials, 6 picked up. 4 said no budget till january, one hung up on me, one wants the deck",
            {"count": 38, "channel": "call", "timing": 4, "unstated": 1, "progress": 1},
        ),
        ("12 calls, 3 no's, one wants the slides", {"count": 12, "channel": "call", "unstated": 3, "progress": 1}),
        ("20 calls, 4 no budget, 2 want the deck", {"count": 20, "channel": "call", "price": 4, "progress": 2}),
        ("9 emails, 2 want the pitch deck", {"count": 9, "channel": "email", "progress": 2}),
        ("10 dials, one asked me to send the deck", {"count": 10, "channel": "call", "progress": 1}),
        ("15 visits, 4 asked for the catalogue", {"count": 15, "channel": "in_person", "progress": 4}),
        ("10 calls, 2 want to know more about the price", {"count": 10, "channel": "call", "progress": 2}),
        ("25 calls, 10 no's, 3 asked for pricing", {"count": 25, "channel": "call", "unstated": 10, "progress": 3}),
        ("12 calls, 3 want a better price", {"count": 12, "channel": "call", "price": 3}),
        ("12 calls, 2 wanted to see our deck, 4 no budget", {"count": 12, "channel": "call", "price": 4}),
        (
            "16x angerufen, 5 gespräche: 2 wollen unterlagen, 1 hat schon nen anbieter, 2 keine zeit",
            {"count": 16, "channel": "call", "timing": 2, "competitor": 1, "progress": 2},
        ),
        ("15 anrufe, 3 absagen, einer will das deck", {"count": 15, "channel": "call", "unstated": 3, "progress": 1}),
        ("22 anrufe: 4 keine zeit, 1 will folien", {"count": 22, "channel": "call", "timing": 4, "progress": 1}),
        ("10 anrufe, 2 wollen einen prospekt", {"count": 10, "channel": "call", "progress": 2}),
        ("10 anrufe, 2 wollen mehr zum preis wissen", {"count": 10, "channel": "call", "progress": 2}),
        (
            "9 anrufe, einer bat um die folien, 3 kein budget",
            {"count": 9, "channel": "call", "price": 3, "progress": 1},
        ),
        ("11 anrufe, 3 wollen das konzept, 2 zu teuer", {"count": 11, "channel": "call", "price": 2}),
        ("she wants the deck", {"count": 1, "channel": "call", "progress": 1}),
        ("frau keller will die unterlagen", {"count": 1, "channel": "call", "progress": 1}),
        ("der fonds möchte das pitchdeck", {"count": 1, "channel": "call", "progress": 1}),
    ],
)
def test_what_they_want_is_no_no(text: str, draft: dict[str, Any]) -> None:
    """Whatever it is called; where it is not known, it is nothing."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("text", "noes"),
    [
        ("10 calls, 3 said the pitch was too long", {"pitch": 3}),
        ("10 calls, 4 said the deck was boring", {"pitch": 4}),
        ("10 calls, 2 call back in spring", {"timing": 2}),
        ("10 calls, 3 want a shorter pitch", {}),
        ("she wants a different deck", {}),
        ("he does not want the deck", {}),
        ("10 anrufe, 3 fanden die präsentation langweilig", {"pitch": 3}),
        ("10 anrufe, 2 wollen nix", {"unstated": 2}),
        ("10 anrufe, 2 wollen im frühjahr nochmal hören", {"timing": 2}),
        ("sie wollen die folien nicht", {}),
    ],
)
def test_what_they_do_not_want_is_no_step(text: str, noes: dict[str, int]) -> None:
    """Nor is what they complain of, or when they want to hear again."""
    found = drafted(text)
    assert "progress" not in found and noes.items() <= found.items()
