"""Notes that the person ticks for one question: everything else about prospects stays here.

In: ids of entries. Out: what their notes say, for the safety gate, for redaction, and for nobody else.
"""

from collections.abc import Sequence
from typing import Final

from coach.coaching.turn import TickedNote
from coach.contracts import Entry
from coach.errors import InvalidEntry, NotFound
from coach.journal.service import Journal
from coach.safety import clean
from coach.understanding import legible
from events.sealing import Forgotten
from events.types.outreach import EntryNote

MOST_NOTES: Final = 3
SHOWN: Final = 5
"""Notes that are offered to be ticked."""


async def ticked_notes(journal: Journal, person_id: str, entry_ids: Sequence[str]) -> list[TickedNote]:
    """The notes of these entries of the person, in this order, each once. Raises `NotFound`, `InvalidEntry`."""
    wanted = list(dict.fromkeys(entry_ids))
    if len(wanted) > MOST_NOTES:
        raise InvalidEntry("At most three notes can go with a question. Untick some.")
    return [await _ticked(journal, person_id, entry_id) for entry_id in wanted]


async def _ticked(journal: Journal, person_id: str, entry_id: str) -> TickedNote:
    parts = await journal.sealed_in(person_id, entry_id)
    if parts is None:
        raise NotFound("One of the notes is of no entry in your journal. It may have been taken back. Untick it.")
    for subject, part in parts.items():
        if isinstance(part, Forgotten):
            raise InvalidEntry("One of the notes is forgotten, so it cannot go with a question. Untick it.")
        if isinstance(part, EntryNote) and (text := clean(part.note)):
            if not legible(text):  # nor could the safety gate read it
                raise InvalidEntry("One of the notes is in letters that Rebound cannot read. Untick it.")
            return TickedNote(subject, text)
    raise InvalidEntry("One of the entries has no note. Untick it.")


async def notes_to_tick(journal: Journal, person_id: str, ticked: Sequence[str] = ()) -> list[Entry]:
    """The newest entries that have a note, newest first, and those that are ticked already."""
    recent = reversed((await journal.states(person_id)).entries.recent.values())
    found: list[Entry] = []
    for state in recent:
        if len(found) < SHOWN or state.entry_id in ticked:
            entry = await journal.read_entry(person_id, state)
            found += [entry] if entry.note.strip() else []
    return found
