"""The service of importing: run a file into a person's journal, take an import back, and tell which there were."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from coach.contracts import ImportReport, RefusedRow
from coach.errors import NotFound
from coach.importing.formats import Parsed, parse
from coach.importing.intake import Intake, Tally
from coach.importing.source import Source, source_of
from coach.journal.service import Journal
from events.envelope import NewEvent
from events.errors import SubjectForgotten
from events.folds.imports import BatchState
from events.folds.reader import States
from events.ids import derive, new_id
from events.sealing import Forgotten, unseal
from events.types.imports import ImportFinished, ImportSource, ImportStarted, ImportUndone
from events.types.outreach import OutreachRecorded

CHUNK: Final = 500
"""Rows of one append: few enough that others who log meanwhile do not wait."""

MOST_PROBLEMS: Final = 50


class ImportedBatch(Struct, frozen=True):
    """One import that the person made: `rows` are its entries that still count, `name` is that of the file."""

    batch_id: str
    format: str
    name: str
    generation: int
    rows: int
    undone: bool


class Importer:
    """Imports into any person's journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def run(
        self,
        person_id: str,
        path: Path,
        format: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Import a file; rows that came in before are left, or corrected where the file says something else now.

        `progress` is told how many of how many rows are done. Raises `ImportFailed` before anything is written,
        `NotFound`, `LogError`. What was written before a failure stays; running the import again goes on from there.
        """
        states = await self._registered(person_id)
        zone = ZoneInfo(states.person.time_zone)
        parsed = await asyncio.to_thread(parse, path, format, zone)
        source = await self._source(person_id, parsed.source, states)
        started = ImportStarted(
            batch_id=source.batch_id, source=source.hash, generation=source.generation, format=parsed.format
        )
        intake = Intake(self._journal, source, started, path.name, any(row.prospect for row in parsed.rows))
        await intake.look()
        total = Tally(refused=parsed.refused)
        progress = progress or (lambda done, of: None)
        progress(len(total.refused), parsed.size)
        for start in range(0, len(parsed.rows), CHUNK):
            _add(total, await intake.take(parsed.rows[start : start + CHUNK], dry_run))
            progress(total.added + total.already + total.corrected + len(total.refused), parsed.size)
        if (total.added or total.corrected) and not dry_run:
            finished = ImportFinished(
                batch_id=source.batch_id,
                rows=parsed.size,
                added=total.added,
                corrected=total.corrected,
                refused=len(total.refused),
            )
            now = self._journal.clock().astimezone(zone)
            await self._journal.log.append(person_id, [NewEvent(new_id(), now, finished)])
        return _report(source, parsed, total, dry_run)

    async def undo(self, person_id: str, batch_id: str) -> int:
        """Take back all that came in as a batch; the number of its entries that counted. Raises `NotFound`."""
        batch = (await self._registered(person_id)).imports.batches.get(batch_id)
        if batch is None:
            raise NotFound("There is no such import. Take the batch id from the report of the import.")
        if batch.undone:
            raise NotFound("This import was already undone. Nothing of it is left to take back.")
        rows = (await self._counting(person_id))[batch_id]
        undone = ImportUndone(batch_id=batch_id)
        now = await self._journal.now(person_id)
        await self._journal.log.append(person_id, [NewEvent(derive(batch_id, "undone"), now, undone)])
        return rows

    async def batches(self, person_id: str) -> list[ImportedBatch]:
        """The person's imports, oldest first."""
        batches = list((await self._registered(person_id)).imports.batches.values())
        rows = await self._counting(person_id) if batches else Counter()
        return [
            ImportedBatch(
                batch.batch_id,
                batch.format,
                await self._name(person_id, batch),
                batch.generation,
                rows[batch.batch_id],
                batch.undone,
            )
            for batch in batches
        ]

    async def _registered(self, person_id: str) -> States:
        states = await self._journal.states(person_id)
        if not states.person.registered:
            raise NotFound("There is no such person here.")
        return states

    async def _source(self, person_id: str, name: str, states: States) -> Source:
        key = (await self._journal.keys.ensure([person_id]))[person_id]
        if isinstance(key, Forgotten):
            raise SubjectForgotten
        return source_of(person_id, name, key, states.imports)

    async def _counting(self, person_id: str) -> Counter[str]:
        """Entries that count, by batch. Read from the log: an interrupted import never told how many it added."""
        withdrawn, rows = (await self._journal.states(person_id)).withdrawn, Counter[str]()
        async for recorded in self._journal.log.read(person_id):
            event = recorded.event
            if isinstance(event, OutreachRecorded) and event.batch_id and not withdrawn.covers(recorded):
                rows[event.batch_id] += 1
        return rows

    async def _name(self, person_id: str, batch: BatchState) -> str:
        recorded = (await self._journal.log.at(person_id, [batch.version])).get(batch.version)
        private = (await unseal(recorded, self._journal.keys)).get(person_id) if recorded else None
        return private.name if isinstance(private, ImportSource) else ""


def _add(total: Tally, chunk: Tally) -> None:
    total.added += chunk.added
    total.already += chunk.already
    total.corrected += chunk.corrected
    total.refused.extend(chunk.refused)


def _report(source: Source, parsed: Parsed, total: Tally, dry_run: bool) -> ImportReport:
    refused = sorted(total.refused, key=lambda refused: refused.line)
    return ImportReport(
        batch_id=source.batch_id,
        format=parsed.format,
        rows=parsed.size,
        added=total.added,
        already=total.already,
        corrected=total.corrected,
        refused=len(refused),
        problems=[RefusedRow(item.line, item.problem) for item in refused[:MOST_PROBLEMS]],
        dry_run=dry_run,
    )
