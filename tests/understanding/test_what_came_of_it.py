"""What came of each: a complaint is no yes, every reason keeps its count, and a step forward stays beside the no's."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("acht fanden es ja überteuert", {"count": 8, "channel": "call", "price": 8}),
        ("4 hatten ja schon einen Anbieter", {"count": 4, "channel": "call", "competitor": 4}),
        ("zwei waren ja nicht interessiert", {"count": 2, "channel": "call", "not_interested": 2}),
        ("2 signed contracts were too expensive for them", {"count": 2, "channel": "call", "price": 2}),
        ("heute 12 Anrufe, 3 haben ja gesagt", {"count": 12, "channel": "call", "won": 3, "when": "today"}),
        ("vier meinten, das sei ihnen ja viel zu teuer", {"count": 4, "channel": "call", "price": 4}),
        ("drei haben ja gesagt, dass sie sich melden", {}),
        ("2 sagten ja", {"count": 2, "channel": "call", "won": 2}),
    ],
)
def test_a_complaint_is_no_yes(text: str, draft: dict[str, Any]) -> None:
    """Neither the price nor a German "ja" in passing makes one."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            "20 Anrufe, 5 Absagen: zwei zu teuer, zwei nicht vor nächstem Quartal, einer hat aufgelegt",
            {"count": 20, "channel": "call", "price": 2, "timing": 2, "unstated": 1},
        ),
        (
            "30 calls, 5 talked: 3 too pricey, once nothing until march, 1 hung up on me",
            {"count": 30, "channel": "call", "price": 3, "timing": 1, "unstated": 1},
        ),
        (
            "60 dials, 9 conversations, all no. five too expensive, two not before next quarter, two hung up",
            {"count": 60, "channel": "call", "price": 5, "timing": 2, "unstated": 2},
        ),
        (
            "28 calls, all no: twice too dear, once not till next year, rest hung up",
            {"count": 28, "channel": "call", "price": 2, "timing": 1, "unstated": 25},
        ),
        (
            "3 no's today, two over price, the third already has a supplier",
            {"count": 3, "channel": "call", "price": 2, "competitor": 1, "when": "today"},
        ),
    ],
)
def test_each_reason_keeps_its_count(text: str, draft: dict[str, Any]) -> None:
    """ "Not before January" is timing, one of several is one, and who hangs up gives no reason."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("20 calls, 4 no's, two ring back tomorrow", {"count": 20, "channel": "call", "unstated": 4, "progress": 2}),
        (
            "12 Anrufe, 5 Absagen, zwei wollen nächste Woche eine Vorführung",
            {"count": 12, "channel": "call", "unstated": 5, "progress": 2},
        ),
        (
            "25 texts, 3 said no, one comes by tuesday, the rest read it and said nothing",
            {"count": 25, "channel": "message", "unstated": 3, "progress": 1, "no_answer": 21},
        ),
        (
            "heute 8 Nachrichten, einer meldet sich Freitag, die anderen haben nicht reagiert",
            {"count": 8, "channel": "message", "progress": 1, "no_answer": 7, "when": "today"},
        ),
        (
            "9 people through the door, 1 wants a viewing, 8 no",
            {"count": 9, "channel": "in_person", "unstated": 8, "progress": 1},
        ),
        (
            "Tag der offenen Tür, 14 Besucher, 3 kommen nochmal vorbei, 11 kein Interesse",
            {"count": 14, "channel": "in_person", "not_interested": 11, "progress": 3},
        ),
        (
            "heute 15 Besuche, 8 Absagen, eine Dame kommt nächste Woche in den Laden",
            {"count": 15, "channel": "in_person", "unstated": 8, "progress": 1, "when": "today"},
        ),
        ("open day: 23 people came through, 4 took a brochure", {"count": 23, "channel": "in_person"}),
        ("5 calls monday, all no", {"count": 5, "channel": "call", "unstated": 5}),
        ("I should call back thursday", {}),
        ("die anderen haben 40 Anrufe gemacht", {}),
    ],
)  # fmt: skip
def test_a_step_forward_stays_beside_the_noes(text: str, draft: dict[str, Any]) -> None:
    """Who comes or calls back on a day is one; whoever came through the door is a visit."""
    assert drafted(text) == draft
