"""The bank's telephone campaigns: years, order, numbers, and what is wrong with a row."""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from importing.desk import SAMPLE, Desk

from coach.errors import ImportFailed

pytestmark = pytest.mark.anyio

FULL = Path(__file__).parents[3] / "shared" / "data" / "bank-full.csv"
HEADER = "Cust_num,age,day,month,campaign,y\n"


async def test_the_sample_gives_its_numbers(desk: Desk) -> None:
    """Every row is `campaign` calls and one conversation, won where y is yes."""
    with SAMPLE.open() as text:
        rows = list(csv.DictReader(text))
    report = await desk.importer.run(desk.person_id, SAMPLE)
    assert (report.format, report.rows, report.added, report.refused) == ("bank", 400, 400, 0)
    won = sum(row["y"] == "yes" for row in rows)
    assert await desk.totals() == (sum(int(row["campaign"]) for row in rows), 400, won) == (611, 400, 88)
    assert {outcome.outcome: outcome.reason for outcome in await desk.outcomes()} == {
        "won": None,
        "soft_no": "unstated",
    }


async def test_the_year_goes_up_when_the_month_goes_back(desk: Desk) -> None:
    """The file starts in May 2008 and goes through two turns of the year to November 2010."""
    await desk.importer.run(desk.person_id, SAMPLE)
    months = [month for month, _ in groupby(moment[:7] for moment, _ in await desk.outreach())]
    assert months == ["2008-05", "2008-11", "2008-12", "2009-01", "2009-12", "2010-01", "2010-11"]


async def test_rows_of_a_day_keep_the_order_of_the_file(desk: Desk) -> None:
    """By time of day the journal is in the order of the file, and every row is on its own local day."""
    with SAMPLE.open() as text:
        rows = [(row["day"], row["campaign"]) for row in csv.DictReader(text)]
    await desk.importer.run(desk.person_id, SAMPLE)
    by_time = sorted(await desk.outreach(), key=lambda found: found[0])
    assert [(str(int(moment[8:10])), str(event.count)) for moment, event in by_time] == rows
    assert len({moment for moment, _ in by_time}) == len(rows)
    assert all(event.channel == "call" for _, event in by_time)


async def test_the_original_form_is_the_same_source(desk: Desk) -> None:
    """The file as UCI ships it (semicolons, quotes, no numbers) names the same rows: nothing is added twice."""
    with SAMPLE.open() as text:
        header, *rows = list(csv.reader(text))
    first = [row for row in rows if int(row[0]) <= 150]
    original = "\n".join(
        ";".join(f'"{cell}"' if not cell.lstrip("-").isdigit() else cell for cell in row[1:])
        for row in [header, *first]
    )
    await desk.importer.run(desk.person_id, SAMPLE)
    assert await desk.run(original, "bank.csv") == (0, 150, 0, 0)


async def test_bad_rows_are_named_and_the_rest_comes_in(desk: Desk) -> None:
    """A row without sense is refused with its line; the year of the others does not suffer."""
    problems = await desk.problems(
        HEADER
        + "1,30,5,may,2,no\n"
        + "2,30,31,jun,1,no\n"  # 3: no such day
        + "3,30,5,brumaire,1,no\n"
        + "4,30,5,jul,0,no\n"
        + "5,30,5,jul,1,maybe\n"
        + ",30,5,jul,1,no\n"
        + "1,30,6,jul,1,no\n"  # 8: a number twice
        + "9,30,7,jan,3,yes\n"
    )
    assert list(problems) == [3, 4, 5, 6, 7, 8]
    assert problems[3] == "There is no “31” in jun 2008. Correct the day."
    assert problems[8] == "Line 2 has the same id. Give every row an id of its own."
    assert [moment[:10] for moment, _ in await desk.outreach()] == ["2008-05-05", "2009-01-07"]


async def test_a_file_that_lacks_a_column_is_not_taken_for_the_bank(desk: Desk) -> None:
    """Asked for by name, the format says which columns it misses."""
    path = desk.write("day,month,y\n1,may,no\n")
    with pytest.raises(ImportFailed, match="“campaign” are missing"):
        await desk.importer.run(desk.person_id, path, "bank")


@pytest.mark.skipif(not FULL.exists(), reason="bank-full.csv is not beside this checkout")
async def test_the_whole_file_gives_the_published_numbers(desk: Desk) -> None:
    """45,211 rows: 124,956 attempts, 45,211 conversations, 5,289 won, and nothing more the second time."""
    seen: list[tuple[int, int]] = []
    report = await desk.importer.run(desk.person_id, FULL, progress=lambda done, of: seen.append((done, of)))
    assert (report.rows, report.added, report.refused) == (45_211, 45_211, 0)
    assert await desk.totals() == (124_956, 45_211, 5_289)
    assert seen[0] == (0, 45_211)
    assert seen[-1] == (45_211, 45_211)
    assert seen == sorted(seen)
    days = (await desk.journal.states(desk.person_id)).stats.days
    assert (min(days), max(days)) == ("2008-05-05", "2010-11-17")
    again = await desk.importer.run(desk.person_id, FULL)
    assert (again.added, again.already, again.corrected) == (0, 45_211, 0)
