"""Notes to entries pass the gate: kept as they are, and answered where they were written."""

from typing import Any

import pytest

from coach.contracts import EntryInput, Person
from coach.journal.service import Journal
from coach.safety import care_for, load_resources
from events.ids import new_id

RISK = "hard no. honestly i want to disappear and never wake up"
TWO = "My family would be better off without me."


def test_a_note_of_risk_is_answered_with_the_fixed_text() -> None:
    """The text names the lines of the person's country, in the language of the note."""
    care = care_for(RISK, "Europe/Berlin", load_resources(None))
    assert care is not None
    assert care.level == 3
    assert "112" in care.text


@pytest.mark.parametrize("note", ["", "  ", "too expensive, this client is killing me", "I feel worthless"])
def test_other_notes_are_answered_by_nobody(note: str) -> None:
    """Idioms, low mood and silence bring no text."""
    assert care_for(note, "Europe/Berlin", load_resources(None)) is None


@pytest.mark.anyio
async def test_the_note_is_stored_and_the_person_sees_the_text(journal: Journal, person: Person) -> None:
    """Nothing is lost and nothing is blocked; logging the same entry again shows the text again."""
    entry = EntryInput(entry_id=new_id(), note=RISK)
    for status in ("added", "already"):
        result = await journal.log_entry(person.person_id, entry)
        assert result.status == status
        assert result.safety is not None
    assert (await journal.recent_entries(person.person_id))[0].note == RISK


@pytest.mark.anyio
async def test_each_entry_of_a_batch_answers_for_its_own_note(journal: Journal, person: Person) -> None:
    """Also one that could not be kept: somebody wrote it."""
    raw: list[dict[str, Any]] = [
        {"entry_id": new_id(), "note": TWO},
        {"entry_id": new_id(), "note": "busy until May"},
        {"entry_id": new_id(), "count": 0, "note": TWO},
        {"entry_id": new_id(), "note": ["no text"]},
    ]
    results = (await journal.log_batch(person.person_id, raw)).results
    assert [result.safety.level if result.safety else 0 for result in results] == [2, 0, 2, 0]
    assert results[2].status == "invalid"


@pytest.mark.anyio
async def test_a_corrected_note_is_heard(journal: Journal, person: Person) -> None:
    """Correcting an entry is writing as well."""
    first = EntryInput(entry_id=new_id())
    await journal.log_entry(person.person_id, first)
    result = await journal.correct(person.person_id, first.entry_id, EntryInput(entry_id=new_id(), note=TWO))
    assert result.safety is not None


@pytest.mark.anyio
async def test_no_trace_outside_of_the_sealed_note(journal: Journal, person: Person) -> None:
    """Neither the level nor the words stand in what is not sealed."""
    await journal.log_entry(person.person_id, EntryInput(entry_id=new_id(), note=RISK))
    states = repr(await journal.states(person.person_id))
    assert "disappear" not in states
    assert "safety" not in states
