"""Plain CSV: what its columns mean, in which forms it may come, and what is wrong with a row."""

import pytest
from importing.desk import Desk

pytestmark = pytest.mark.anyio

FULL_HEADER = "date,channel,outcome,reason,count,note,contact,company\n"


async def test_all_columns_come_in(desk: Desk) -> None:
    """A row with an outcome is that many outcomes of as many attempts; its note and prospect come with it."""
    text = FULL_HEADER + "2026-11-02,email,soft_no,price,6,too dear,Ann Smith,Acme\n"
    assert await desk.run(text) == (1, 0, 0, 0)
    (entry,) = await desk.journal.recent_entries(desk.person_id)
    (outcome,) = entry.outcomes
    assert (entry.channel, entry.count, entry.note, entry.contact) == ("email", 6, "too dear", "Ann Smith")
    assert (outcome.outcome, outcome.reason, outcome.count) == ("soft_no", "price", 6)
    assert entry.occurred_at.isoformat() == "2026-11-02T09:00:00+01:00"


async def test_without_an_outcome_a_row_is_attempts_only(desk: Desk) -> None:
    """40 emails that nobody answered yet are 40 attempts and no outcome."""
    await desk.run("date,count\n2026-11-02,40\n2026-11-03,\n")
    assert await desk.totals() == (41, 0, 0)


async def test_attempts_may_be_more_than_outcomes(desk: Desk) -> None:
    """`attempts` says out of how many calls the outcomes came; fewer than the outcomes is refused."""
    problems = await desk.problems(
        "date,outcome,count,attempts\n2026-11-02,no,9,12\n2026-11-02,no,9,5\n2026-11-02,,,7\n"
    )
    assert list(problems) == [3]
    assert await desk.totals() == (19, 9, 0)


async def test_amounts_segments_and_tags(desk: Desk) -> None:
    """A won row may carry an amount; industry, size, role and tags describe the prospect."""
    await desk.run(
        "date,outcome,amount,company,industry,company_size,role,tags,email,phone\n"
        "2026-11-02,won,1200.50,Acme,mining,50,CEO,hot; north|hot,a@acme.test,+1 555 0100\n"
    )
    assert [outcome.amount for outcome in await desk.outcomes()] == [1200.5]
    (prospect,) = await desk.journal.prospects(desk.person_id)
    assert (prospect.industry, prospect.company_size, prospect.role) == ("mining", "50", "CEO")
    assert (prospect.tags, prospect.email, prospect.phone) == (["hot", "north"], "a@acme.test", "+1 555 0100")


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("won", "won"),
        ("Yes", "won"),
        ("no", "soft_no"),
        ("Soft No", "soft_no"),
        ("hard-no", "hard_no"),
        ("No answer", "no_answer"),
        ("voicemail", "no_answer"),
        ("Callback", "progress"),
        ("wrong number", "unreachable"),
    ],
)
async def test_outcomes_have_obvious_other_names(desk: Desk, word: str, outcome: str) -> None:
    """Case, hyphens and a few usual words do not matter."""
    await desk.run(f"date,outcome\n2026-11-02,{word}\n")
    assert [found.outcome for found in await desk.outcomes()] == [outcome]


