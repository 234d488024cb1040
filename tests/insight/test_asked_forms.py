"""Plain forms of a question, answered: the yes or no, the number, and what cannot be said."""

from datetime import date, timedelta

import pytest

from coach.coaching.counted import block_of
from coach.insight.asked import answer_to
from coach.insight.carries import focus_facts
from coach.understanding.measures import Query, Span
from coach.understanding.query import YesOrNo
from events.folds.reader import States
from events.folds.stats import Day
from events.words import Channel, Weekday

TODAY = date(2026, 11, 23)  # a Monday


def journal(days: dict[date, list[tuple[str, int, dict[str, int]]]]) -> States:
    """Days with channels, their attempts and what came of them."""
    states = States()
    for day, done in days.items():
        outcomes: dict[str, int] = {}
        for _, _, came in done:
            for outcome, count in came.items():
                outcomes[outcome] = outcomes.get(outcome, 0) + count
        cells = {f"{channel}/{outcome}": count for channel, _, came in done for outcome, count in came.items()}
        states.stats.days[day.isoformat()] = Day({channel: tries for channel, tries, _ in done}, outcomes, cells)
    return states


def weeks(*done: tuple[str, int, dict[str, int]], since: int = 40, step: int = 1) -> States:
    """The same every `step` days, up to yesterday."""
    return journal({TODAY - timedelta(days=ago): list(done) for ago in range(1, since, step)})


def said(asked: Query, states: States, language: str = "en") -> str:
    found = answer_to(asked, states, TODAY)
    assert found is not None
    return block_of(found, language).text


BOTH = weeks(("call", 40, {"soft_no": 19, "won": 1}), ("in_person", 5, {"soft_no": 2, "won": 2}))


@pytest.mark.parametrize(
    ("worth", "form", "begins", "ends"),
    [
        ("call", "only", "Less than your other ways, though not for nothing. By phone: ", "begun in another."),
        ("in_person", None, "Yes, more than your other ways. In person: ", "more than chance explains."),
    ],
)
def test_whether_a_way_is_worth_it(worth: Channel, form: YesOrNo | None, begins: str, ends: str) -> None:
    """The one that is asked about comes first, whichever brings more."""
    channels: tuple[Channel, ...] = ("call", "in_person")
    text = said(Query("rate", split="channel", channels=channels, worth=worth, form=form), BOTH)
    assert text.startswith(begins) and text.endswith(ends)


def test_a_way_that_brought_nothing_or_hardly_anything() -> None:
    """No yes from enough conversations is said; from few nothing is."""
    asked = Query("rate", split="channel", channels=("email",), worth="email")
    none = weeks(("email", 40, {"soft_no": 2}), ("call", 20, {"soft_no": 5, "won": 1}))
    assert said(asked, none).startswith("So far it brought no yes. By email: zero yeses from 78 conversations")
    few = weeks(("email", 40, {"soft_no": 1}), ("call", 20, {"soft_no": 5, "won": 1}), since=5)
    assert said(asked, few).startswith("Too early for a yes or a no. ")
    same = weeks(("email", 40, {"soft_no": 5, "won": 1}), ("call", 20, {"soft_no": 5, "won": 1}))
    assert said(asked, same).startswith("Yes, about as much as your other ways. ")


@pytest.mark.parametrize(
    ("answered", "begins"),
    [
        (1, "As far as days go, yes, for you it holds."),
        (10, "No, your numbers do not bear that out."),
        (30, "No, not for you."),
    ],
)
def test_whether_a_weekday_is_dead(answered: int, begins: str) -> None:
    """By how many answer on it and on the others."""
    days = [TODAY - timedelta(days=ago) for ago in range(1, 50)]
    states = journal({day: [("call", 40, {"soft_no": answered if day.weekday() == 2 else 10})] for day in days})
    wednesday: Weekday = "wed"
    text = said(Query("reply_rate", split="weekday", weekday=wednesday, form="dead_hour"), states)
    assert text.startswith(f"{begins} On Wednesdays: ") and text.endswith("so I cannot split that by the hour.")
    assert "hour" not in said(Query("reply_rate", split="weekday", weekday=wednesday, form="dead"), states)


def test_how_often_nobody_answered() -> None:
    """The count that was told is right or not, in the recent weeks or in all; none of them is a no."""
    old = {TODAY - timedelta(days=200): [("email", 50, {"soft_no": 10})]}
    states = journal(old | {TODAY - timedelta(days=1): [("email", 40, {"soft_no": 4})]})
    assert said(Query("silence", count=36, form="told"), states).startswith("Yes, 36 it is. 36 of 40 ")
    assert said(Query("silence", count=76, form="told"), states).startswith("Yes, 76 it is. 76 of 90 ")
    wrong = said(Query("silence", count=77, form="told"), states)
    assert wrong.startswith("Not quite. 36 of 40 ") and wrong.endswith("None of them counts as a no here.")
    assert "36 of 40 emails" in said(Query("silence", channels=("email",)), states)
    assert "five of five attempts" not in said(Query("silence"), weeks(("call", 5, {"soft_no": 5}), since=2))
    assert said(Query("silence"), States()) == "Your journal is empty so far, so it cannot say."


def test_enough_is_held_against_the_own_weeks_before() -> None:
    """Steps forward from attempts, with what no number can say first."""
    asked = Query("booked", compares=True, channels=("call",), form="enough")
    text = said(asked, weeks(("call", 20, {"progress": 2}), since=57))
    assert text.startswith("What is enough nobody can say from here")
    assert "54 small wins from 540 calls, 10%" in text and "56 small wins from 560 calls, 10%" in text
    assert said(asked, weeks(("call", 20, {"progress": 2}), since=9)).endswith(
        "There is nothing before that to hold it against yet."
    )


