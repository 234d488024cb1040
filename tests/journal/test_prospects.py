"""Prospects without an entry: added once, whoever sends it, and like any other from then on."""

import pytest

from coach.contracts import EntryInput, Person, ProspectInput
from coach.errors import InvalidEntry
from coach.journal.service import Journal
from events.errors import EventConflict
from events.ids import new_id

pytestmark = pytest.mark.anyio


async def test_somebody_is_added_once(journal: Journal, person: Person) -> None:
    """By who they are, whatever case and accents; a later entry about them is about the same prospect."""
    added = await journal.add_prospect(person.person_id, ProspectInput(contact=" Zoë Brühl ", role="buyer"))
    assert (added.contact, added.role) == ("Zoë Brühl", "buyer")
    assert await journal.add_prospect(person.person_id, ProspectInput(contact="zoe bruhl")) == added
    entry = EntryInput(entry_id=new_id(), prospect=ProspectInput(contact="ZOE BRÜHL"))
    await journal.log_entry(person.person_id, entry)
    assert await journal.prospects(person.person_id) == [added]
    assert (await journal.states(person.person_id)).entries.total == 1


async def test_a_repeat_under_the_clients_id_is_safe(journal: Journal, person: Person) -> None:
    """The same again is the same; somebody else under that id is refused."""
    details = ProspectInput(prospect_id=new_id(), company="Acme")
    first = await journal.add_prospect(person.person_id, details)
    assert first.prospect_id == details.prospect_id
    assert await journal.add_prospect(person.person_id, details) == first
    other = ProspectInput(prospect_id=details.prospect_id, company="Globex")
    with pytest.raises(EventConflict):
        await journal.add_prospect(person.person_id, other)


@pytest.mark.parametrize("details", [ProspectInput(), ProspectInput(contact=" . "), ProspectInput(industry="retail")])
async def test_nobody_is_nobody(journal: Journal, person: Person, details: ProspectInput) -> None:
    with pytest.raises(InvalidEntry):
        await journal.add_prospect(person.person_id, details)


async def test_who_was_forgotten_can_be_added_anew(journal: Journal, person: Person) -> None:
    """As somebody new: what was forgotten stays so."""
    first = await journal.add_prospect(person.person_id, ProspectInput(contact="Maria"))
    await journal.keys.destroy(first.prospect_id)
    second = await journal.add_prospect(person.person_id, ProspectInput(contact="Maria"))
    assert second.prospect_id != first.prospect_id
    assert [known.forgotten for known in await journal.prospects(person.person_id)] == [True, False]
