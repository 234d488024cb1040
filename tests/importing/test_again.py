"""Importing again: twice adds nothing, undo and again works, changed rows are corrected."""

import pytest
from importing.desk import SAMPLE, Desk

from coach.contracts import EntryInput, OutcomeInput, PersonInput
from coach.errors import NotFound
from events.ids import new_id

pytestmark = pytest.mark.anyio

A = "id,date,outcome,count,note\n1,2026-11-02,no,1,first\n2,2026-11-02,no,2,\n"
B = A.replace("1,2026-11-02,no,1,first", "1,2026-11-02,won,1,first")


async def test_twice_adds_nothing(desk: Desk) -> None:
    """The second run finds every row and writes not one event."""
    assert await desk.run(A) == (2, 0, 0, 0)
    head = await desk.log.head(desk.person_id)
    assert await desk.run(A) == (0, 2, 0, 0)
    assert await desk.log.head(desk.person_id) == head


async def test_identical_rows_are_rows_of_their_own(desk: Desk) -> None:
    """Three same calls on a day are three calls, also the second time; a fourth is added."""
    three = "date,outcome\n" + "2026-11-02,no\n" * 3
    assert await desk.run(three) == (3, 0, 0, 0)
    assert await desk.run(three + "2026-11-02,no\n") == (1, 3, 0, 0)
    assert await desk.totals() == (4, 4, 0)


async def test_files_with_other_names_are_other_sources(desk: Desk) -> None:
    """The same id in another file is another row."""
    await desk.run(A)
    assert await desk.run(A, "other.csv") == (2, 0, 0, 0)


async def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    """It reports what an import would do, before and after one, and writes nothing."""
    path, head = desk.write(A), await desk.log.head(desk.person_id)
    report = await desk.importer.run(desk.person_id, path, dry_run=True)
    assert (report.added, report.dry_run) == (2, True)
    assert await desk.log.head(desk.person_id) == head
    await desk.run(A)
    head = await desk.log.head(desk.person_id)
    report = await desk.importer.run(desk.person_id, desk.write(B), dry_run=True)
    assert (report.added, report.already, report.corrected) == (0, 1, 1)
    assert await desk.log.head(desk.person_id) == head


async def test_undo_and_again(desk: Desk) -> None:
    """Undoing takes every row back; importing then adds all of them, as often as wanted."""
    for generation in range(3):
        report = await desk.importer.run(desk.person_id, SAMPLE)
        assert report.added == 400
        assert (await desk.totals())[0] == 611
        assert await desk.importer.undo(desk.person_id, report.batch_id) == 400
        assert await desk.totals() == (0, 0, 0)
        with pytest.raises(NotFound, match="already undone"):
            await desk.importer.undo(desk.person_id, report.batch_id)
        batches = await desk.importer.batches(desk.person_id)
        assert (len(batches), batches[-1].generation, batches[-1].undone) == (generation + 1, generation, True)
        assert batches[-1].name == "bank-sample.csv"


async def test_undo_of_what_is_not_there(desk: Desk) -> None:
    """An unknown batch is not found."""
    with pytest.raises(NotFound, match="no such import"):
        await desk.importer.undo(desk.person_id, new_id())


async def test_a_changed_row_is_corrected_and_back(desk: Desk) -> None:
    """A, B, A, B: each change is one correction, a repeat adds nothing, and undo takes all of it back."""
    await desk.run(A)
    for text, totals in ((B, (3, 3, 1)), (A, (3, 3, 0)), (B, (3, 3, 1)), (A, (3, 3, 0))):
        assert await desk.run(text) == (0, 1, 1, 0)
        assert await desk.totals() == totals
        head = await desk.log.head(desk.person_id)
        assert await desk.run(text) == (0, 2, 0, 0)
        assert await desk.log.head(desk.person_id) == head
    (batch,) = await desk.importer.batches(desk.person_id)
    assert batch.rows == 2
    assert await desk.importer.undo(desk.person_id, batch.batch_id) == 2
    assert await desk.totals() == (0, 0, 0)


