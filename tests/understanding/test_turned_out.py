"""What was told turned out to be something else, or what came of the others is told afterwards: one draft of it all."""

import pytest

from coach.understanding import corrected, draft, in_detail, language_of

REPORT = "38 dials, 6 picked up. 4 said no budget till january, one hung up on me, one wants the deck"
BERICHT = "20 anrufe, 6 gespräche, 3 zu teuer, 1 aufgelegt, 1 zusage"


def label(text: str, report: str) -> str:
    """The label of the report set right or completed, empty where it stands as it was."""
    language = language_of(report)
    found = corrected(text, [report], language) or in_detail(text, [report], language)
    return " | ".join(draft(reported, "x", language).label for reported in found)


@pytest.mark.parametrize(
    ("report", "said", "expected"),
    [
        (
            REPORT,
            "sorry the hang up was a wrong number actually, so 5 talked not 6",
            "38 calls, 4 no's, 1 small win, 1 unreachable",
        ),
        (REPORT, "actually the one who wants the deck was a no", "38 calls, 6 no's"),
        (REPORT, "the hang up was a voicemail", "38 calls, 4 no's, 1 small win, 1 without an answer"),
        ("12 calls, 9 no's, 1 yes", "one of the no's was a voicemail", "12 calls, 8 no's, 1 yes, 1 without an answer"),
        ("12 calls, 9 no's, 1 yes", "the yes was really just a callback", "12 calls, 9 no's, 1 small win"),
        ("12 calls, 9 no's", "2 of the no's were wrong numbers", "12 calls, 7 no's, 2 unreachable"),
        (
            BERICHT,
            "sorry der aufleger war eigentlich eine falsche nummer, also 5 gespräche statt 6",
            "20 Anrufe, 3 Absagen, 1 Zusage, 1 nicht erreichbar",
        ),
        (BERICHT, "die zusage war doch ein rückruf", "20 Anrufe, 4 Absagen, 1 kleiner Erfolg"),
        ("12 anrufe, 9 absagen", "eine der absagen war die mailbox", "12 Anrufe, 8 Absagen, 1 ohne Antwort"),
    ],
)
def test_what_turned_out_otherwise_is_moved(report: str, said: str, expected: str) -> None:
    """From one outcome to another, and nothing is drafted twice."""
    assert label(said, report) == expected


def test_the_number_that_was_named_is_set_right_too() -> None:
    """ "So 5 talked, not 6"."""
    (found,) = corrected("sorry the hang up was a wrong number actually, so 5 talked not 6", [REPORT])
    assert (found.conversations, found.reasons) == (5, {"timing": 4})


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (REPORT, "the wrong number was a no"),
        (REPORT, "the manager was a jerk"),
        (REPORT, "the deck is a mess"),
        (REPORT, "the hang up was rude"),
        ("12 calls, 9 no's, 1 yes", "the yes was great"),
        ("12 calls, 9 no's", "the yes was a callback"),
        (BERICHT, "der chef war eine katastrophe"),
        (BERICHT, "die zusage war super"),
        (BERICHT, "die mailbox war eine absage"),
    ],
)
def test_what_was_not_told_is_not_moved(report: str, said: str) -> None:
    """Nor is an opinion of it a correction."""
    assert label(said, report) == ""


@pytest.mark.parametrize(
    ("report", "said", "expected"),
    [
        (
            "dog had my trouser leg, guy laughed, 52 doors and 2 sales",
            "all face to face obviously. of the other 50, 21 answered and said no, rest nobody home",
            "52 visits, 21 no's, 2 yeses, 29 without an answer",
        ),
        (
            "52 doors, 2 sales",
            "the other 50: 30 no's, 20 not home",
            "52 visits, 30 no's, 2 yeses, 20 without an answer",
        ),
        (
            "52 türen, 2 abschlüsse",
            "von den anderen 50 haben 21 aufgemacht und nein gesagt, rest keiner da",
            "52 Besuche, 21 Absagen, 2 Zusagen, 29 ohne Antwort",
        ),
        (
            "40 anrufe, 1 auftrag",
            "bei den übrigen 39: 9 absagen, rest mailbox",
            "40 Anrufe, 9 Absagen, 1 Zusage, 30 ohne Antwort",
        ),
        ("52 doors and 2 sales", "of the other 40, 21 said no", ""),
        ("52 doors and 2 sales", "the other agent had 30 no's", ""),
    ],
)
def test_the_others_are_told_afterwards(report: str, said: str, expected: str) -> None:
    """Of as many as were left open, and only of these."""
    assert label(said, report) == expected
