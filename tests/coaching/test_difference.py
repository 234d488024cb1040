"""Differences: nothing of either text is lost, and they read like what a person would mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.coaching.difference import difference
from coach.contracts import Change

WORDS = st.lists(st.sampled_from(["we", "save", "you", "a", "day", " ", "  ", "\n", ".", ",", "don't", "é", "[P_1]"]))


def joined(changes: list[Change], *ops: str) -> str:
    return "".join(change.text for change in changes if change.op in ops)


@given(st.text() | WORDS.map("".join), st.text() | WORDS.map("".join))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    """To the last space, whatever the texts; and no stretch is empty."""
    changes = difference(before, after)
    assert joined(changes, "keep", "remove") == before
    assert joined(changes, "keep", "add") == after
    assert all(change.text for change in changes)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_between_two_kept_stretches_each_change_stands_once(before: str, after: str) -> None:
    """First what goes, then what comes, and never twice in a row."""
    ops = "".join(change.op[0] for change in difference(before, after))
    assert "rr" not in ops and "aa" not in ops and "kk" not in ops and "ar" not in ops


@pytest.mark.parametrize(
    ("before", "after", "ops"),
    [
        ("We save you a day.", "We save you a day.", ["We save you a day."]),
        ("We save a day.", "We save a whole day.", ["We save a", "+ whole", " day."]),
        ("one two three", "four five three", ["-one two", "+four five", " three"]),
        ("", "New.", ["+New."]),
        ("Old.", "", ["-Old."]),
        ("don't", "don’t", ["-don't", "+don’t"]),
    ],
)
def test_words_are_whole(before: str, after: str, ops: list[str]) -> None:
    """A word changes as one, and words side by side change together."""
    signs = {"keep": "", "remove": "-", "add": "+"}
    assert [signs[change.op] + change.text for change in difference(before, after)] == ops
