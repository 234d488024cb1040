"""Corrections: who says what was wrong with a report sets it right, and reports no other day."""

import pytest

from coach.understanding import adds, corrected, draft, in_detail, language_of
from coach.understanding.corrections import said_instead


def drafted(text: str, *earlier: str) -> str:
    """The label of the corrected draft, empty where nothing is corrected."""
    language = language_of(earlier[0])
    found = corrected(text, earlier, language)
    return " | ".join(draft(reported, "x", language).label for reported in found)


@pytest.mark.parametrize(
    ("report", "said", "label"),
    [
        ("12 calls, 9 no's", "no, 15 calls", "15 calls, 9 no's"),
        ("12 calls, 9 no's", "wrong, it was 10 no's", "12 calls, 10 no's"),
        ("12 calls, 9 no's", "sorry, i meant 8 no's", "12 calls, 8 no's"),
        ("12 calls, 9 no's", "15 calls, not 12", "15 calls, 9 no's"),
        ("12 calls, 9 no's", "not 12 but 15", "15 calls, 9 no's"),
        ("30 emails, 2 replies", "actually it was 3 replies", "30 emails"),
        ("knocked 40 doors, 2 donors", "typo, 3 donors", "40 visits, 3 yeses"),
        ("42 dials, 6 convos, all no", "wrong, 5 convos", "42 calls, 5 no's"),
        ("7 no's today", "oops, it was 6", "6 no's"),
        ("heute 18 Anrufe, 7 Absagen", "nein, es waren 20 anrufe", "20 Anrufe, 7 Absagen"),
        ("heute 18 Anrufe, 7 Absagen", "falsch, 8 absagen", "18 Anrufe, 8 Absagen"),
        ("12 Bewerbungen raus, 2 Absagen", "sorry, 3 absagen", "12 Anrufe, 3 Absagen"),
        ("22 Türen, 3 Spender", "nicht 3 sondern 4 spender", "22 Besuche, 4 Zusagen"),
        ("2 termine, 1 zusage. dann 9 anrufe, 9 nein", "nee, 2 zusagen", "2 Termine, 2 Zusagen | 9 Anrufe, 9 Absagen"),
        ("20 calls, 6 no's, four too expensive", "no wait, no's were only 5", "20 calls, 5 no's"),
        ("20 Anrufe, 6 Absagen", "quatsch, Absagen warens nur 5", "20 Anrufe, 5 Absagen"),
        ("3 termine, 1 abschluss, 1 überlegt, 1 hat nen anbieter", "nee, 2 abschlüsse", "2 Absagen, 2 Zusagen"),
    ],
)  # fmt: skip
def test_a_correction_changes_what_it_names(report: str, said: str, label: str) -> None:
    """The same report, with the count that was wrong set right."""
    assert drafted(said, report) == label


def test_a_second_correction_holds_beside_the_first() -> None:
    """What was set right stays so."""
    assert drafted("and not 9 no's, 8 no's", "12 calls, 9 no's", "no, 15 calls") == "15 calls, 8 no's"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "wrong",
        "no answer from any of the 12",
        "5 more no's",
        "12 calls, 9 no's",
        "no idea what to say to these 4",
        "sorry, what now?",
        "noch 3 absagen",
        "nein",
        "falsch verbunden waren 3",
    ],
)
def test_no_correction(text: str) -> None:
    """A plain no, a report and an addition correct nothing."""
    assert drafted(text, "10 calls, 4 no's") == ""


@pytest.mark.parametrize(
    ("report", "said", "hard"),
    [
        ("12 calls, 6 no's", "one was a hard no, the other five were soft", 1),
        ("12 calls, 6 no's", "two were hard, four soft", 2),
        ("12 calls, 6 no's all over price", "one was a hard no, five were soft", 1),
        ("12 calls, 6 no's", "one was a hard no, three were soft", None),
        ("12 calls, 2 no's", "three were a hard no", None),
    ],
)
def test_kinds_of_no(report: str, said: str, hard: int | None) -> None:
    """How final the no's of a report are is told of these, where the numbers agree."""
    found = in_detail(said, [report])
    assert [(one.hard_no, one.attempts, one.rejections) for one in found] == ([(hard, 12, 6)] if hard else [])


def test_nothing_to_correct() -> None:
    """Without a report before it there is nothing to set right, nor where nothing changes."""
    assert said_instead("no, 15 calls") and drafted("no, 15 calls", "how do I open?") == ""
    assert drafted("no, 12 calls", "12 calls, 9 no's") == ""
    assert not corrected("no, 15 calls", [])


def test_additions() -> None:
    """ "More" says that it comes on top."""
    assert adds("5 more no's") and adds("noch 5 absagen", "de") and not adds("5 no's")
