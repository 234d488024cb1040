"""One after the other: what each of those who were reached said, and what may be a no or nobody there."""

from typing import Any

import pytest

from coach.understanding import language_of, reported_activity
from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            "6 calls, 2 picked up. one said maybe in march. the other one swore at me and said never call again",
            {"count": 6, "timing": 1, "hard_no": 1},
        ),
        (
            "8 calls, 3 people reached. one signed, one said no, the other one said never call me again",
            {"count": 8, "won": 1, "unstated": 1, "hard_no": 1},
        ),
        ("12 calls, 11 no's, the other one was a yes", {"count": 12, "unstated": 11, "won": 1}),
        ("2 picked up, one said no, the other one wants a demo", {"count": 2, "unstated": 1, "progress": 1}),
        (
            "4 Gespräche, einer hat unterschrieben, der andere will im März nochmal reden",
            {"count": 4, "won": 1, "timing": 1},
        ),
    ],
)
def test_the_other_one(text: str, draft: dict[str, Any]) -> None:
    """ "The other one" is one more, with what they said."""
    assert drafted(text) == {"channel": "call", **draft}


@pytest.mark.parametrize(
    ("text", "noes"),
    [
        ("19 Anrufe, 6 erreicht, 4 davon abgewunken, einer will im Januar nochmal hören", 5),
        ("6 erreicht, 4 Absagen, davon will einer im März nochmal reden", 4),
        ("12 Anrufe, 9 Absagen, einer will im Januar nochmal hören", 9),
        ("12 calls, spoke to 6, 4 no's, one wants to hear from me again in january", 5),
        ("12 calls, 9 no's, one wants to hear from me again in january", 9),
        ("Einer will im Januar nochmal hören", 1),
        ("the buyer wants me to call in march", 1),
    ],
)
def test_who_wants_to_hear_again_later(text: str, noes: int) -> None:
    """A soft no about timing, and one more than those who waved off, where more were reached than these."""
    reported = reported_activity(text, language_of(text))
    assert reported and reported.rejections == noes
    if noes != 4:
        assert reported.reasons.get("timing") == 1


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("22 doors, one lady took the small package, rest was no or nobody home", {"count": 22, "won": 1}),
        ("34 Türen, 21 mal zu, 2 Verträge", {"count": 34, "won": 2}),
        ("30 doors, 20 shut, 2 sales", {"count": 30, "won": 2}),
        ("30 Türen, 2 Verträge, der Rest nein oder keiner da", {"count": 30, "won": 2}),
        ("22 doors, 15 no or nobody home", {"count": 22}),
    ],
)
def test_a_no_or_nobody_there(text: str, draft: dict[str, Any]) -> None:
    """What may be either is in no count, and the report says so."""
    assert drafted(text) == {"channel": "in_person", **draft}
    reported = reported_activity(text, language_of(text))
    assert reported and reported.open


@pytest.mark.parametrize("text", ["20 calls, 5 no's, 15 no answer or voicemail", "20 doors, rest nobody home"])
def test_nothing_is_open(text: str) -> None:
    """Two words for nobody there, or one, leave nothing open."""
    reported = reported_activity(text)
    assert reported and not reported.open


@pytest.mark.parametrize(
    "text",
    [
        "her partner signed off the quote!! 4,800 rebrand, starts January",
        "she took it at the full rate",
        "Sie hat es zum vollen Satz genommen",
        "eine Dame hat das kleine Paket genommen",
        "wollt nur sagen: die bäckerei hat zugesagt",
        "just wanted to say: the bakery signed",
    ],
)
def test_a_yes_in_other_words(text: str) -> None:
    """A quote signed off, the full price paid, a yes that is announced."""
    assert drafted(text) == {"count": 1, "channel": "call", "won": 1}


@pytest.mark.parametrize(
    "text",
    [
        "habe ne einladung, stadtwerke, donnerstag 14 uhr!!",
        "die stadtwerke haben mich eingeladen",
        "got an invitation from the council, thursday 2pm!!",
        "got invited to an interview on Thursday at the council",
    ],
)
def test_an_invitation_is_a_small_win(text: str) -> None:
    """Of today: the day that is named is when the interview will be."""
    reported = reported_activity(text, language_of(text))
    assert reported and (reported.small_wins, reported.weekday) == (1, None)


@pytest.mark.parametrize(
    "text",
    [
        "my boss signed off the quote",
        "he took it badly",
        "one lady took a flyer",
        "got an invitation to my cousin's wedding",
        "hab ne einladung zum Grillen",
        "my boss wants to talk in january",
        "she wants to talk after christmas about her divorce",
        "mein Chef will im Januar nochmal mit mir reden",
        "the 18 from this morning are already in there",
        "das ist der ganze tag, die 18 von heut vormittag stecken da schon drin",
        "soll ich der Frau sagen: der Vertrag ist unterschrieben?",
    ],
)
def test_what_only_looks_so(text: str) -> None:
    """A boss, a wedding, a flyer, what is counted already: no draft."""
    assert drafted(text) == {}


@pytest.mark.parametrize(
    "text", ["Helen von Fernbrook hat jetzt definitiv abgesagt", "Fernbrook hat definitiv abgesagt"]
)
def test_a_final_no_of_somebody_from_somewhere(text: str) -> None:
    """ "Definitiv" is final, and whom it is of may have a company behind the name."""
    assert drafted(text) == {"count": 1, "channel": "call", "hard_no": 1}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("3 calls, all 'we already have someone'", {"count": 3, "competitor": 3}),
        ('8 calls, all "we have enough"', {"count": 8}),
        ("3 Anrufe, alle 'wir haben schon jemanden'", {"count": 3, "competitor": 3}),
    ],
)
def test_what_all_of_them_said(text: str, draft: dict[str, Any]) -> None:
    """A reason in quotes behind "all" is that of all."""
    assert draft.items() <= drafted(text).items()
