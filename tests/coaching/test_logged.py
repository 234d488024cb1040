"""What the journal has already: totals told in passing, and the day before once more, are no report of today."""

from datetime import date, timedelta

import pytest

from coach.coaching.drafting import Drafted, drafted
from coach.understanding import language_of, understand
from events.folds.entries import EntryState, OutcomeState
from events.folds.reader import States
from events.folds.stats import Day
from events.ids import new_id
from events.words import Outcome, Reason

TODAY = date(2026, 11, 23)


def journal(*days: tuple[int, int, int]) -> States:
    """Entries of so many calls and price no's, so many days ago."""
    states = States()
    for ago, calls, noes in days:
        day = (TODAY - timedelta(days=ago)).isoformat()
        of_day = states.stats.days.setdefault(day, Day())
        of_day.attempts["call"] = of_day.attempts.get("call", 0) + calls
        of_day.outcomes["soft_no"] = of_day.outcomes.get("soft_no", 0) + noes
        of_day.entries += 1
        cells = states.reasons.days.setdefault(day, {})
        cells["price/soft_no/call"] = cells.get("price/soft_no/call", 0) + noes
        entry = EntryState(new_id(), 1, f"{day}T10:30:00+13:00", "call", calls, None)
        outcome: Outcome = "soft_no"
        reason: Reason = "price"
        entry.outcomes.append(OutcomeState(outcome, reason, count=noes))
        states.entries.recent[entry.entry_id] = entry
    return states


SEVEN_DAYS = journal(*((ago, 5, 2) for ago in range(2, 9)))
"""35 calls, 14 no's."""


def offered(text: str, states: States) -> Drafted:
    language = language_of(text)
    return drafted(understand(text, language), text, states, TODAY, new_id(), language)


@pytest.mark.parametrize(
    "text",
    [
        "ive had 14 conversations and no yes",
        "35 calls, 14 no's. my girlfriend says i am too picky",
        "i have made 36 calls and nobody bought",
        "35 calls so now what, 14 of them no",
        "14 no's and counting",
        "habe 35 anrufe gemacht und 14 absagen bekommen",
        "35 anrufe, 14 absagen. meine freundin meint ich bin zu wählerisch",
        "schon 34 anrufe gemacht und kein einziger hat gekauft",
    ],
)
def test_a_total_told_in_passing_is_no_day(text: str) -> None:
    """As much as the journal holds altogether, and far more than any one day."""
    assert offered(text, SEVEN_DAYS) == Drafted([], "in_total")


def test_the_last_eight_weeks_are_a_total_too() -> None:
    """What is older does not hide that it is told of them all."""
    older = journal(*((ago, 5, 2) for ago in range(2, 9)), *((ago, 9, 1) for ago in range(100, 140)))
    assert offered("35 calls and 14 no's", older) == Drafted([], "in_total")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("35 calls today, 14 no's", SEVEN_DAYS),
        ("yesterday 35 calls, 14 no's", SEVEN_DAYS),
        ("12 calls, 3 no's", SEVEN_DAYS),
        ("90 calls, 30 no's", SEVEN_DAYS),
        ("13 calls, 4 no's", journal((2, 5, 2), (3, 6, 2))),
        ("40 calls, 9 no's", States()),
        ("heute 35 anrufe, 14 absagen", SEVEN_DAYS),
        ("12 anrufe, 3 absagen", SEVEN_DAYS),
    ],
)
def test_a_day_is_drafted(text: str, states: States) -> None:
    """One that is named, one of its usual size, one far beyond it, or one of the first."""
    assert len(offered(text, states).entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        "9 calls, 5 no's. is that a lot?",
        "tag eins rum: 9 anrufe, 5 mal nein. ist das viel?",
        "11 calls, 5 no's",
        "hab fünfmal zu teuer gehört und jedes mal sofort rabatt angeboten",
        "five said too expensive and i offered a discount each time",
    ],
)
def test_yesterday_told_again_is_not_drafted_again(text: str) -> None:
    """Altogether, up to an hour, or only its reasons; where the day is over and none is named."""
    assert offered(text, journal((1, 9, 5), (1, 2, 0))) == Drafted([], "logged_yesterday")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("9 calls, 5 no's today", journal((1, 9, 5))),
        ("9 calls, 5 no's", journal((2, 9, 5))),
        ("9 calls, 5 no's", journal((1, 9, 5), (0, 3, 1))),
        ("9 calls, 4 no's", journal((1, 9, 5))),
        ("9 calls", journal((1, 20, 5), (1, 9, 1))),
        ("1 call, 1 no", journal((1, 1, 1))),
        ("heute 9 anrufe, 5 absagen", journal((1, 9, 5))),
        ("9 anrufe, 5 weitere absagen", journal((1, 9, 5))),
    ],
)
def test_another_day_like_it_is_drafted(text: str, states: States) -> None:
    """Named, told later, with other counts, with today begun, too small to be known again, or on top."""
    assert len(offered(text, states).entries) == 1


def test_the_same_day_told_again_in_reasons() -> None:
    """As often as the day has them."""
    assert offered("five said too expensive", journal((0, 9, 5))) == Drafted([], "logged_in_part")
