"""Numbers: counts are read in digits and words; what is no count is set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding import counts_in


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("12 calls, 9 no's", [12, 9]),
        ("1,200 emails", [1200]),
        ("twelve, a dozen and half a dozen", [12, 12, 6]),
        ("two dozen dials", [24]),
        ("twenty-five calls", [25]),
        ("a couple of no's", [2]),
        ("a hundred and twenty emails", [120]),
        ("two hundred and five", [205]),
        ("no replies, zero wins", [0, 0]),
        ("20 no answers", [20]),
        ("rejected 9x today", [9]),
        ("9/12 said no", [9, 12]),
        ("about 30ish calls", [30]),
        ("this week 40 calls", [40]),
        ("one yes", [1]),
        ("after 20 calls", [20]),
    ],
)
def test_counts(text: str, counts: list[int]) -> None:
    """A count is read as it is written: digits, words, dozens, "no" before what can be counted."""
    assert counts_in(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "in 2024",
        "at 10:30",
        "until 6",
        "at 9 am",
        "for €500",
        "$3k",
        "2,000 euros",
        "5%",
        "20 percent",
        "+49 171 5550123",
        "555-0199",
        "12/03",
        "March 12",
        "3 March",
        "the 12th",
        "Q4",
        "24/7",
        "two hours",
        "for 3 weeks",
        "page 4",
        "day 3",
        "10-15 calls",
        "2.5 times",
        "no one",
        "this one",
        "dozens of calls",
        "B2B",
    ],
)
def test_no_counts(text: str) -> None:
    """Years, times, money, shares, phone numbers, dates, ordinals, durations and ranges count nothing."""
    assert counts_in(text) == []


@given(st.text(max_size=400))
def test_counts_are_never_negative(text: str) -> None:
    """Whatever is typed, a count is a whole number from nought."""
    assert all(count >= 0 for count in counts_in(text))


@given(st.integers(min_value=0, max_value=1899))
def test_digits_are_read_back(number: int) -> None:
    """A number with or without its comma is the same count."""
    assert counts_in(f"{number} calls") == counts_in(f"{number:,} calls") == [number]
