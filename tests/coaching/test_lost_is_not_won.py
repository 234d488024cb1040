"""A loss that is told without a no is none that is celebrated, and what somebody said then is no report of today."""

import pytest

from coach.understanding import understand
from tests.coaching.test_second_turns import talk


@pytest.mark.parametrize(
    "text",
    [
        "The Mercer account is signing with somebody else, six weeks of mails for that",
        "she just told me she signs with a competitor on friday. closed the shop early",
        "Die Praxis zahlt jetzt doch bloß ein Drittel, und das nach vier Entwürfen",
        "Frau Hoffmann hat mich vertröstet",
        "Bin heute schon wieder vertröstet worden",
        "they moved the demo again, third time now",
    ],
)
def test_a_loss_is_not_celebrated(text: str) -> None:
    (reply,) = talk(text)
    assert reply.situation is not None and not reply.situation.good
    assert not any("A23" in piece.cards for piece in reply.pieces)


@pytest.mark.parametrize(
    "text", ["she is signing with someone else", "the flat on Elm went with another agency, he signs with them monday"]
)
def test_who_signs_elsewhere_is_a_no(text: str) -> None:
    assert understand(text).reason == "competitor"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Sie überweisen nur die Hälfte, alles andere später", "low_offer"),
        ("they will only pay half of it", "low_offer"),
        ("die Hälfte der Liste ist geschafft", None),
        ("half of the list is done", None),
    ],
)
def test_half_of_the_price(text: str, heard: str | None) -> None:
    assert understand(text).asked.heard == heard


@pytest.mark.parametrize(
    "text", ["Soll ich die Preise erhöhen?", "Kann ich mehr verlangen?", "Should I raise my rate?"]
)
def test_a_higher_price_is_no_discount(text: str) -> None:
    assert understand(text).asked.act != "price_drop"


def test_who_asks_whether_somebody_is_worth_it_gets_a_yes_or_no() -> None:
    assert understand("the bakery said autumn, is that even worth it").asked.act == "still_open"
    assert understand("was it worth it?").asked.act != "still_open"
