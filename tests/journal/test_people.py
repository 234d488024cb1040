"""People's settings: what is given changes, what is left out stays."""

import pytest

from coach.contracts import Person, PersonInput
from coach.journal.people import People, checked_zone, known_zones
from coach.journal.service import Journal

pytestmark = pytest.mark.anyio


async def test_a_name_can_be_taken_away(journal: Journal, person: Person) -> None:
    """An empty name is a name of its own; leaving the name out keeps it."""
    people = People(journal)
    assert (await people.change(person.person_id, PersonInput(streaks=False))).name == "Ann"
    assert (await people.change(person.person_id, PersonInput(name=""))).name == ""
    assert (await people.change(person.person_id, PersonInput(name="Jo"))).name == "Jo"


def test_every_zone_to_choose_from_is_one() -> None:
    """Cities and UTC; what stands for no place is not offered."""
    zones = known_zones()
    assert {"UTC", "Europe/Berlin", "America/Argentina/Ushuaia"} <= set(zones)
    assert not {"localtime", "Factory", "EST5EDT", "Etc/GMT+5"} & set(zones)
    assert all(checked_zone(zone) == zone for zone in zones)
