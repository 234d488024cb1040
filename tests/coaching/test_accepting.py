"""Accepting a revision: one version however often, of the pitch it was made of, and nobody forgotten comes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from support.faulty import FaultyServer, error
from support.revising import PITCH, SHOWN, reviser

from coach.coaching.revising import Revisions
from coach.coaching.service import Coach
from coach.contracts import EntryInput, OutcomeInput, Person, ProspectInput, Revision
from coach.errors import InvalidEntry, NotFound
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.safety import load_resources
from events.ids import new_id
from events.types.pitches import PitchVersionAdded
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio


@pytest.fixture
def pitches(journal: Journal) -> Pitches:
    return Pitches(journal)


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    with FaultyServer(reviser) as running:
        yield running


@pytest.fixture
async def revisions(journal: Journal, pitches: Pitches, server: FaultyServer) -> AsyncIterator[Revisions]:
    client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=1.0, deadline=8.0))
    coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)
    revisions = Revisions(journal, pitches, coach, load_prompt("pitch_revision"))
    yield revisions
    await revisions.close()
    await coach.close()


@pytest.fixture
async def revision(journal: Journal, person: Person, pitches: Pitches, revisions: Revisions, clock: Any) -> Revision:
    """A good revision of a pitch that names somebody on record."""
    known = ProspectInput(contact="Maria Lopez", company="Acme GmbH")
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), prospect=known))
    revision = await revisions.revise(person.person_id, await pitches.add(person.person_id, PITCH, "Opener"))
    clock.now += timedelta(minutes=1)
    assert revision.text == SHOWN
    return revision


async def test_accepting_adds_a_version_that_is_then_measured(
    revisions: Revisions, revision: Revision, journal: Journal, person: Person, pitches: Pitches
) -> None:
    """With the title of the pitch, by the coach; what is logged from then on counts for it."""
    accepted = await revisions.accept(person.person_id, revision.revision_id)
    assert (accepted.outcomes, accepted.reasons) == ({}, {})
    assert (accepted.name, accepted.text, accepted.source, accepted.in_use) == ("1.2", SHOWN, "coach", True)
    outcome = OutcomeInput(outcome="won")
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), outcomes=[outcome]))
    assert (await pitches.find(person.person_id)).outcomes == {"won": 1}


async def test_accepting_twice_adds_one_version(
    revisions: Revisions, revision: Revision, journal: Journal, person: Person, pitches: Pitches
) -> None:
    """One after the other, at once, and after the person went back to their own words."""
    both = await asyncio.gather(*(revisions.accept(person.person_id, revision.revision_id) for _ in range(3)))
    await pitches.use(person.person_id, "1")
    again = await revisions.accept(person.person_id, revision.revision_id)
    assert {pitch.name for pitch in [*both, again]} == {"1.2"}
    assert not again.in_use
    events = [entry.event async for entry in journal.log.read(person.person_id)]
    assert len([event for event in events if isinstance(event, PitchVersionAdded)]) == 2


async def test_a_revision_belongs_to_its_own_pitch(
    revisions: Revisions, revision: Revision, person: Person, pitches: Pitches
) -> None:
    """Also where another pitch is in use by now."""
    await pitches.add(person.person_id, "By letter.", new=True)
    accepted = await revisions.accept(person.person_id, revision.revision_id)
    assert (accepted.name, accepted.in_use) == ("1.2", True)


async def test_a_revision_is_read_back_as_it_was(revisions: Revisions, revision: Revision, person: Person) -> None:
    assert await revisions.find(person.person_id, revision.revision_id) == revision


@pytest.mark.parametrize("revision_id", ["01890a5d-ac96-774b-bcce-b302099a8057", "", "abc", "1.2"])
async def test_an_unknown_revision_is_not_found(revisions: Revisions, person: Person, revision_id: str) -> None:
    for work in (revisions.find, revisions.accept):
        with pytest.raises(NotFound, match="no such revision"):
            await work(person.person_id, revision_id)


async def test_where_nothing_was_rewritten_there_is_nothing_to_accept(
    revisions: Revisions, server: FaultyServer, person: Person, pitches: Pitches
) -> None:
    server._script = (error(500),)
    revision = await revisions.revise(person.person_id, await pitches.add(person.person_id, PITCH))
    assert revision.receipt
    with pytest.raises(NotFound, match="Nothing was rewritten"):
        await revisions.accept(person.person_id, revision.revision_id)


async def test_who_is_forgotten_is_gone_from_the_revision(
    revisions: Revisions, revision: Revision, journal: Journal, person: Person
) -> None:
    """Their names cannot come back by accepting it."""
    (prospect,) = await journal.prospects(person.person_id)
    await journal.keys.destroy(prospect.prospect_id)
    left = await revisions.find(person.person_id, revision.revision_id)
    assert left.text and "(forgotten)" in left.text and "Maria" not in left.text and "Acme" not in left.text
    with pytest.raises(InvalidEntry, match="forgotten since"):
        await revisions.accept(person.person_id, revision.revision_id)


async def test_a_forgotten_person_has_no_revisions(
    revisions: Revisions, revision: Revision, journal: Journal, person: Person, pitches: Pitches
) -> None:
    """Neither the old one nor a new one."""
    await journal.keys.destroy(person.person_id)
    with pytest.raises(NotFound, match="no such revision"):
        await revisions.find(person.person_id, revision.revision_id)
    (pitch,) = await pitches.all(person.person_id)
    with pytest.raises(NotFound, match="forgotten"):
        await revisions.revise(person.person_id, pitch)


async def test_nobody_else_finds_it(revisions: Revisions, revision: Revision) -> None:
    with pytest.raises(NotFound):
        await revisions.find(new_id(), revision.revision_id)


async def test_a_version_that_is_not_there(person: Person, pitches: Pitches) -> None:
    pitch = await pitches.add(person.person_id, PITCH)
    for pitch_id, version in ((pitch.pitch_id, 2), (new_id(), 1), ("", 1)):
        with pytest.raises(NotFound, match="no such version"):
            await pitches.version(person.person_id, pitch_id, version)
