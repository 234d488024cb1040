"""Prospects in imported rows: one for each identity, sealed, reused, and forgotten for good."""

from pathlib import Path

import pytest
from importing.desk import Desk

from coach.contracts import EntryInput, ProspectInput
from events.ids import new_id

pytestmark = pytest.mark.anyio

TEXT = (
    "date,outcome,contact,company,note\n"
    "2026-11-02,no,Zebulon Quist,Acme,asked for Zebulon\n"
    "2026-11-03,won,zebulon  QUIST,ACME,\n"
    "2026-11-03,no,,,\n"
)


async def test_one_prospect_for_each_identity(desk: Desk) -> None:
    """Spelling aside, the same contact at the same company is one prospect, in one run and over files."""
    await desk.run(TEXT)
    await desk.run(TEXT, "other.csv")
    (prospect,) = await desk.journal.prospects(desk.person_id)
    assert (prospect.contact, prospect.company) == ("Zebulon Quist", "Acme")
    assert {event.prospect_id for _, event in await desk.outreach()} == {prospect.prospect_id, None}


async def test_a_prospect_whom_the_person_has_is_used(desk: Desk) -> None:
    """Rows about somebody who was logged by hand are about the same prospect."""
    logged = EntryInput(entry_id=new_id(), prospect=ProspectInput(contact="Zebulon Quist", company="Acme"))
    await desk.journal.log_entry(desk.person_id, logged)
    await desk.run(TEXT)
    assert len(await desk.journal.prospects(desk.person_id)) == 1


async def test_names_are_sealed(desk: Desk, tmp_path: Path) -> None:
    """No name, company, note or file name is in the bytes of the journal, whatever table or index."""
    await desk.run(TEXT, "quist-list.csv")
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("*.sqlite3*"))
    for private in (b"Zebulon", b"zebulon", b"Quist", b"quist", b"Acme"):
        assert private not in stored


async def test_ids_do_not_tell_names(desk: Desk) -> None:
    """Two people who import the same file share no id: ids are made under each person's own key."""
    await desk.run(TEXT)
    ids = {recorded.event_id async for recorded in desk.log.read(desk.person_id)}
    hashes = {batch.source for batch in (await desk.journal.states(desk.person_id)).imports.batches.values()}
    await desk.sit_down()
    await desk.run(TEXT)
    other = {recorded.event_id async for recorded in desk.log.read(desk.person_id)}
    assert not ids & other
    states = await desk.journal.states(desk.person_id)
    assert not hashes & {batch.source for batch in states.imports.batches.values()}


async def test_undo_takes_prospects_back(desk: Desk) -> None:
    """Prospects of an undone import are gone, and come in anew with the next one."""
    report = await desk.importer.run(desk.person_id, desk.write(TEXT))
    await desk.importer.undo(desk.person_id, report.batch_id)
    assert await desk.journal.prospects(desk.person_id) == []
    assert await desk.run(TEXT) == (3, 0, 0, 0)
    assert len(await desk.journal.prospects(desk.person_id)) == 1


@pytest.mark.parametrize("by_hand", [False, True])
async def test_a_forgotten_prospect_stays_forgotten(desk: Desk, by_hand: bool) -> None:
    """The same file again brings nobody back, and a new row about them is refused."""
    if by_hand:
        logged = EntryInput(entry_id=new_id(), prospect=ProspectInput(contact="Zebulon Quist", company="Acme"))
        await desk.journal.log_entry(desk.person_id, logged)
    await desk.run(TEXT)
    (prospect,) = await desk.journal.prospects(desk.person_id)
    await desk.keys.destroy(prospect.prospect_id)
    head = await desk.log.head(desk.person_id)
    assert await desk.run(TEXT) == (0, 3, 0, 0)
    assert await desk.log.head(desk.person_id) == head
    if not by_hand:  # a prospect logged by hand left no trace by which to know them again
        problems = await desk.problems(TEXT + "2026-11-04,no,Zebulon Quist,Acme,\n")
        assert problems == {5: "This prospect was forgotten. Remove the row: it cannot come in."}
