"""The odds of a day are of the day that is meant: what the message reports, or else what the journal has of today."""

from datetime import date, timedelta

import pytest

from coach.insight.facts import build_facts
from coach.understanding import understand
from events.folds.reader import States
from events.folds.stats import Day

TODAY = date(2026, 11, 20)


def journal() -> States:
    """Eight weeks of ten conversations a day, and a morning of 18 no's."""
    states = States()
    for back in range(1, 56):
        day = (TODAY - timedelta(days=back)).isoformat()
        states.stats.days[day] = Day({"in_person": 20}, {"soft_no": 9, "won": 1})
    states.stats.days[TODAY.isoformat()] = Day({"in_person": 30}, {"hard_no": 18})
    return states


@pytest.mark.parametrize(
    ("text", "conversations"),
    [
        ("is today normal?", 18),
        ("12 calls, 9 talked, all 9 no", 9),
        ("60 doors straight and nothing, is that normal", None),
        ("25 no's today", None),
        ("34 Türen, 2 Verträge", None),
    ],
)
def test_the_odds_are_of_what_is_reported(text: str, conversations: int | None) -> None:
    """Who reports something of their own gets its odds, or none where nobody counted the conversations."""
    odds = build_facts(journal(), TODAY, understand(text).reported).facts.get("day_odds")
    assert (odds and odds.label.split()[2]) == (str(conversations) if conversations else None)