@pytest.mark.parametrize(
    ("row", "totals"),
    [
        ("1,2026-11-03,no,1,first", (3, 3, 0)),  # another day
        ("1,2026-11-02T10:00:00Z,no,1,first", (3, 3, 0)),  # a time of day
        ("1,2026-11-02,,1,first", (3, 2, 0)),  # the outcome is gone
        ("1,2026-11-02,no,4,first", (6, 6, 0)),
        ("1,2026-11-02,no,1,second", (3, 3, 0)),  # only the sealed note
        ("1,2026-11-02,no,1,", (3, 3, 0)),
    ],
)
async def test_any_change_of_a_row_is_one_correction(desk: Desk, row: str, totals: tuple[int, int, int]) -> None:
    """Whatever changed, the row is corrected in place, and changed back."""
    changed = A.replace("1,2026-11-02,no,1,first", row)
    await desk.run(A)
    assert await desk.run(changed) == (0, 1, 1, 0)
    assert await desk.totals() == totals
    assert await desk.run(changed) == (0, 2, 0, 0)
    assert await desk.run(A) == (0, 1, 1, 0)
    assert await desk.totals() == (3, 3, 0)
    assert sorted(await desk.notes()) == ["", "first"]


async def test_an_outcome_that_came_later_is_a_correction(desk: Desk) -> None:
    """A row without an outcome that has one now is not counted twice."""
    await desk.run("id,date,outcome\n1,2026-11-02,\n")
    assert await desk.run("id,date,outcome\n1,2026-11-02,won\n") == (0, 0, 1, 0)
    assert await desk.totals() == (1, 1, 1)


async def test_a_second_row_with_an_id_is_refused(desk: Desk) -> None:
    """Two rows cannot be one entry; the message names the first one's line."""
    problems = await desk.problems(A + "1,2026-11-02,won,1,\n")
    assert problems == {4: "Line 2 has the same id. Give every row an id of its own."}


async def test_moving_to_another_time_zone_changes_no_row(desk: Desk) -> None:
    """What the file says is the same, so nothing is corrected."""
    text = "id,date\n1,2026-11-02\n2,2026-11-02 14:30\n3,2026-11-02T14:30:00Z\n4,2026-11-02T14:30:00-05:00\n"
    without_ids = text.replace("id,", "").replace("\n1,", "\n").replace("\n2,", "\n").replace("\n3,", "\n")
    await desk.run(text)
    await desk.run(without_ids.replace("\n4,", "\n"), "plain.csv")
    await desk.people.change(desk.person_id, PersonInput(time_zone="America/New_York"))
    assert await desk.run(text) == (0, 4, 0, 0)
    assert await desk.run(without_ids.replace("\n4,", "\n"), "plain.csv") == (0, 4, 0, 0)


async def test_what_the_person_did_by_hand_stays(desk: Desk) -> None:
    """An entry that the person took back or corrected is not put back by the next import, changed or not."""
    await desk.run(A)
    second, first = [entry.entry_id for entry in await desk.journal.recent_entries(desk.person_id)]
    await desk.journal.undo(desk.person_id, second)
    mended = EntryInput(entry_id=new_id(), outcomes=[OutcomeInput(outcome="progress")])
    await desk.journal.correct(desk.person_id, first, mended)
    for text in (A, B, A):
        assert await desk.run(text) == (0, 2, 0, 0)
        assert await desk.totals() == (1, 1, 0)


async def test_rows_that_come_between_are_added(desk: Desk) -> None:
    """A longer export of the same file adds its new rows, wherever they stand."""
    await desk.run(A)
    longer = A.replace("1,2026", "3,2026-11-02,won,1,new\n1,2026")
    assert await desk.run(longer) == (1, 2, 0, 0)
    assert await desk.totals() == (4, 4, 1)
