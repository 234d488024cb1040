"""Hostile and broken input: the gate answers everything, and disguises change nothing."""

import random

import pytest

from coach.safety import assess

DISGUISED = [
    "I WANT TO DIE",
    "i w4nt t0 d1e",
    "i want to d\u200bie",
    "\u202ei want to die\u202c",
    "i want to die \U0001f480\U0001f480",
    "\U0001f62d i want to die \U0001f62d",
    "i  want\tto\ndie",
    "ｉ ｗａｎｔ ｔｏ ｄｉｅ",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_a_disguise_changes_nothing(text: str) -> None:
    """Capitals, digits, invisible characters, another direction, emoji, wide letters."""
    assert assess(text).level == 3


def test_garbage_is_answered() -> None:
    """Random bytes, control characters and lone surrogates bring no error and no alarm."""
    rng = random.Random(5)
    for _ in range(50):
        assert assess(rng.randbytes(300).decode("utf-8", "replace")).level == 0
    assert assess("\ud800\x00\x1b[31m").level == 0


def test_a_line_of_a_megabyte_is_read_to_its_end() -> None:
    """Risk at the end of a very long text is heard."""
    assert assess("the client said no again and again. " * 28_000 + "I want to die.").level == 3
