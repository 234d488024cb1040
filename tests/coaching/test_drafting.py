"""Drafting: what a reply offers to log, told against the journal."""

from datetime import date

import pytest

from coach.coaching.drafting import Drafted, drafted
from coach.understanding import Note, included, understand
from events.folds.entries import EntryState, OutcomeState
from events.folds.reader import States
from events.folds.stats import Day
from events.ids import new_id
from events.words import Outcome

TODAY = date(2026, 11, 23)


def journal() -> States:
    """Eighteen final no's at doors this morning, and two calls yesterday."""
    states = States()
    for day, channel, count in (("2026-11-23", "in_person", 30), ("2026-11-22", "call", 2)):
        noes = 18 if count == 30 else 2
        states.stats.days[day] = Day({channel: count}, {"hard_no": noes}, entries=1)
        entry = EntryState(day, 1, f"{day}T10:30:00+13:00", channel, count, None)
        entry.outcomes.append(OutcomeState("hard_no", count=noes))
        states.entries.recent[day] = entry
    return states


def offered(text: str, states: States) -> Drafted:
    message = understand(text, used={"in_person": 900, "call": 2})
    return drafted(message, text, states, TODAY, new_id(), "en")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("30 doors, 18 no's", "logged_already"),
        ("yesterday 2 calls, 2 no's", "logged_already"),
        ("18 no before lunch", "logged_in_part"),
        ("30 doors today", "logged_in_part"),
    ],
)
def test_what_the_journal_has_is_not_drafted_again(text: str, note: Note) -> None:
    """The same numbers of the same day are said to be there; that they are just these, only where they are."""
    assert offered(text, journal()) == Drafted([], note)


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("en", "that is the whole day, the 18 from this morning are already in there", True),
        ("en", "that includes the 18 from this morning", True),
        ("en", "the 18 are not in there", False),
        ("en", "18 no's in there today", False),
        ("de", "das ist der ganze tag, die 18 von heut vormittag stecken da schon drin", True),
        ("de", "die vom Vormittag sind schon mitgezählt", True),
        ("de", "es waren 3 Absagen dabei", False),
    ],
)
def test_what_was_counted_before_is_nothing_new(language: str, text: str, inside: bool) -> None:
    """A part of what was told is named once more."""
    assert included(text, language) is inside


@pytest.mark.parametrize("text", ["18 more no's", "17 no's", "31 doors, 18 no's", "yesterday 18 no's"])
def test_what_is_new_is_drafted(text: str) -> None:
    """Other numbers, another day, or what comes on top."""
    found = offered(text, journal())
    assert len(found.entries) == 1 and found.note is None


def test_a_run_is_no_day() -> None:
    """A run of no's without a day is no report of today; with a day it is one."""
    assert offered("23 no's in a row", States()) == Drafted([])
    assert offered("23 no's in a row today", States()).entries
    assert offered("23 calls, 23 no's in a row", States()).entries


def test_a_week_is_asked_about() -> None:
    """What was spread over a week would go in as today."""
    assert offered("14 emails last week, no replies", States()) == Drafted([], "which_day")


@pytest.mark.parametrize("text", ["22 doors, 1 sale, rest was no or nobody home", "30 doors, 20 shut"])
def test_what_may_be_either_is_asked(text: str) -> None:
    """It is in no draft, and the reply says that it is missing."""
    found = offered(text, States())
    assert len(found.entries) == 1 and found.note == "left_open"


@pytest.mark.parametrize(
    ("text", "day", "label"),
    [
        ("3 viewings saturday", date(2026, 11, 21), "Saturday: 3 visits"),
        ("on tuesday 8 calls, 6 no's", date(2026, 11, 17), "Tuesday: 8 calls, 6 no's"),
        ("monday: 8 calls", None, "8 calls"),
        ("8 calls, 3 said call back on monday", None, "8 calls"),
    ],
)
def test_the_day_that_is_named_is_kept(text: str, day: date | None, label: str) -> None:
    """The last such day; when prospects want to hear again is not when it happened."""
    (entry,) = offered(text, States()).entries
    assert (entry.day, entry.label) == (day, label)


