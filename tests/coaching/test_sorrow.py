"""Sorrow met through work: somebody died whom the person knew from it. No sales, no column for it, and no numbers."""

import pytest

from coach.understanding import understand
from tests.coaching.test_good_and_plain import reply_to


@pytest.mark.parametrize(
    "text",
    [
        "Seller's daughter rang, the old man died last night. he was my listing, he was lovely",
        "a client of mine passed away on sunday",
        "my colleague Tom died last week",
        "Mrs Alvarez died yesterday, we had sold her flat together",
        "funeral is friday, is it weird if i go",
        "meine Kundin ist gestern gestorben",
        "Herr Kowalski ist verstorben, die Tochter hat angerufen",
        "die Beerdigung ist am Freitag, soll ich hin?",
    ],
)
def test_a_death_is_met_as_one(text: str) -> None:
    """Words made for it, and nothing of follow-ups, small wins or reasons."""
    reply = reply_to(text)
    assert "mourned" in understand(text).patterns
    assert {piece.kind for piece in reply.pieces} <= {"validation", "action"}
    assert {card for piece in reply.pieces for card in piece.cards} <= {"A3", "C14", "B25"} and reply.pieces


@pytest.mark.parametrize(
    "text",
    [
        *("my phone died mid call", "the deal died", "the line went dead", "I sell funeral plans, 12 calls, 9 no's"),
        *("he was dead against it", "the prospect's dog died so he rescheduled", "my dad died", "mein Akku ist tot"),
        *("der Deal ist tot", "ich hab mich tot gelacht"),
    ],
)
def test_what_else_dies(text: str) -> None:
    """Phones, deals and lines; and the person's own loss has words of its own."""
    assert "mourned" not in understand(text).patterns


@pytest.mark.parametrize(
    "text",
    [
        "term sheet is in my inbox, lead is a fund in Berlin. I'm shaking",
        "the buyer has moved to Leeds, I start with the new one on Monday",
        "meine Mitgründerin überlegt auszusteigen",
    ],
)
def test_nobody_is_consoled_for_what_was_not_told(text: str) -> None:
    """A word of comfort is one for after a no: where none was told, nothing says that it was bad."""
    reply = reply_to(text)
    comfort = [piece for piece in reply.pieces if piece.kind in ("validation", "question")]
    assert not [piece for piece in comfort if piece.cards[0] in ("C14", "C2", "C1")]
