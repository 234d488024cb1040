"""Denials: what is a no to the question of the gate, and what is more than that."""

import pytest

from coach.safety import assess, denies


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No.", "NO!!", "no, nothing like that", "nah", "God no", "Nein, keine Sorge.", "nee, alles gut"),
        *("Non, pas du tout", "não", "No, figurati!", "nee hoor"),
    ],
)
def test_a_no_is_one_in_seven_languages(text: str) -> None:
    assert denies(text)
    assert assess(text).level < 2


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "yes", "no, but I would not mind if it ended", "no idea", "no answer again", "not today", "no more"),
        *("nein, aber manchmal schon", "never again", "I don't know", "12 calls, 9 no's"),
    ],
)
def test_whoever_says_more_has_not_denied_it(text: str) -> None:
    assert not denies(text)
