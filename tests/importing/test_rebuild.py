"""The bank's history with a life on top of it: however its state came about, it is one and the same to the byte."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from importing.desk import SAMPLE, Desk
from support.proof import FULL

from coach.contracts import EntryInput, OutcomeInput, ProspectInput
from coach.errors import NotFound
from coach.importing.service import Importer
from coach.journal.service import Journal
from events.folds import reader as reading
from events.folds.reader import Reader, States, fold_into
from events.ids import dated
from events.sqlite.snapshots import SqliteSnapshots
from events.types.outreach import OutreachRecorded
from events.words import CHANNELS, OUTCOMES, REASONS, REJECTIONS

pytestmark = pytest.mark.anyio

WHOLE = Path(__file__).parents[3] / "shared" / "data" / "bank-full.csv"
HISTORIES = [(SAMPLE, seed, 60) for seed in range(40 if FULL else 5)]
HISTORIES += [(WHOLE, 1, 25)] if FULL and WHOLE.exists() else []


class Life:
    """Random acts of one person at a server and at a terminal: late entries, second thoughts, changed files."""

    def __init__(self, desk: Desk, journals: list[Journal], file: Path, seed: int) -> None:
        self.person = desk.person_id
        self.desk = desk
        self.journals = journals
        self.random = Random(seed)
        self.file = file
        self.entries: list[str] = []
        self.batch = ""

    async def begin(self) -> None:
        """Import the whole file."""
        await self.come_again(self.journals[0], share=0.0)
        stream = self.desk.log.read(self.person)
        self.entries = [new.event.entry_id async for new in stream if isinstance(new.event, OutreachRecorded)]

    async def act(self) -> None:
        act = self.random.choice([self.log, self.log, self.log, self.retract, self.retract, self.correct, self.correct])
        if self.random.random() < 0.1:
            act = self.random.choice([self.come_again, self.take_back])
        await act(self.random.choice(self.journals))
        if self.random.random() < 0.5:  # what is read in between is kept, and caught up from later
            await self.random.choice(self.journals).states(self.person)

    def entry(self) -> EntryInput:
        """An entry of some day of the last eighteen years."""
        at = self.desk.journal.clock() - timedelta(minutes=self.random.randrange(9_500_000))
        outcome = self.random.choice(OUTCOMES)
        reason = self.random.choice(REASONS) if outcome in REJECTIONS else None
        who = ProspectInput(company=f"Company {self.random.randrange(9)}") if self.random.random() < 0.3 else None
        return EntryInput(
            entry_id=dated(at, str(self.random.random())),
            channel=self.random.choice(CHANNELS),
            outcomes=[OutcomeInput(outcome=outcome, reason=reason, count=self.random.randrange(1, 4))],
            prospect=who,
            occurred_at=at,
        )

    async def log(self, journal: Journal) -> None:
        entry = self.entry()
        await journal.log_entry(self.person, entry)
        self.entries.append(entry.entry_id)

    async def retract(self, journal: Journal) -> None:
        await journal.undo(self.person, self.random.choice(self.entries))

    async def correct(self, journal: Journal) -> None:
        entry = self.entry()
        await journal.correct(self.person, self.random.choice(self.entries), entry)
        self.entries.append(entry.entry_id)

    async def come_again(self, journal: Journal, share: float = 0.05) -> None:
        """Import the file, in which a share of the rows says something else by now."""
        head, *lines = self.file.read_text("utf-8").splitlines()
        answers = {"no": "yes", "yes": "no"}
        for number, line in enumerate(lines):
            if self.random.random() < share:
                rest, _, answer = line.rpartition(",")
                lines[number] = f"{rest},{answers[answer]}"
        path = self.desk.write("\n".join([head, *lines]) + "\n", self.file.name)
        report = await Importer(journal).run(self.person, path)
        assert not report.refused
        self.batch = report.batch_id

    async def take_back(self, journal: Journal) -> None:
        with suppress(NotFound):  # it may be undone already
            await Importer(journal).undo(self.person, self.batch)


@pytest.mark.parametrize(("file", "seed", "acts"), HISTORIES)
async def test_kept_state_rebuilds_to_the_same_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, file: Path, seed: int, acts: int
) -> None:
    """Two processes keep state through late, retracted and corrected entries, imports and undone imports, one of them
    with snapshots: both hold what one fold of the whole stream gives, and rebuilding twice gives the same bytes."""
    monkeypatch.setattr(reading, "WORTH_KEEPING", 20)
    snapshots = SqliteSnapshots(desk.folder / "snapshots.sqlite3")
    try:
        server = Journal(desk.log, desk.keys, Reader(desk.log, snapshots=snapshots), desk.journal.clock)
        life = Life(desk, [server, desk.journal], file, seed)
        await life.begin()
        for _ in range(acts):
            await life.act()

        kept = [(await journal.states(life.person)).canonical() for journal in (server, desk.journal)]
        stream = [recorded async for recorded in desk.log.read(life.person)]
        whole = States()
        if not fold_into(whole, stream):  # now that it is known what is withdrawn, once more without it
            whole = States(withdrawn=whole.withdrawn)
            fold_into(whole, stream)
        assert kept == [whole.canonical()] * 2
        assert whole.version > acts

        rebuilt = []
        for _ in range(2):
            assert await Reader(desk.log, snapshots=snapshots).rebuild(life.person)
            found = await snapshots.load(life.person)
            assert found is not None
            rebuilt.append(found.states)
        assert rebuilt[0] == rebuilt[1]
        assert (await Reader(desk.log, snapshots=snapshots).states(life.person)).canonical() == kept[0]
    finally:
        await snapshots.close()
