"""What companies and people on record are called, beside the name that stands there."""

import pytest

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, redact


@pytest.mark.parametrize(
    ("contact", "company", "text", "left"),
    [
        ("", "Brook & Nephews Roofing", "brook and nephews: no budget", "[COMPANY_1]: no budget"),
        ("", "Kessel und Sohn Bau", "Kessel + Sohn will warten", "[COMPANY_1] will warten"),
        ("", "KR Fittings Pvt Ltd", "K R Fittings cancelled", "[COMPANY_1] cancelled"),
        ("", "K R Fittings Pvt Ltd", "KR fittings cancelled", "[COMPANY_1] cancelled"),
        ("", "Umala Print Co.", "two staff at umala print co. now", "two staff at [COMPANY_1]. now"),
        ("Sanne van der Linden", "", "sanne vd linden said no", "[PERSON_1] said no"),
        ("Sanne van der Linden", "", "cannot beat v.d. linden's rate", "cannot beat [PERSON_1]'s rate"),
    ],
)
def test_a_name_may_be_shortened_or_joined(contact: str, company: str, text: str, left: str) -> None:
    """By an "and", in letters together or apart, with its "Co.", and with "vd" for "van der"."""
    records = Records.of_one(KnownInput(contact=contact, company=company))
    assert redact(text, records, Placeholders()).text == left


def test_letters_of_a_name_are_no_name() -> None:
    """Only beside another word of the name do short forms of its particles mean anybody."""
    records = Records.of_one(KnownInput(contact="Jan van den Berg", company="KR Fittings"))
    text = "the v and d were odd, and so was k or r"
    assert redact(text, records, Placeholders()).text == text


def test_an_address_with_a_path_is_one_whatever_its_country() -> None:
    """Two letters and a path are enough; "and/or" is none."""
    assert redact("a banner on linktr.ee/plumstone now", Records(), Placeholders()).text == "a banner on [URL_1] now"
    assert redact("call and/or mail, e.g/this", Records(), Placeholders()).text == "call and/or mail, e.g/this"
