"""Two logs, one behaviour: whatever is done to both, SqliteLog and MemoryLog end in the same place."""

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.proof import FULL

from events.envelope import ANY, Exactly, Expected, NewEvent, Private
from events.errors import LogError
from events.folds.reader import Reader
from events.ids import dated, derive
from events.log import Log
from events.memory import MemoryLog
from events.sealing import KeyStore, MemoryKeys, unseal
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.sqlite.snapshots import SqliteSnapshots
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
PEOPLE = [f"01890a5d-ac96-774b-bcce-b302099a805{number}" for number in range(2)]
PROSPECTS = [f"01890a5d-ac96-774b-bcce-b302099a806{number}" for number in range(3)]

people, prospects = st.sampled_from(PEOPLE), st.sampled_from(PROSPECTS)
entries = st.integers(0, 12)


class TwoLogs(RuleBasedStateMachine):
    """The same steps on both logs: same answers, same refusals, same state, same private content."""

    @initialize()
    def open_both(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.memory_keys, self.sqlite_keys = MemoryKeys(), self._open_keys()
        self.memory = MemoryLog(self.memory_keys, self._clock)
        self.sqlite = self.runner.run(self._open_log())
        self.snapshots = SqliteSnapshots(self.folder / "snapshots.sqlite3")
        self.readers = Reader(self.memory), Reader(self.sqlite, snapshots=self.snapshots)
        self.moved = timedelta()

    def _clock(self) -> datetime:
        return START + self.moved if hasattr(self, "moved") else START

    def _open_keys(self) -> SqliteKeys:
        return SqliteKeys(self.folder / "keys.sqlite3", b"k" * 32, self._clock)

    async def _open_log(self) -> SqliteLog:
        return await SqliteLog.open(self.folder / "log.sqlite3", self.sqlite_keys, self._clock)

    def _both(self, person: str, events: list[NewEvent], expected: Expected = ANY) -> None:
        answers = []
        for log in (self.memory, self.sqlite):
            try:
                answers.append(self.runner.run(log.append(person, events, expected)))
            except LogError as refused:
                answers.append((type(refused), getattr(refused, "event_ids", None)))
        assert answers[0] == answers[1]

    @rule(
        person=people,
        number=entries,
        prospect=st.none() | prospects,
        note=st.sampled_from(["", "plumcake", "late"]),
        days=st.integers(-40, 2),
        reason=st.sampled_from(["price", "fit"]),
        expected=st.sampled_from([ANY, "none", "exists", Exactly(2)]),
    )
    def log_entry(
        self, person: str, number: int, prospect: str | None, note: str, days: int, reason: str, expected: Expected
    ) -> None:
        """Append an entry, perhaps a second time, perhaps with other content, perhaps too far ahead."""
        entry = dated(START, person, str(number))
        at = START + timedelta(days=days)
        outreach = OutreachRecorded(entry_id=entry, channel="call", prospect_id=prospect)
        outcome = OutcomeRecorded(
            entry_id=entry,
            outreach_id=entry,
            channel="call",
            outcome="soft_no",
            reason=reason,
            prospect_id=prospect,  # type: ignore[arg-type]
        )
        sealed: dict[str, Private] = {prospect or person: EntryNote(note=note)} if note else {}
        events = [NewEvent(derive(entry, "a"), at, outreach, sealed), NewEvent(derive(entry, "b"), at, outcome)]
        self._both(person, events, expected)

    @rule(person=people, number=entries, again=st.booleans())
    def retract(self, person: str, number: int, again: bool) -> None:
        entry = dated(START, person, str(number))
        event = NewEvent(derive(entry, "retracted"), START, EntryRetracted(entry_id=entry))
        self._both(person, [event] * (2 if again else 1))

    @rule(person=people, number=entries, other=entries)
    def correct(self, person: str, number: int, other: int) -> None:
        entry, replacement = dated(START, person, str(number)), dated(START, person, "for", str(other))
        corrected = EntryCorrected(entry_id=entry, replacement_id=replacement)
        outreach = OutreachRecorded(entry_id=replacement, channel="email", count=other + 1)
        self._both(
            person,
            [NewEvent(derive(replacement, "c"), START, corrected), NewEvent(derive(replacement, "a"), START, outreach)],
        )

    @rule(subject=prospects | people)
    def forget(self, subject: str) -> None:
        for keys in (self.memory_keys, self.sqlite_keys):
            self.runner.run(keys.destroy(subject))

    @rule(hours=st.integers(-30, 30))
    def move_the_clock(self, hours: int) -> None:
        self.moved += timedelta(hours=hours)

    @rule()
    def restart(self) -> None:
        """Close the files and open them again."""
        self.runner.run(self.sqlite.close())
        self.runner.run(self.sqlite_keys.close())
        self.sqlite_keys = self._open_keys()
        self.sqlite = self.runner.run(self._open_log())
        self.readers = self.readers[0], Reader(self.sqlite, snapshots=self.snapshots)

    @precondition(lambda self: self.runner.run(self.sqlite.people()))
    @rule(data=st.data())
    def rebuild(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(self.runner.run(self.sqlite.people())))
        assert self.runner.run(self.readers[1].rebuild(person))

    @invariant()
    def same_state(self) -> None:
        for person in PEOPLE:
            first, second = (self.runner.run(reader.states(person)).canonical() for reader in self.readers)
            assert first == second
            assert self.runner.run(self._content(self.memory, self.memory_keys, person)) == self.runner.run(
                self._content(self.sqlite, self.sqlite_keys, person)
            )

    async def _content(self, log: Log, keys: KeyStore, person: str) -> list[object]:
        return [(r.version, r.event_id, r.occurred_at, r.event, await unseal(r, keys)) async for r in log.read(person)]

    def teardown(self) -> None:
        found = self.runner.run(self.sqlite.verify())
        assert found.problem is None
        self.runner.run(self.sqlite.close())
        self.runner.run(self.sqlite_keys.close())
        self.runner.run(self.snapshots.close())
        self.runner.close()
        shutil.rmtree(self.folder)


TestTwoLogs = TwoLogs.TestCase
TestTwoLogs.settings = settings(max_examples=200 if FULL else 12, stateful_step_count=40 if FULL else 25, deadline=None)
