"""The parts of the Progress room as pure functions: invented journals in, sentences, plots and tables out."""

from datetime import date, timedelta
from typing import Any

from support.folding import MONDAY, called, met, on, record

from coach.journal.wins import Win
from coach.web.progress_view import Part, StreakPart, parts, period_of, wall
from events.envelope import Event
from events.folds.reader import States, fold_into
from events.types.person import PersonSettingsChanged
from events.types.prospects import ProspectAdded
from events.types.rest import RestDaysTaken

Story = list[tuple[Event, int]]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def states(story: Story) -> States:
    """Events, each with its day after the Monday."""
    found = States()
    ordered = sorted(story, key=lambda one: one[1])
    fold_into(found, [record(event, on(number), n + 1) for n, (event, number) in enumerate(ordered)])
    return found


def room(story: Story, today: int, period: Any = "8w") -> dict[str, Any]:
    return parts("person", states(story), period, day(today))


def busy(weeks: int) -> Story:
    """Weeks of Monday to Friday: five attempts a day; two no's about price, a step forward, on Fridays a yes."""
    story: Story = []
    for number in (7 * week + weekday for week in range(weeks) for weekday in range(5)):
        story += [(called(5), number), (met("progress"), number), (met("soft_no", reason="price"), number)]
        story.append((met("won") if number % 7 == 4 else met("hard_no", reason="price"), number))
    return story


def words_of(part: Part) -> str:
    return " ".join([part.sentence, *part.notes])


def test_every_part_of_a_full_journal_has_its_table() -> None:
    """Each plot has the numbers it shows behind it, and the sentences carry the same ones."""
    found = room(busy(8), today=53)
    for name in ("effort", "weeks", "funnel", "outcomes", "run", "reasons", "conversion"):
        assert len(found[name].table) > 1, name
        assert len({len(row) for row in found[name].table}) == 1, name
    for name in ("effort", "funnel", "outcomes", "reasons", "conversion"):
        assert str(found[name].plot).startswith("<svg"), name
    assert found["effort"].sentence == "In the last eight weeks you reached out 200 times on 40 days: 200 calls."


def test_the_way_to_a_yes_counts_each_step_in_the_one_before() -> None:
    """A yes needs no step forward first, so the third step holds both; each share has its n and its range."""
    funnel = room(busy(8), today=53)["funnel"]
    assert [row[:3] for row in funnel.table[1:]] == [
        ["Attempts", "200", ""],
        ["Conversations", "120", "60% of 200"],
        ["Forward or yes", "48", "40% of 120"],
        ["Yeses", "8", "17% of 48"],
    ]
    assert all(row[3] and row[4] for row in funnel.table[2:])
    assert "60% of 200 attempts, 40% of 120 conversations, 17% of 48 that went forward" in words_of(funnel)


def test_a_run_has_its_word_its_odds_and_a_range_for_the_next_yes() -> None:
    """Ordinary is said; the next yes is a range, and nothing is due."""
    story = [*busy(8), *((met("soft_no"), 54) for _ in range(4))]
    run = room(story, today=54)["run"]
    assert run.sentence == "Without a yes now: 4 conversations. Ordinary."
    said = words_of(run)
    assert "in half of all cases" in said and "in nine of ten" in said and "whatever came before it" in said
    assert "due" not in said and "whatever time is chosen above" in said
    numbers = dict(run.table[1:])
    assert (numbers["Without a yes now"], numbers["Conversations before"]) == ("4", "120")
    long = room([*busy(8), *((met("soft_no"), 54) for _ in range(120))], today=54)["run"]
    assert long.sentence.endswith("Unlucky, and chance alone does that.")


def test_few_numbers_are_called_few() -> None:
    """Three conversations: no rate, no odds, no best week, no share; and no interval is drawn."""
    found = room([(called(3), 0), (met("soft_no"), 0), (met("soft_no"), 0), (met("progress"), 0)], today=0)
    assert "Too early to tell" in found["run"].sentence
    assert "too early to tell of 3 attempts" in words_of(found["funnel"])
    assert "3 conversations are too few to give a rate" in found["conversion"].sentence
    assert found["conversion"].plot is None
    assert found["weeks"] is None and "once 4 weeks" in words_of(found["effort"])
    assert found["reading"] is None
    assert not any("%" in cell for part in ("funnel", "run", "conversion") for row in found[part].table for cell in row)


def test_a_time_without_anything_says_so() -> None:
    """What is of the period is empty in it; what is of the whole journal stays, and says of what it is."""
    found = room(busy(8), today=365, period="4w")
    assert found["effort"].sentence == "In the last four weeks: no outreach logged."
    assert found["funnel"].sentence == "Nothing came back in this time."
    assert found["outcomes"] is None and found["weeks"] is None
    assert found["run"].table and "In the" not in found["reasons"].sentence


