"""The rest are of those who were reached, and money that comes later is no matter of the price."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            "43 mal gewählt heute, 7 Leute dran gehabt, einer nimmt die Demo am Donnerstag, der Rest nein. "
            "viermal budget, zwei haben schon was anderes",
            {"count": 43, "progress": 1, "price": 4, "competitor": 2, "when": "today"},
        ),
        (
            "43 dials, 7 pickups, one takes the demo on thursday, the rest said no. four times budget, "
            "two already have something",
            {"count": 43, "progress": 1, "price": 4, "competitor": 2},
        ),
        ("50 calls, 10 conversations, 2 yes, the others said no", {"count": 50, "won": 2, "unstated": 8}),
        ("50 Anrufe, 10 Gespräche, 2 Zusagen, der Rest nein", {"count": 50, "won": 2, "unstated": 8}),
        (
            "30 dials, 12 conversations, 3 demos booked, the rest too expensive",
            {"count": 30, "progress": 3, "price": 9},
        ),
        ("30 Anrufe, 12 erreicht, 3 Termine, der Rest zu teuer", {"count": 30, "progress": 3, "price": 9}),
        (
            "12 calls, 1 yes, the rest no. 4 price, 2 have a supplier",
            {"count": 12, "won": 1, "price": 4, "competitor": 2, "unstated": 5},
        ),
        (
            "50 dials, 10 conversations, 4 too expensive, 2 no time, the rest said no",
            {"count": 50, "price": 4, "timing": 2, "unstated": 4},
        ),
        ("30 Anrufe, 12 erreicht, 3 Termine, der Rest Mailbox", {"count": 30, "progress": 3, "no_answer": 18}),
        ("60 calls, 10 no's, the rest voicemail", {"count": 60, "unstated": 10, "no_answer": 50}),
    ],
)
def test_the_rest(text: str, draft: dict[str, Any]) -> None:
    """Of the conversations, where what they said is told; of all, where nobody was there."""
    assert drafted(text) == {"channel": "call", **draft}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            "38 dials 6 pickups. one guy laughed and said good luck with your life, the others no budget till q1",
            {"count": 38, "timing": 5, "unstated": 1},
        ),
        (
            "38 dials, 6 conversations, 1 hard no, 5 no budget till q1",
            {"count": 38, "timing": 5, "hard_no": 1},
        ),
        ("8 calls, all no budget till march", {"count": 8, "timing": 8}),
        ("4 no budget, 2 no time", {"count": 6, "price": 4, "timing": 2}),
        ("10 Anrufe, 5 Absagen, 4 kein Budget bis Q1", {"count": 10, "timing": 4, "unstated": 1}),
        ("10 Anrufe, 3 erst im neuen Jahr wieder Budget", {"count": 10, "timing": 3}),
    ],
)
def test_money_that_comes_later(text: str, draft: dict[str, Any]) -> None:
    """ "No budget till spring" is about when."""
    assert drafted(text) == {"channel": "call", **draft}