async def test_an_imported_hard_no_locks_nobody(desk: Desk) -> None:
    """Only the person can say that a no is final."""
    await desk.run("date,outcome,contact\n2026-11-02,hard_no,Ann\n")
    assert [found.confirmed for found in await desk.outcomes()] == [False]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-02", "2026-11-02T09:00:00.000+01:00"),
        ("2026/7/2", "2026-07-02T09:00:00.000+02:00"),
        ("2.11.2026", "2026-11-02T09:00:00.000+01:00"),
        ("13/11/2026", "2026-11-13T09:00:00.000+01:00"),
        ("11/13/2026", "2026-11-13T09:00:00.000+01:00"),
        ("2026-11-02 14:30", "2026-11-02T14:30:00.000+01:00"),
        ("2026-11-02T14:30:05.1239-05:00", "2026-11-02T14:30:05.123-05:00"),
        ("2026-11-02T23:30:00Z", "2026-11-03T00:30:00.000+01:00"),
    ],
)
async def test_dates(desk: Desk, date: str, moment: str) -> None:
    """Days, local times and moments; UTC is moved to the person's zone, another offset stays."""
    await desk.run(f"date\n{date}\n")
    assert [found for found, _ in await desk.outreach()] == [moment]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("02/11/2026,no,", "two different days"),
        ("2026-02-30,no,", "There is no day or time “2026-02-30”"),
        ("2026-11-02T25:00:00Z,no,", "There is no day or time"),
        ("26-11-02,no,", "no date that Rebound can read"),
        ("0026-11-02,no,", "not between 1970 and 2999"),
        ("9999-12-31T23:59:59Z,no,", "not between 1970 and 2999"),
        ("2026-11-23,no,", "more than a day ahead"),
        (",no,", "The date is missing"),
        ("2026-11-02,perhaps,", "“perhaps” is no outcome that Rebound knows. Write one of won, progress, soft_no"),
        ("2026-11-02,no,moon", "“moon” is no reason"),
        ("2026-11-02,won,price", "Only a no has a reason"),
        ("2026-11-02,,price", "belongs to an outcome"),
        ("2026-11-02,no,price,1.5", "“1.5” is no count. Write a whole number from 1 to 10,000"),
        ("2026-11-02,no,price,0", "is no count"),
        ("2026-11-02,no,price,10001", "is no count"),
        ("2026-11-02,no,price,1,NaN", "is no amount"),
        ("2026-11-02,no,price,1,5", "Only a won outcome has an amount"),
        ("2026-11-02,no,price,1,,a,b", "7 cells for 6 columns"),
        (f"2026-11-02,no,price,1,,{'x' * 2001}", "The note has 2,001 characters. Shorten it to 2,000."),
    ],
)
async def test_a_bad_row_says_what_to_mend(desk: Desk, row: str, problem: str) -> None:
    """The row is refused in a sentence or two, and the row after it comes in."""
    problems = await desk.problems(f"date,outcome,reason,count,amount,note\n{row}\n2026-11-03,won\n")
    assert list(problems) == [2]
    assert problem in problems[2]
    assert await desk.totals() == (1, 1, 1)


async def test_lines_are_those_of_the_file(desk: Desk) -> None:
    """After notes of several lines, blank lines and empty rows a refused row is still found under its line."""
    text = '\ndate,note\n2026-11-02,"one\ntwo\n\nfour"\n\nbad,x\n,\n2026-11-03,"a\r\nb"\nbad,"y\n"\nbad,z\n'
    assert list(await desk.problems(text)) == [8, 12, 14]
    assert await desk.notes() == ["a\r\nb", "one\ntwo\n\nfour"]


async def test_a_quote_that_is_never_closed_swallows_nothing_silently(desk: Desk) -> None:
    """The row where it opens is refused, and says that all after it was read as one cell."""
    problems = await desk.problems('date,note\n2026-11-01,fine\n2026-11-02,"open\n2026-11-03,lost\n')
    assert list(problems) == [3]
    assert "never closed" in problems[3]
    assert await desk.totals() == (1, 0, 0)


async def test_a_quote_out_of_place_costs_one_row(desk: Desk) -> None:
    """Text after a closing quote is refused; a quote within an unquoted cell is text."""
    problems = await desk.problems('date,note\n2026-11-01,"a"b\n2026-11-02,5" pipe\n')
    assert list(problems) == [2]
    assert await desk.notes() == ['5" pipe']


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_separators_encodings_and_line_ends(desk: Desk, mark: str, encoding: str, end: str) -> None:
    """Whatever a spreadsheet writes: the columns may stand in any order, with capitals and spaces."""
    rows = [["Note", "Company Size", "DATE", "Company"], ["Größe, ja", "10", "2026-11-02", "Müller"]]
    text = end.join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in rows)
    assert await desk.run(text.encode(encoding)) == (1, 0, 0, 0)
    (entry,) = await desk.journal.recent_entries(desk.person_id)
    assert (entry.note, entry.company) == ("Größe, ja", "Müller")
