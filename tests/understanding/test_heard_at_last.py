"""Reports in words that were lost: beside what others did, applications that went out, visits, form letters."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("dog had my trouser leg, guy laughed, 52 doors and 2 sales", {"count": 52, "won": 2}),
        ("the rain was awful, guy slammed the door, 40 doors and 1 sale", {"count": 40, "won": 1}),
        ("secretary had a bad day i guess, 20 calls, 1 yes", {"count": 20, "won": 1}),
        ("the dialer had hiccups, 30 calls, 4 no's", {"count": 30, "unstated": 4}),
        ("hund hatte mein hosenbein, typ hat gelacht, 52 türen und 2 abschlüsse", {"count": 52, "won": 2}),
        ("die frau hat geschimpft, 30 türen, 3 abschlüsse", {"count": 30, "won": 3}),
    ],
)
def test_what_happened_on_the_way_takes_nothing(text: str, draft: dict[str, Any]) -> None:
    """The counts behind it are the person's own."""
    assert draft.items() <= drafted(text).items()


@pytest.mark.parametrize(
    "text",
    [
        "my colleague had a great day, 52 doors and 2 sales",
        "Sara had 52 doors and 2 sales",
        "my wife had 20 calls, 1 yes",
    ],
)
def test_what_a_colleague_did_is_theirs(text: str) -> None:
    """Somebody who sells too keeps the counts."""
    assert drafted(text) == {}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("2 applications went out today", {"count": 2, "when": "today"}),
        ("3 applications went off this morning", {"count": 3, "when": "today"}),
        ("sent off 3 applications", {"count": 3}),
        ("4 cvs handed in today, 1 rejection", {"count": 4, "unstated": 1}),
        ("25 applications, 5 answers, all no", {"count": 25, "unstated": 5}),
        ("5 bewerbungen seit freitag, eine absage, vom rest nix", {"count": 5, "unstated": 1, "no_answer": 4}),
        ("3 bewerbungen gingen heute raus", {"count": 3, "when": "today"}),
        ("25 bewerbungen, 5 antworten, alles absagen", {"count": 25, "unstated": 5}),
        ("6 mails raus, nix zurück", {"count": 6, "no_answer": 6}),
        ("15 emails, nothing back", {"count": 15, "no_answer": 15}),
        ("heute auf 3 höfen gewesen, bei einem durfte ich das dach ausmessen", {"count": 3, "progress": 1}),
        ("war heute auf 5 baustellen, einer ließ mich das gerüst vermessen", {"count": 5, "progress": 1}),
        ("heute bei 4 betrieben gewesen, zwei wollen ein angebot", {"count": 4, "progress": 2}),
        ("was at 3 farms today, one let me measure the roof", {"count": 3, "progress": 1}),
        ("went to 4 shops today, 2 let me show the samples", {"count": 4, "progress": 2}),
    ],
)
def test_what_was_sent_and_where_somebody_was(text: str, draft: dict[str, Any]) -> None:
    """Applications and visits count as tries, whichever verb tells of them."""
    assert draft.items() <= drafted(text).items()


@pytest.mark.parametrize(
    "text",
    [
        "they got 200 applications for the job",
        "i want to send 5 applications",
        "auf die stelle gab es 200 bewerbungen",
        "war auf 2 partys",
        "in 3 ländern gewesen",
        "been 60 calls since my last sale",
        "been 40+ convos since anyone bought, surely theres one coming today",
        "40 gespräche seit dem letzten abschluss, das muss doch mal wieder klappen",
    ],
)
def test_what_is_no_day_s_work(text: str) -> None:
    """Others' applications, plans, and how many it has been since the last yes."""
    assert drafted(text) == {}


def test_a_report_since_lunch_is_one() -> None:
    """Only what has been since a yes is a running total."""
    assert drafted("12 calls since lunch, 3 no's")["count"] == 12


@pytest.mark.parametrize(
    "text",
    [
        'Another "moving forward with other candidates". 3 this week, and I was in the final round for this one',
        "they are moving forward with other candidates",
        "going with another candidate they said",
        'another "we regret to inform you"',
        'got the classic "after careful consideration" today',
        "the position has been filled",
        'schon wieder ein "wir haben uns für einen anderen bewerber entschieden"',
        "die stelle ist leider schon besetzt",
        "die stelle wurde intern vergeben",
    ],
)
def test_a_form_letter_is_a_no(text: str) -> None:
    """In the words of those who decide on applications; how many it is this week is no day."""
    found = drafted(text)
    assert found["count"] == 1 and found.get("unstated", found.get("competitor")) == 1
    assert found.get("when") != "week"


@pytest.mark.parametrize(
    "text", ["i am moving forward with other candidates for my own vacancy", "ich habe mich anders entschieden"]
)
def test_an_own_choice_is_none(text: str) -> None:
    """Who decides themselves got no no."""
    assert drafted(text) == {}
