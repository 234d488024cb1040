"""Firms whose names are words, told by their trade, their article, their number or their saint."""

import pytest

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, redact


def masked(text: str, contact: str = "", company: str = "") -> list[str]:
    """What is masked, in order."""
    found = redact(text, Records.of_one(KnownInput(contact, company)), Placeholders())
    return [text[span.start : span.end] for span in found.spans]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("met him at The Copper Owl today", "The Copper Owl"),
        ("no answer from mercer paints, third try", "mercer paints"),
        ("finch daughters ghosted me", "finch daughters"),
        ("call with ridgeway roofing did not go well", "ridgeway roofing"),
        ("the team at bright start cleaning said no", "bright start cleaning"),
        ("nobody at Dock 9 answers", "Dock 9"),
        ("St Oswin's Primary wants a discount", "St Oswin's Primary"),
        ("War bei Morgenrot Pflege zu Besuch", "Morgenrot Pflege"),
        ("Absage von Gasthof Mühle", "Gasthof Mühle"),
        ("Malermeister Igel will nicht", "Malermeister Igel"),
        ("Visité la Clínica Santa Elvira ayer", "Clínica Santa Elvira"),
    ],
)
def test_firms_that_are_words(text: str, firm: str) -> None:
    """With their article, their trade, their number, or their saint."""
    assert any(firm in found for found in masked(text))


@pytest.mark.parametrize(
    ("text", "company", "firm"),
    [
        ("mercer brothers ghosted me", "Mercer Bros. Building", "mercer brothers"),
        ("nobody at Quay 4 cares", "Quay Four Cargo", "Quay 4"),
        ("an order from St. Oswin's Hospice!", "St Oswins Hospice", "St. Oswin's Hospice"),
        ("die Dame bei Morgenrot Pflege", "Morgenrot Pflegedienste", "Morgenrot Pflege"),
    ],
)
def test_firms_on_record_by_other_words(text: str, company: str, firm: str) -> None:
    """What else a known firm is called goes with it."""
    assert masked(text, company=company) == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "we need a fresh start with cleaning up the pipeline",
        "the paints and the tools are in the van",
        "my brothers ghosted me too",
        "see page 3 and unit tests",
        "the dental market is hard",
        "das Hotel war schön, die Pflege auch",
    ],
)
def test_trades_of_nobody(text: str) -> None:
    """The same words where no firm is meant."""
    assert masked(text) == []
