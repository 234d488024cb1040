"""Names are masked whole, and names on record are seen where they are words as well."""

import pytest

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, redact


def left(text: str, contact: str = "") -> str:
    return redact(text, Records.of_one(KnownInput(contact=contact)), Placeholders()).text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Eine Nachricht an Herrn von Hallberg, sehr förmlich.", "Eine Nachricht an Herrn [PERSON_1], sehr förmlich."),
        ("Termin mit Frau van Dalen am Montag", "Termin mit Frau [PERSON_1] am Montag"),
        ("why we cost twice what Quillmark CRM costs", "why we cost twice what [COMPANY_1] costs"),
        ("we got the call from St. Orlan's Hospital!! Now what", "we got the call from [COMPANY_1]!! Now what"),
        ("tried your tip on steph at the front desk", "tried your tip on [PERSON_1] at the front desk"),
        (
            "Am Empfang sitzt Frau Sommer. Was sage ich da am besten?",
            "Am Empfang sitzt Frau [PERSON_1]. Was sage ich da am besten?",
        ),
        ("our CRM and the new ERP are slow", "our CRM and the new ERP are slow"),
    ],
)
def test_what_belongs_to_a_name_goes_with_it(text: str, masked: str) -> None:
    """Particles behind a title, what a house or a product is, and short forms of first names."""
    assert left(text) == masked


@pytest.mark.parametrize(
    ("contact", "text", "masked"),
    [
        ("Mercy Okoye", "Mercy sends her regards. Have mercy.", "[PERSON_1] sends her regards. Have mercy."),
        ("Rose Tanaka", "Rose at the desk said no. Prices rose.", "[PERSON_1] at the desk said no. Prices rose."),
        ("Ali Stone", "stone not interested, happy as it is", "[PERSON_1] not interested, happy as it is"),
        ("Timo Rautio", "timo r showed me the sheet", "[PERSON_1] showed me the sheet"),
        ("Sunny Brar", "sunny b's dad decides", "[PERSON_1]'s dad decides"),
        ("Hope Diaz", "Hope this helps. I hope so.", "Hope this helps. I hope so."),
        ("Mark Rask", "we mark it as done", "we mark it as done"),
    ],
)
def test_a_known_name_that_is_a_word_is_told_by_what_it_does(contact: str, text: str, masked: str) -> None:
    """At the start of a sentence before what people do, before their place, and with the initial of the last name."""
    assert left(text, contact) == masked
