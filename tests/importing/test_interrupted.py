"""Imports that are interrupted, or run at once: the next run goes on, and nothing is counted twice."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from importing.desk import Clock, Desk

from coach.importing.service import Importer
from coach.journal.service import Journal
from events.envelope import ANY, Appended, Expected, NewEvent
from events.errors import StorageFailed
from events.folds.reader import Reader

pytestmark = pytest.mark.anyio


class FailingLog:
    """A log whose disk is full after some appends."""

    def __init__(self, log: Any, appends: int) -> None:
        self._log = log
        self._left = appends

    async def append(self, person_id: str, events: Sequence[NewEvent], expected: Expected = ANY) -> Appended:
        self._left -= 1
        if self._left < 0:
            raise StorageFailed
        appended: Appended = await self._log.append(person_id, events, expected)
        return appended

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


@pytest.mark.parametrize("appends", range(4))
async def test_an_interrupted_import_goes_on(desk: Desk, clock: Clock, appends: int) -> None:
    """What came in before the failure stays, the next run adds the rest, and undo takes back both."""
    rows = 1_200
    path = desk.write("date,outcome,contact\n" + "".join(f"2026-11-02,no,Client {row}\n" for row in range(rows)))
    log: Any = FailingLog(desk.log, appends)
    with pytest.raises(StorageFailed):
        await Importer(Journal(log, desk.keys, Reader(log), clock)).run(desk.person_id, path)
    came_in = min(500 * appends, rows)
    assert (await desk.totals())[0] == came_in
    clock.now += timedelta(hours=1)
    report = await desk.importer.run(desk.person_id, path)
    assert (report.added, report.already, report.corrected) == (rows - came_in, came_in, 0)
    assert await desk.totals() == (rows, rows, 0)
    assert len(await desk.journal.prospects(desk.person_id)) == rows
    assert await desk.importer.undo(desk.person_id, report.batch_id) == rows


async def test_two_imports_of_a_file_at_once_are_one(desk: Desk, clock: Clock) -> None:
    """Whoever comes second finds the rows there: nothing is counted twice and nobody gets an error."""
    path = desk.write("id,date,outcome,count,contact\n1,2026-11-02,no,1,Ann\n2,2026-11-02,no,2,\n")
    await asyncio.gather(*(desk.importer.run(desk.person_id, path) for _ in range(4)))
    assert await desk.totals() == (3, 3, 0)
    assert len(await desk.importer.batches(desk.person_id)) == 1
