"""Numbers in words: the one place where a fact becomes text."""

import pytest

from coach.contracts import Fact
from coach.insight.wording import number, percent, with_unit


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (0.0004, "under 0.1%"),
        (0.061, "6.1%"),
        (0.06, "6%"),
        (0.0994, "9.9%"),
        (0.0996, "10%"),
        (0.777, "78%"),
        (0.994, "99%"),
        (0.9999, "over 99%"),
        (1.0, "100%"),
    ],
)
def test_percent(share: float, text: str) -> None:
    """Whole percent, one decimal under ten, and never 0% or 100% for what is neither."""
    assert percent(share) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1, "no", "one no"), (9, "no", "nine no's"), (12, "call", "twelve calls"), (1234, "attempt", "1,234 attempts")],
)
def test_counts_with_their_unit(value: int, unit: str, text: str) -> None:
    """Words up to twelve, digits above, and the right singular or plural."""
    assert with_unit(Fact("x", "x", value, unit, "today")) == text  # type: ignore[arg-type]


def test_a_share_has_no_unit_of_its_own() -> None:
    """A share reads the same with its unit and without."""
    fact = Fact("x", "x", 0.5, "share", "today", 40, 0.35, 0.65)
    assert number(fact) == with_unit(fact) == "50%"
