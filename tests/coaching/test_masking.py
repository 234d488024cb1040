"""Masking a pitch: what leaves has marks, and each mark comes back as the very words that stood there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.revising import BETTER, MASKED, PITCH, SHOWN

from coach.coaching.masking import mask
from coach.contracts import Prospect
from coach.privacy import Placeholders, Records, redact

MARIA = Prospect("01a1ff86-84c0-7d4e-8f10-5a0b9c3d2e1f", "Maria Lopez", "Acme GmbH", "", "", "", "", "", [])


def test_names_and_sums_have_marks_and_come_back() -> None:
    """The second mention is again the first name alone; the sum is the sum, not its size."""
    found = mask(PITCH, redact(PITCH, Records([MARIA]), Placeholders()).spans)
    assert found.text == MASKED
    assert found.restored(MASKED) == PITCH
    assert found.restored(BETTER) == SHOWN


@pytest.mark.parametrize("field", ["[First name]", "{{company}}", "<name>", "[PERSON_7]", "[SUM_1] and $49"])
def test_fields_of_the_persons_own_stay_what_they_are(field: str) -> None:
    """Also those that look like our marks."""
    text = f"Hello {field}, we save you a day."
    found = mask(text, redact(text, Records([MARIA]), Placeholders()).spans)
    assert found.restored(found.text) == text
    assert len({mark for mark, _ in found.marks}) == len(found.marks)


def test_two_sums_are_never_mixed_up() -> None:
    """Sums of one size have marks of their own, so a model may change their order."""
    text = "Basic is $49 a month. Team is $52 a month."
    found = mask(text, redact(text, Records([]), Placeholders()).spans)
    first, second = (mark for mark, _ in found.marks)
    assert (
        found.restored(f"Team is {second} a month. Basic is {first} a month.")
        == "Team is $52 a month. Basic is $49 a month."
    )


@given(st.lists(st.sampled_from(["Maria", "maria lopez", "Acme", "$49", "PERSON_1", "we", "[x]", ". ", " "])))
def test_what_was_masked_comes_back(words: list[str]) -> None:
    """Whatever stands in a pitch."""
    text = " ".join(words)
    found = mask(text, redact(text, Records([MARIA]), Placeholders()).spans)
    assert found.restored(found.text) == text
    assert "maria" not in found.text.casefold()