def test_a_month_of_few_conversations_is_too_early() -> None:
    """A month under thirty has its count and no share; the next month has both."""
    story = [*((met("soft_no"), 0) for _ in range(9)), *((one, number + 28) for one, number in busy(4))]
    conversion = room([(called(9), 0), *story], today=60, period="all")["conversion"]
    january, february = conversion.table[1:3]
    assert january == ["Jan 2026", "9", "too early", "", ""]
    assert february == ["Feb 2026", "60", "6.7%", "2.6%", "16%"]
    assert "too early" in str(conversion.plot)


def test_the_best_weeks_have_dates() -> None:
    """The most effort first, and the week of most steps forward."""
    story = [*busy(5), (called(20), 8), (called(10), 22), *((met("progress"), 15) for _ in range(4))]
    weeks = room(story, today=34)["weeks"]
    assert weeks.sentence == (
        "Most effort: the week of 12 January, with 45 attempts on 5 days; "
        "then those of 26 January (35) and 2 February (25)."
    )
    assert weeks.notes == ["Most steps forward: the week of 19 January, with 9."]
    assert [row[0] for row in weeks.table[1:]] == ["12 January", "26 January", "2 February", "19 January"]


def test_the_streak_has_seven_days_in_words() -> None:
    """Worked, off, still to come; strength as a plain number; a rest day breaks nothing."""
    story = [*busy(2)[:-4], (RestDaysTaken(days=[day(10).isoformat()]), 9)]
    streak: StreakPart = room([one for one in story if one[1] != 10], today=11)["streak"]
    assert streak.sentence == "8 working days with outreach in this streak, your best so far."
    assert [one.mark for one in streak.week] == ["worked", "worked", "worked", "off", "ahead", "off", "off"]
    assert streak.week[3].words == "Thursday, 15 January: day off"
    assert streak.week[4].words == "Friday, 16 January: still to come"
    assert streak.legend == [("worked", "worked"), ("off", "day off"), ("ahead", "still to come")]
    assert 0 < streak.strength < 100 and streak.table[-1][1] == str(streak.strength)


def test_a_streak_that_is_switched_off_is_nowhere() -> None:
    """Nor is one before the first day."""
    assert room([*busy(2), (PersonSettingsChanged(streaks=False), 12)], today=13)["streak"] is None
    assert room([(met("soft_no"), 0)], today=0)["streak"] is None


def test_targeting_or_message_stands_only_with_a_verdict() -> None:
    """One reason that is clearly ahead has its sentence with share, range and n, and since when."""
    reading = room(busy(8), today=53)["reading"]
    assert reading.sentence.startswith("Price is named most since ") and "n = 72" in reading.sentence
    assert "offer and message" in words_of(reading)
    assert room(busy(1), today=6)["reading"] is None


def test_a_reason_that_gathers_in_a_segment_has_its_table() -> None:
    """Where it was tried, there against elsewhere, with the difference, its range and the corrected p."""
    story: Story = []
    for industry, reasons in {"retail": {"price": 16, "fit": 2}, "media": {"price": 3, "fit": 9, "timing": 9}}.items():
        for reason, count in reasons.items():
            for prospect in (f"{industry} {reason} {number}" for number in range(count)):
                story.append((ProspectAdded(prospect_id=prospect, industry=industry), 0))
                story.append((met("soft_no", reason=reason, prospect_id=prospect), 0))
    reading = room(story, today=1)["reading"]
    assert "whom you ask" in words_of(reading)
    heads, first, *_ = reading.table
    assert heads[:3] == ["Where", "There", "Elsewhere"] and len(first) == len(heads)
    assert "retail" in first[0] and first[1:3] == ["89% of 18", "14% of 21"]
    assert first[3].startswith("+") and float(first[-1]) < 0.05


def test_the_wall_says_what_when_and_with_whom() -> None:
    """One is a word, more are counted; another year is named."""
    lines = wall(
        [Win(day(3), "won", 1, "Ann, Acme", "Signed."), Win(date(2025, 12, 31), "progress", 3, "", "")], day(4)
    )
    assert [(one.what, one.day) for one in lines] == [
        ("Yes", "Thursday, 8 January"),
        ("3 steps forward", "Wednesday, 31 December 2025"),
    ]


def test_a_period_is_of_whole_weeks() -> None:
    """From a Monday, this week among them; "all" is open."""
    assert period_of("4w", day(24)).since == day(0)
    assert period_of("8w", day(55)).since == day(0)
    assert period_of("all", day(3)).since is None
