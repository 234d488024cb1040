"""Stories around a report: how long it took, and where somebody works, are neither a day's work nor a reason."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        (
            'Partner at a fund passed after three meetings: "love the team, not sure about the market size"',
            {"count": 1, "hesitation": 1, "channel": "call"},
        ),
        ("they passed after 4 calls", {"count": 1, "unstated": 1, "channel": "call"}),
        ("fund declined after 3 meetings, market too small", {"count": 1, "fit": 1, "channel": "call"}),
        (
            "after three meetings and a demo she went with someone else",
            {"count": 1, "competitor": 1, "channel": "call"},
        ),
        ("she signed after three meetings", {"count": 1, "won": 1, "channel": "call"}),
        ("Der Fonds hat nach drei Gesprächen abgesagt", {"count": 1, "unstated": 1, "channel": "call"}),
        ("nach vier Terminen hat der Kunde abgelehnt, zu teuer", {"count": 1, "price": 1, "channel": "call"}),
        ("Investor ist nach zwei Demos abgesprungen", {"count": 1, "unstated": 1, "channel": "call"}),
        ("nach drei Terminen hat er unterschrieben", {"count": 1, "won": 1, "channel": "call"}),
    ],
)
def test_how_long_it_took_is_no_day(text: str, draft: dict[str, Any]) -> None:
    """One no, or one yes, with the reason that was given; no meetings of today."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("after 3 meetings today i got 2 no's", {"count": 3, "channel": "meeting", "unstated": 2}),
        ("after 20 calls 3 no's", {"count": 20, "unstated": 3}),
        ("3 meetings today, one passed", {"count": 3, "channel": "meeting", "unstated": 1}),
        ("nach 20 Anrufen 3 Absagen", {"count": 20, "unstated": 3}),
        ("heute 3 Termine, einer hat abgesagt", {"count": 3, "channel": "meeting", "unstated": 1}),
    ],
)
def test_the_work_of_a_day_stays(text: str, draft: dict[str, Any]) -> None:
    """What was done and what came of it are counted as before."""
    assert draft.items() <= drafted(text).items()


@pytest.mark.parametrize(
    ("text", "noes"),
    [
        ('20 calls, 6 no\'s. one guy in procurement goes "you people"', {"unstated": 6}),
        ("20 calls, 6 no's. one woman in procurement was rude", {"unstated": 6}),
        ("20 calls, 6 no's, one purchasing guy laughed", {"unstated": 6}),
        ("20 calls, 6 no's. one guy at a competitor laughed", {"unstated": 6}),
        ('20 Anrufe, 6 Absagen, einer aus dem Einkauf sagte nur "Leute wie Sie"', {"unstated": 6}),
        ("20 Anrufe, 6 Absagen, eine Dame vom Vorstand hat aufgelegt", {"unstated": 6}),
        ("20 calls, 5 no's, one procurement manager said too expensive", {"unstated": 4, "price": 1}),
        ("20 calls, 3 no's, one has to ask procurement", {"unstated": 2, "authority": 1}),
        ("20 calls, 3 no's, one said procurement decides", {"unstated": 2, "authority": 1}),
        ("20 calls, 3 no's, two with a supplier already", {"unstated": 1, "competitor": 2}),
        ("12 Anrufe, 4 Absagen, 2 müssen den Chef fragen", {"unstated": 2, "authority": 2}),
    ],
)
def test_where_somebody_works_is_no_reason(text: str, noes: dict[str, int]) -> None:
    """What they said is, if they said one."""
    found = drafted(text)
    assert {name: count for name, count in found.items() if name not in {"count", "channel"}} == noes
