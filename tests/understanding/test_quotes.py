"""Reasons: what a prospect's words say, on quotes that were written before the words that read them.

`quotes.jsonl` holds four sets by their age; the last was written when everything else was done. None of its
lines is among the examples that the program learns from.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding import outcome_hint, read_quote, reason_in
from coach.understanding.phrases import load
from events.words import REASONS

LINES = Path(__file__).with_name("quotes.jsonl").read_text("utf-8").splitlines()
QUOTES = [json.loads(line) for line in LINES]


def macro_f1(rows: list[dict[str, Any]]) -> float:
    """The mean over reasons (with "none" as one of them) of each reason's F1."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for row in rows:
        reason, wanted = read_quote(row["text"]).reason or "none", row["reason"] or "none"
        said[reason] += 1
        meant[wanted] += 1
        right[wanted] += reason == wanted
    return sum(2 * right[reason] / (said[reason] + meant[reason]) for reason in meant) / len(meant)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def test_no_held_out_quote_is_an_example() -> None:
    """A quote that the program was taught would measure memory."""
    taught = {_letters(text) for texts in load("examples", dict[str, list[str]]).values() for text in texts}
    assert not [row["text"] for row in QUOTES if _letters(row["text"]) in taught]


def test_reasons_of_held_out_quotes() -> None:
    """Literal, figurative, polite, sarcastic and misspelt no's are read well enough to count them."""
    assert macro_f1(QUOTES) >= 0.9
    assert macro_f1([row for row in QUOTES if row["set"] == 4]) >= 0.8


def test_hard_noes_are_found() -> None:
    """A final no is the one that must not be missed; a soft one is seldom taken for it."""
    hard = [read_quote(row["text"]).outcome == "hard_no" for row in QUOTES if row["outcome"] == "hard_no"]
    soft = [read_quote(row["text"]).outcome == "hard_no" for row in QUOTES if row["outcome"] != "hard_no"]
    assert sum(hard) / len(hard) >= 0.97
    assert sum(soft) / len(soft) <= 0.01


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("too expensve for us", "price"),
        ("we have no buget", "price"),
        ("maybe next quarter", "timing"),
        ("let me think about it", "hesitation"),
        ("I need to ask my boss", "authority"),
        ("we already have a provider", "competitor"),
        ("it's not the right fit", "fit"),
        ("not intrested, sorry", "not_interested"),
        ("I didn't understand what you are selling", "pitch"),
        ("they said no", "unstated"),
        ("They love it and want to start in June.", None),
        ("What should I do tomorrow?", None),
    ],
)
def test_reason_in(text: str, reason: str | None) -> None:
    """The plain ways to say no, with typing mistakes; no reason where nobody said no."""
    assert reason_in(text) == reason


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("She signed today", "won"),
        ("booked a demo for Tuesday", "progress"),
        ("went to voicemail", "no_answer"),
        ("wrong number", "unreachable"),
        ("Do not contact us again", "hard_no"),
        ("too expensive", "soft_no"),
        ("Good morning", None),
    ],
)
def test_outcome_hint(text: str, outcome: str | None) -> None:
    """Each outcome has words of its own, and small talk has none."""
    assert outcome_hint(text) == outcome


def test_second_reason_is_another_one() -> None:
    """The next best reason never repeats the best, and is never `unstated`."""
    for row in QUOTES:
        reading = read_quote(row["text"])
        assert reading.second is None or reading.second not in {reading.reason, "unstated"}
        assert (reading.reason is None) == (reading.outcome not in {"soft_no", "hard_no"})


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Whatever is typed gives a reading from the closed vocabulary, with a confidence between 0 and 1."""
    reading = read_quote(text)
    assert reading.reason is None or reading.reason in REASONS
    assert 0 <= reading.confidence <= 1