def test_nobody_elses_numbers_are_known() -> None:
    """One's own are said, and what was published where it fits, with who counted."""
    calls = said(Query("others"), BOTH)
    assert calls.startswith("That I cannot tell: I know nobody's numbers but yours. ")
    assert "117 yeses from" in calls and "Moro, Cortez and Rita, 2014" in calls
    emails = said(Query("others"), weeks(("email", 40, {"soft_no": 3, "won": 1})), "de")
    assert "Backlinko und Pitchbox, 2019" in emails and emails.endswith("Von deinen waren es 10\xa0%.")
    doors = said(Query("others"), weeks(("in_person", 40, {"soft_no": 3, "won": 1})))
    assert "published" not in doors
    assert said(Query("others"), States()) == "That I cannot tell: I know nobody's numbers but yours."


def test_then_and_now() -> None:
    """The first weeks against the last, from when the journal holds; too young a journal has no then."""
    asked = Query("then", versus=Span(other="start"), compares=True)
    text = said(asked, weeks(("call", 20, {"soft_no": 9, "won": 1}), since=80))
    assert text.startswith(
        "Your journal begins on 5 September 2026; what was before that is not in it. In your first four"
    )
    assert "28 yeses among them, 10%. In the last four weeks: " in text and text.endswith("is not in it.")
    young = said(asked, weeks(("call", 20, {"soft_no": 9}), since=30))
    assert young.endswith("That is too recent to hold then and now against each other.")
    assert said(asked, States()) == "Your journal is empty so far, so it cannot say."


@pytest.mark.parametrize(
    ("count", "begins"),
    [(9, "Yes, and it is fewer"), (15, "Yes, for a day of yours"), (25, "Yes, for a day"), (26, "No, that is more")],
)
def test_so_many_noes_by_the_days_before(count: int, begins: str) -> None:
    """Eight in ten days lie between two counts; both of them are usual."""
    days = {TODAY - timedelta(days=ago): [("call", 40, {"soft_no": 10 + (ago - 1) % 16})] for ago in range(1, 49)}
    text = said(Query("day_noes", count=count, split="hour"), journal(days))
    assert text.startswith(begins if count != 25 else "No, that is more")
    assert text.endswith("so I cannot split that by the hour.")
    assert said(Query("day_noes", count=24), journal(days)).startswith("Yes, for a day of yours")
    bad = said(Query("day_noes", count=count, form="bad"), journal(days))
    assert bad.startswith("Yes, that is more" if count > 24 else "No, ")
    few = said(Query("day_noes", count=count), weeks(("call", 20, {"soft_no": 9}), since=9))
    assert few.startswith("Too early for a yes or a no: your journal has eight days")


@pytest.mark.parametrize(
    ("noes", "form", "begins"),
    [
        (8, "ok", "Yes. Eight of 20 conversations ended in a no. Usually 80% of yours do"),
        (8, "bad", "No. Eight of 20"),
        (20, "ok", "Harder than usual. 20 of 20"),
        (20, "bad", "It was harder than usual. 20 of 20"),
    ],
)
def test_a_day_that_is_told(noes: int, form: YesOrNo, begins: str) -> None:
    """By the usual share of no's, with the usual share of yeses."""
    text = said(Query("day_told", count=20, target=noes, form=form), weeks(("call", 20, {"soft_no": 8, "won": 2})))
    assert text.startswith(begins) and text.endswith("A yes usually comes from 20% of them.")


def test_a_day_that_is_told_with_too_little_to_go_by() -> None:
    """Few conversations, or nothing before them; and nothing at all where no count was told."""
    asked = Query("day_told", count=2, target=2, form="ok")
    assert said(asked, BOTH) == "Two conversations: too few to hold against what is usual."
    assert "too few to say what is usual" in said(Query("day_told", count=9, target=2, form="ok"), States())
    assert answer_to(Query("day_told", form="ok"), BOTH, TODAY) is None


def test_two_reasons_are_both_counted() -> None:
    """The second by its number alone."""
    states = weeks(("call", 20, {"soft_no": 10}))
    for day in states.stats.days:
        states.reasons.days[day] = {"price/soft_no/call": 6, "timing/soft_no/call": 4}
    text = said(Query("reasons", reason="price", reason_too="timing"), states)
    assert text == "Price: 234 of your 390 no's in your whole journal, 60%. Timing: 156."


def test_what_there_is_to_work_on() -> None:
    """The way that carries where one does, and the step at which most breaks off."""
    facts, words = focus_facts(BOTH, TODAY)
    assert words == {"carry_part": "in person"} and facts["carry_hits"].value == 78 and facts["carry_of"].value == 156
    assert facts["carry_rest_hits"].value == 39 and "lost_before" not in facts and facts["lost_in"].value == 39 * 21
    facts, words = focus_facts(weeks(("call", 20, {"soft_no": 18, "won": 1})), TODAY)
    assert words == {} and facts["lost_in"].value == 39 * 18 and "lost_before" not in facts
    facts, _ = focus_facts(weeks(("call", 20, {"soft_no": 9, "won": 1})), TODAY)
    assert facts["lost_before"].value == 39 * 10 and "lost_in" not in facts
    assert focus_facts(States(), TODAY) == ({}, {})
