"""Pitches: which version is meant, which one comes next, and two devices at the same time."""

import asyncio

import pytest

from coach.contracts import EntryInput, OutcomeInput, Person, PitchRef
from coach.errors import InvalidEntry, NotFound
from coach.journal.pitches import Pitches, named, next_version, version_names
from coach.journal.service import Journal
from events.folds.pitches import Change, PitchesState, PitchResult, VersionState, in_use_since
from events.ids import new_id


def version(pitch_id: str, number: int, in_use: bool = False) -> PitchResult:
    return PitchResult(pitch_id, number, number, "person", in_use, {}, {})


KNOWN = [version("a", 1), version("b", 1), version("a", 2), version("b", 2, in_use=True), version("a", 3)]


def test_versions_are_called_by_pitch_and_number() -> None:
    """Pitches are counted in the order in which they were added."""
    assert list(version_names(KNOWN).values()) == ["1.1", "2.1", "1.2", "2.2", "1.3"]


@pytest.mark.parametrize(
    ("reference", "meant"), [(None, ("b", 2)), ("1", ("b", 1)), ("1.3", ("a", 3)), ("2.2", ("b", 2))]
)
def test_a_reference_finds_one_version(reference: str | None, meant: tuple[str, int]) -> None:
    """A number alone is of the pitch in use; nothing is the version in use."""
    found = named(KNOWN, reference)
    assert (found.pitch_id, found.version) == meant


@pytest.mark.parametrize("reference", ["3", "3.1", "1.9", "", ".", "1.", "a", "１.1"])
def test_any_other_reference_finds_none(reference: str) -> None:
    """And says where to look."""
    with pytest.raises(NotFound, match="See coach pitch"):
        named(KNOWN, reference)


def test_the_next_version_is_of_the_pitch_in_use() -> None:
    """Or the first of a new pitch, where that is wanted or there is none."""
    assert next_version(KNOWN, "new", new=False) == ("b", 3)
    assert next_version(KNOWN, "new", new=True) == ("new", 1)
    assert next_version([], "new", new=False) == ("new", 1)


@pytest.mark.anyio
async def test_two_versions_that_come_at_the_same_time_have_two_numbers(journal: Journal, person: Person) -> None:
    """None of them is lost."""
    pitches = Pitches(journal)
    await pitches.add(person.person_id, "first")
    await asyncio.gather(*(pitches.add(person.person_id, f"words {number}") for number in range(4)))
    found = await pitches.all(person.person_id)
    assert sorted(pitch.version for pitch in found) == [1, 2, 3, 4, 5]
    assert {pitch.text for pitch in found} == {"first", *(f"words {number}" for number in range(4))}


@pytest.mark.anyio
async def test_an_entry_names_only_a_version_that_is_there(journal: Journal, person: Person) -> None:
    """From a phone as from the terminal."""
    entry = EntryInput(entry_id=new_id(), outcomes=[OutcomeInput(outcome="won")], pitch=PitchRef(new_id(), 1))
    with pytest.raises(InvalidEntry, match="no such version"):
        await journal.log_entry(person.person_id, entry)


def test_since_when_counts_from_the_last_change_to_it() -> None:
    """Chosen while it is in use it goes on; gone back to, it begins anew. A version that was never added is passed
    over."""
    added = {name: VersionState(number, 0, "person") for number, name in enumerate(("a/1", "a/2"))}

    def since(*names: str) -> int | None:
        return in_use_since(
            PitchesState(versions=added, changes=[Change(at, at, name) for at, name in enumerate(names)])
        )

    assert since() is None
    assert since("a/1") == 0
    assert since("a/1", "a/2", "a/2") == 1
    assert since("a/1", "a/2", "a/1") == 2
    assert since("a/1", "a/2", "b/1") == 1


@pytest.mark.anyio
async def test_the_words_in_use_are_not_added_again(journal: Journal, person: Person) -> None:
    """A form that is sent twice adds one version; under another title, or after others, the same words are one."""
    pitches = Pitches(journal)
    assert await pitches.since(person.person_id) is None
    await pitches.add(person.person_id, "first", "Opener")
    for title in ("", "Opener"):
        with pytest.raises(InvalidEntry, match="in use already"):
            await pitches.add(person.person_id, " first\n", title, new=True)
    await pitches.add(person.person_id, "first", "Closer")
    await pitches.add(person.person_id, "second")
    assert (await pitches.add(person.person_id, "first")).name == "1.4"
    assert await pitches.since(person.person_id) == await journal.today(person.person_id)