def test_two_activities_are_two_drafts() -> None:
    """Each with what came of it, under an id of its own."""
    first, second = offered("3 meetings, 1 deal, 2 no's. 15 calls, nobody picked up", States()).entries
    assert (first.label, second.label) == ("3 visits, 2 no's, 1 yes", "15 calls, 15 without an answer")
    assert first.entry_id != second.entry_id


@pytest.mark.parametrize(
    ("text", "labels", "day"),
    [
        (
            "two meetings thursday both died on price, three calls today, all 'we already have someone'",
            ["3 calls, 3 no's", "Thursday: 2 meetings, 2 no's"],
            date(2026, 11, 19),
        ),
        (
            "three calls today, all no, two meetings thursday both died on price",
            ["3 calls, 3 no's", "Thursday: 2 meetings, 2 no's"],
            date(2026, 11, 19),
        ),
        (
            "on friday 5 calls, 4 no's, today 5 calls, 4 no's",
            ["5 calls, 4 no's", "Friday: 5 calls, 4 no's"],
            date(2026, 11, 20),
        ),
        (
            "yesterday 10 calls, 4 no's, today 12 calls, 3 no's",
            ["12 calls, 3 no's", "yesterday: 10 calls, 4 no's"],
            date(2026, 11, 22),
        ),
        ("12 calls today, 9 no's, 2 meetings friday", ["12 calls, 9 no's, 2 small wins"], None),
        ("yesterday 20, today 12 calls, 3 no's", ["12 calls, 3 no's"], None),
    ],
)
def test_each_day_has_its_own(text: str, labels: list[str], day: date | None) -> None:
    """Another day with its own tries, and what came of them, is a draft of that day; today comes first."""
    message = understand(text)
    found = drafted(message, text, States(), TODAY, new_id(), "en").entries
    assert [entry.label for entry in found] == labels
    assert [entry.day for entry in found] == [None, day][: len(labels)]
    assert message.reported and message.reported.when == "today"


def test_the_usual_channel_stands_in() -> None:
    """Where no word names one: that of the journal. What somebody asked for by mail is no mail."""
    assert offered("9 no's", States()).entries[0].channel == "in_person"
    assert offered('6 convos, 2 "send me an email"', States()).entries[0].channel == "in_person"


@pytest.mark.parametrize(
    ("text", "channel"),
    [("Lou signed", "meeting"), ("Lou signed. The email came today", "email"), ("the bakery signed", "in_person")],
)
def test_news_of_somebody_came_the_usual_way(text: str, channel: str) -> None:
    """In the channel that the journal has with them most, where the message names none."""
    states = journal()
    for place, used in enumerate(("email", "meeting", "meeting", "call")):
        entry_id = f"lou {place}"
        states.entries.recent[entry_id] = EntryState(entry_id, 1, "2026-11-20T10:30:00+13:00", used, 1, "lou")
    of: dict[Outcome, str] = {"won": "lou"} if "Lou" in text else {}
    message = understand(text, used={"in_person": 900, "call": 2})
    (entry,) = drafted(message, text, states, TODAY, new_id(), "en", of).entries
    assert entry.channel == channel and (entry.prospect is not None) == bool(of)


def test_a_mail_inside_a_message_may_be_in_another_language() -> None:
    """What it says is drafted, although the words around it are in the language of the page."""
    text = "Forwarded by Lou just now, what a pity:\n\nWir haben keinen Bedarf. Bitte rufen Sie nicht mehr an."
    states = journal()
    states.entries.recent["lou"] = EntryState("lou", 1, "2026-11-20T10:30:00+13:00", "meeting", 1, "lou")
    (entry,) = drafted(understand(text, "de"), text, states, TODAY, new_id(), "en", {"hard_no": "lou"}).entries
    assert [(one.outcome, one.confirmed) for one in entry.outcomes] == [("hard_no", True)]


@pytest.mark.parametrize(
    "text", ["I wrote 30 applications. Should I call instead?", "I sent 31 emails and I am so tired"]
)
def test_what_was_done_over_many_days_is_none_of_today(text: str) -> None:
    """The journal has as many, and never near as many on one day."""
    states = States()
    for day in range(10, 22):
        states.stats.days[f"2026-11-{day}"] = Day({"email": 3}, {}, entries=1)
    assert not offered(text, states).entries
    assert offered(text, States()).entries and offered(f"today: {text}", states).entries
