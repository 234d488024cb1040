"""Counts in a row: short notes of a day, with or without commas, signs and whole words."""

from typing import Any

import pytest

from coach.understanding import understand
from tests.understanding.test_reports import drafted

ROW = {"unstated": 27, "won": 2}


@pytest.mark.parametrize(
    "text",
    [
        "27 no 2 yes",
        "27 no + 2 yes",
        "27 no / 2 yes",
        "27 no | 2 yes",
        "27 no > 2 yes",
        "27 no – 2 yes",
        "27 no & 2 yes",
        "27no 2yes",
        "27x no 2x yes",
        "27 n / 2 y",
        "no 27 yes 2",
        "no: 27 yes: 2",
        "27 rejected 2 signed",
        "twenty seven no two yes",
        "27 nein 2 ja",
        "27 nein + 2 ja",
        "27x nein 2x ja",
        "27mal nein 2mal ja",
        "nein 27 ja 2",
        "27 Absagen / 2 Zusagen",
        "siebenundzwanzig nein zwei ja",
    ],
)
def test_a_yes_behind_a_no_counts(text: str) -> None:
    """However the two are set apart, both are in the draft."""
    assert drafted(text) == {"count": 29, "channel": "call"} | ROW


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("41 doors, 29 opened, 27 no 2 yes", {"count": 41, "channel": "in_person"} | ROW),
        ("41 doors 12 nobody home 27 no 2 yes", {"count": 41, "channel": "in_person", "no_answer": 12} | ROW),
        ("30 calls = 5 no answer + 20 no + 1 yes", {"count": 30, "no_answer": 5, "unstated": 20, "won": 1}),
        ("40 dials 31 vm 8 ni 1 appt", {"count": 40, "no_answer": 31, "not_interested": 8, "progress": 1}),
        ("50 emails 3 replies 2 no 1 yes", {"count": 50, "channel": "email", "unstated": 2, "won": 1}),
        ("30 dials = 30 voicemails", {"count": 30, "no_answer": 30}),
        ("3 no's + a yes", {"count": 4, "unstated": 3, "won": 1}),
        ("20 no's, 1 demo", {"count": 21, "channel": "call", "unstated": 20, "progress": 1}),
        ("41 Türen 12 keiner da 27 nein 2 ja", {"count": 41, "channel": "in_person", "no_answer": 12} | ROW),
        ("40 Anrufe = 31 Mailbox + 6 nein + 1 Termin", {"count": 40, "no_answer": 31, "unstated": 6, "progress": 1}),
        ("40 Anrufe / 31 Mailbox / 6 nein / 1 ja", {"count": 40, "no_answer": 31, "unstated": 6, "won": 1}),
        ("30 Anrufe = 30 mal Mailbox", {"count": 30, "no_answer": 30}),
        ("3 nein + ein ja", {"count": 4, "unstated": 3, "won": 1}),
        ("5 Absagen, 1 Termin", {"count": 6, "channel": "call", "unstated": 5, "progress": 1}),
    ],
)
def test_every_count_of_a_row_counts(text: str, draft: dict[str, Any]) -> None:
    """Tries, who was not there, no's, steps and yeses stand in one draft."""
    assert draft.items() <= drafted(text).items()


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("my number is +49 170 1234567, call me", {}),
        ("ruf mich an +49 170 1234567", {}),
        ("3 + 4 = 7", {}),
        ("12 calls 9 no's 4 price 2 timing", {"count": 12, "unstated": 3, "price": 4, "timing": 2, "channel": "call"}),
        ("9 nein 4 davon Preis 2 aufgelegt", {"count": 9, "unstated": 5, "price": 4, "channel": "call"}),
        ("10 calls = 1 yes is what my boss says", {"count": 10, "channel": "call"}),
        ("3 demos, 2 said no", {"count": 3, "unstated": 2, "channel": "meeting"}),
        ("2 Termine 1 nein", {"count": 2, "unstated": 1, "channel": "meeting"}),
    ],
)
def test_not_every_number_begins_another_count(text: str, draft: dict[str, Any]) -> None:
    """Telephone numbers, sums, parts of a count and rules of thumb are read as before."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("text", "noes", "unanswered"),
    [
        ("did 8 this morning, 1 said send the brochure, 4 not now, 3 rang out", 4, 3),
        ("20 dials, 12 just rang out and 3 said no", 3, 12),
        ("I rang out of habit, 5 calls", None, None),
    ],
)
def test_not_now_and_what_rang_out(text: str, noes: int | None, unanswered: int | None) -> None:
    told = understand(text).reported
    assert told is not None and (told.rejections, told.no_answer) == (noes, unanswered)
