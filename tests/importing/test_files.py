"""Files that cannot be imported at all: one clear sentence or two, and nothing is written."""

import os
from pathlib import Path

import pytest
from importing.desk import Desk

from coach.errors import ImportFailed, NotFound

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf \r\n\n", "The file is empty"),
        (b"date,outcome\n", "a header but no rows"),
        (b"date,outcome\n,\n\n", "a header but no rows"),
        (b"date\n2026-11-02\0\n", "not text, or is UTF-16"),
        ("date\n2026-11-02\n".encode("utf-16"), "not text, or is UTF-16"),
        (b"date\n\x81\x8d\n", "is not text"),
        (b"PK\x03\x04rest", "is a spreadsheet. Save it as CSV"),
        (b"name,result\nAnn,no\n", "No known format has the columns “name”, “result”. Rename them: bank has"),
        (b"date,result\n2026-11-02,no\n", "The columns “result” are not known. Remove them, or rename them: date"),
        (b"date,outcome,Date\n2026-11-02,no,1\n", "The column “date” is there twice"),
        (b"date," + b"x" * 200_000, "far too long for a header"),
        (b'"date\n', "The header line cannot be read. A quote that opens here"),
    ],
)
async def test_what_is_no_table_fails(desk: Desk, content: bytes, problem: str) -> None:
    """The message says what is wrong and what to do, and the journal stays as it was."""
    path, before = desk.write(content), await desk.log.head(desk.person_id)
    with pytest.raises(ImportFailed) as failed:
        await desk.importer.run(desk.person_id, path)
    assert problem in str(failed.value)
    assert "\n" not in str(failed.value)
    assert await desk.log.head(desk.person_id) == before


async def test_what_is_no_file_fails(desk: Desk, tmp_path: Path) -> None:
    """A missing file, a folder and a pipe are told apart; a pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    for path, problem in (
        (tmp_path / "none.csv", "none.csv cannot be read: No such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "is not a file"),
    ):
        with pytest.raises(ImportFailed, match=problem):
            await desk.importer.run(desk.person_id, path)


async def test_an_unknown_format_fails(desk: Desk) -> None:
    """The message names the formats there are."""
    with pytest.raises(ImportFailed, match=r"no format “abacus”\. Choose one of bank, plain"):
        await desk.importer.run(desk.person_id, desk.write("date\n2026-11-02\n"), "abacus")


async def test_an_unknown_person_has_nothing_to_import_into(desk: Desk) -> None:
    """Importing for somebody who is not registered is refused."""
    with pytest.raises(NotFound):
        await desk.importer.run("01890a5d-ac96-774b-bcce-b302099a8057", desk.write("date\n2026-11-02\n"))


async def test_a_file_of_bad_rows_writes_nothing(desk: Desk) -> None:
    """Where every row is refused, no import is recorded; the report names the first fifty and counts all."""
    before = await desk.log.head(desk.person_id)
    report = await desk.importer.run(desk.person_id, desk.write("date\n" + "bad\n" * 70))
    assert (report.rows, report.refused, len(report.problems)) == (70, 70, 50)
    assert await desk.log.head(desk.person_id) == before
    assert await desk.importer.batches(desk.person_id) == []


async def test_a_very_long_cell_is_one_refused_row(desk: Desk) -> None:
    """A cell beyond every limit does not stop the rows after it."""
    problems = await desk.problems(f"date,note\n2026-11-01,{'x' * 300_000}\n2026-11-02,fine\n")
    assert list(problems) == [2]
    assert await desk.totals() == (1, 0, 0)
