"""Export as CSV: what `coach import` reads back says the same."""

import asyncio
import random
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import proof
from support.rebound import coach, coach_json

from coach.contracts import EntryInput, OutcomeInput, PersonInput, ProspectInput
from coach.evaluation.histories import history
from coach.importing.service import Importer
from coach.journal.people import People
from coach.journal.service import Journal
from coach.keeping.export_csv import export_csv_lines
from events.folds.reader import Reader, States
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


def empty() -> Journal:
    keys = MemoryKeys()
    log = MemoryLog(keys, lambda: NOW)
    return Journal(log, keys, Reader(log), lambda: NOW)


async def moved(journal: Journal, person_id: str, zone: str) -> tuple[Journal, str]:
    """The journal of somebody else who imports the export of this person."""
    other = empty()
    person = await People(other).register(PersonInput(name="Other", time_zone=zone))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries.csv"
        path.write_bytes(b"".join([line async for line in export_csv_lines(journal, person_id)]))
        if path.read_bytes().count(b"\n") > 1:
            report = await Importer(other).run(person.person_id, path)
            assert (report.refused, report.already) == (0, 0), report.problems
    return other, person.person_id


def counted(states: States) -> tuple[object, object]:
    """All that counts, by day: attempts by channel, outcomes, reasons. Without what has no column."""
    days = {day: (Counter(found.attempts), Counter(found.outcomes)) for day, found in states.stats.days.items()}
    return days, states.reasons.days


@given(seed=st.integers(0, 10**9), zone=st.sampled_from(["Europe/Berlin", "UTC", "Pacific/Auckland"]))
@proof
def test_what_comes_back_counts_the_same(seed: int, zone: str) -> None:
    """On every day, whatever zone the person who imports it lives in."""

    async def tell() -> None:
        journal = empty()
        person = (await People(journal).register(PersonInput(name="Ann", time_zone="Europe/Berlin"))).person_id
        events = history(random.Random(seed), date(2026, 11, 20), 30)
        shift = timezone(timedelta(hours=seed % 27 - 13))  # they may have travelled
        await journal.log.append(
            person,
            [msgspec.structs.replace(event, occurred_at=event.occurred_at.replace(tzinfo=shift)) for event in events],
        )
        other, someone = await moved(journal, person, zone)
        assert counted(await other.states(someone)) == counted(await journal.states(person))

    asyncio.run(tell())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(note=words, contact=words, company=words)
@proof
def test_any_words_come_back(note: str, contact: str, company: str) -> None:
    """Separators, quotes, line breaks; but for spaces around them and what no table can hold."""

    async def tell() -> None:
        journal = empty()
        person = (await People(journal).register(PersonInput(name="Ann"))).person_id
        entry = EntryInput(
            entry_id=new_id(),
            outcomes=[OutcomeInput(outcome="soft_no", count=2), OutcomeInput(outcome="won")],
            count=5,
            note=note,
            prospect=ProspectInput(contact=contact, company=company),
        )
        await journal.log_entry(person, entry)
        other, someone = await moved(journal, person, "UTC")
        assert counted(await other.states(someone)) == counted(await journal.states(person))
        rows = await other.recent_entries(someone)
        assert [row.note for row in rows if row.note] == ([clean(note)] if clean(note) else [])
        before = await journal.prospects(person)
        assert {(one.contact, one.company) for one in await other.prospects(someone)} == {
            (clean(one.contact), clean(one.company)) for one in before
        }

    asyncio.run(tell())


def clean(text: str) -> str:
    return text.replace("\0", "").strip()


def test_from_the_terminal(tmp_path: Path) -> None:
    """What was taken back is left out, rest attempts are a row of their own, and the other journal counts as much."""
    mine, other, file = tmp_path / "mine", tmp_path / "other", tmp_path / "entries.csv"
    coach(mine, "log", "12 calls, 9 no's, 6 about price", "--yes", "--at", "2026-11-19")
    coach(mine, "log", "--outcome", "won", "--contact", "Kurt, Jr.", "--note", 'said "yes"')
    coach(mine, "log", "--count", "99")
    coach(mine, "undo")
    done = coach(mine, "export", "--csv", str(file))
    assert "Exported 4 rows" in done.stdout, done.stderr
    header, *rows = file.read_text("utf-8").splitlines()
    assert header == "date,channel,outcome,reason,count,note,contact,company"
    assert [row.split(",", 1)[1] for row in rows] == [
        "call,soft_no,price,6,,,",
        "call,soft_no,unstated,3,,,",
        "call,,,3,,,",
        'call,won,,1,"said ""yes""","Kurt, Jr.",',
    ]
    assert coach(other, "import", str(file)).returncode == 0
    before, after = coach_json(mine, "stats"), coach_json(other, "stats")
    for name in ("outreach", "outcomes", "reasons", "channels", "conversion", "active_days"):
        assert after[name] == before[name], name


@pytest.mark.parametrize("arguments", [["export", "--csv"], ["export"]])
def test_an_empty_journal_has_a_header(tmp_path: Path, arguments: list[str]) -> None:
    """And nothing else that would break what reads it."""
    done = coach(tmp_path / "data", *arguments)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith(("date,", '{"format":"rebound-journal"'))
