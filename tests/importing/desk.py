"""A desk to import at: a real journal in SQLite files, a folder to put files in, and the questions tests ask of it."""

from datetime import UTC, datetime
from pathlib import Path

from coach.contracts import PersonInput
from coach.importing.service import Importer
from coach.journal.people import People
from coach.journal.service import Journal
from events.folds.reader import Reader
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.words import CONVERSATIONS

SAMPLE = Path(__file__).parent.parent / "data" / "bank-sample.csv"


class Clock:
    """A clock that tests set: a Friday afternoon."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """Somebody in Berlin with an importer."""

    def __init__(self, folder: Path, keys: SqliteKeys, log: SqliteLog, clock: Clock) -> None:
        self.folder = folder
        self.keys = keys
        self.log = log
        self.journal = Journal(log, keys, Reader(log), clock)
        self.importer = Importer(self.journal)
        self.people = People(self.journal)
        self.person_id = ""

    async def sit_down(self) -> "Desk":
        self.person_id = (await self.people.register(PersonInput(time_zone="Europe/Berlin"))).person_id
        return self

    def write(self, text: str | bytes, name: str = "calls.csv") -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    async def run(self, text: str | bytes, name: str = "calls.csv") -> tuple[int, int, int, int]:
        """Import a text; rows added, already there, corrected and refused."""
        report = await self.importer.run(self.person_id, self.write(text, name))
        assert report.added + report.already + report.corrected + report.refused == report.rows
        return report.added, report.already, report.corrected, report.refused

    async def problems(self, text: str | bytes) -> dict[int, str]:
        """Import a text; what was refused, by line."""
        report = await self.importer.run(self.person_id, self.write(text))
        assert report.refused == len(report.problems)
        return {problem.line: problem.problem for problem in report.problems}

    async def totals(self) -> tuple[int, int, int]:
        """Attempts, conversations and won, as the folds count them."""
        days = (await self.journal.states(self.person_id)).stats.days.values()
        return (
            sum(sum(day.attempts.values()) for day in days),
            sum(day.outcomes.get(outcome, 0) for day in days for outcome in CONVERSATIONS),
            sum(day.outcomes.get("won", 0) for day in days),
        )

    async def outreach(self) -> list[tuple[str, OutreachRecorded]]:
        """The outreach that counts, each with its moment, in the order of the journal."""
        withdrawn = (await self.journal.states(self.person_id)).withdrawn
        return [
            (recorded.occurred_at, recorded.event)
            async for recorded in self.log.read(self.person_id)
            if isinstance(recorded.event, OutreachRecorded) and not withdrawn.covers(recorded)
        ]

    async def outcomes(self) -> list[OutcomeRecorded]:
        """The outcomes that count, in the order of the journal."""
        withdrawn = (await self.journal.states(self.person_id)).withdrawn
        return [
            recorded.event
            async for recorded in self.log.read(self.person_id)
            if isinstance(recorded.event, OutcomeRecorded) and not withdrawn.covers(recorded)
        ]

    async def notes(self) -> list[str]:
        """The notes of the newest entries, newest first."""
        return [entry.note for entry in await self.journal.recent_entries(self.person_id, 50)]
