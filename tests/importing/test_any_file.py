"""Any file: it is refused as a whole, or every row of it is accounted for exactly once."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing.desk import Clock

from coach.contracts import ImportReport, PersonInput
from coach.errors import ImportFailed
from coach.importing.service import Importer
from coach.journal.people import People
from coach.journal.service import Journal
from events.folds.reader import Reader
from events.memory import MemoryLog
from events.sealing import MemoryKeys

pytestmark = pytest.mark.anyio

PROPERTY = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

CELLS = st.one_of(
    st.sampled_from(
        ["", "2026-11-02", "2.11.2026", "11/12/2026", "2026-11-02T10:00:00Z", "no", "won", "price", "1", "7", "Ann"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)
COLUMNS = ["date", "channel", "outcome", "reason", "count", "note", "contact", "company", "id", "amount", "attempts"]


@pytest.fixture
def journal(clock: Clock) -> Journal:
    """A journal in memory: hundreds of files are tried on it."""
    keys = MemoryKeys()
    log = MemoryLog(keys, clock)
    return Journal(log, keys, Reader(log), clock)


def accounted(report: ImportReport) -> None:
    """The parts of a report add up, and refused rows are in the order of the file, a line each."""
    assert report.added + report.already + report.corrected + report.refused == report.rows
    lines = [problem.line for problem in report.problems]
    assert lines == sorted(set(lines))
    assert all(problem.problem.endswith(".") and "\n" not in problem.problem for problem in report.problems)


@PROPERTY
@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
)
async def test_any_bytes_fail_clearly_or_are_accounted_for(journal: Journal, tmp_path: Path, content: bytes) -> None:
    """Bytes of any kind, also below a good header."""
    person_id = (await People(journal).register(PersonInput())).person_id
    for start in (b"", b"date,outcome,note\n"):
        path = tmp_path / "any.csv"
        path.write_bytes(start + content)
        try:
            accounted(await Importer(journal).run(person_id, path))
        except ImportFailed as failed:
            assert str(failed).endswith(".")


@PROPERTY
@given(
    columns=st.permutations(COLUMNS).flatmap(lambda names: st.integers(1, len(names)).map(lambda n: names[:n])),
    rows=st.lists(st.lists(CELLS, min_size=11, max_size=11), min_size=1, max_size=8),
    mark=st.sampled_from(",;\t"),
)
async def test_every_row_of_a_table_is_reported_once_and_never_added_twice(
    journal: Journal, tmp_path: Path, columns: list[str], rows: list[list[str]], mark: str
) -> None:
    """As many rows as the table has are reported; a second run adds and corrects nothing."""
    header = [*dict.fromkeys(["date", *columns])]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *(row[: len(header)] for row in rows)])
    path = tmp_path / "table.csv"
    path.write_bytes(text.getvalue().encode())
    expected = sum(any(cell.strip() for cell in row[: len(header)]) for row in rows)
    person_id = (await People(journal).register(PersonInput(time_zone="Europe/Berlin"))).person_id
    try:
        first = await Importer(journal).run(person_id, path)
    except ImportFailed:
        assert expected == 0
        return
    accounted(first)
    assert first.rows == expected
    again = await Importer(journal).run(person_id, path)
    assert (again.added, again.corrected, again.already) == (0, 0, first.added)
