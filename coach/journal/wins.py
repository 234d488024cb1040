"""The latest yeses and steps forward, as the person reads them back: with whom, and the note of the day."""

from datetime import date

from msgspec import Struct

from coach.journal.mentions import FORGOTTEN_WORDS
from coach.journal.service import Journal
from coach.words import gettext
from events.sealing import unseal
from events.types.outreach import EntryNote


class Win(Struct, frozen=True):
    """`count` of an outcome ("won" or "progress") on a local day. `who` and `note` are empty where none was given."""

    day: date
    outcome: str
    count: int
    who: str
    note: str


async def latest_wins(journal: Journal, person_id: str) -> list[Win]:
    """The latest wins, newest first."""
    latest = (await journal.states(person_id)).wins.latest
    ids = {one.prospect_id for one in latest if one.prospect_id}
    known = {one.prospect_id: one for one in await journal.prospects(person_id, only=ids)}
    sealed = await journal.log.find(person_id, {one.outreach_id for one in latest})
    notes: dict[str, str] = {}
    for outreach_id, recorded in sealed.items():
        content = await unseal(recorded, journal.keys)
        notes[outreach_id] = next((part.note for part in content.values() if isinstance(part, EntryNote)), "")
    found = []
    for one in reversed(latest):
        prospect = known.get(one.prospect_id) if one.prospect_id else None
        who = ", ".join(part for part in (prospect.contact, prospect.company) if part) if prospect else ""
        if prospect and prospect.forgotten:
            who = gettext(FORGOTTEN_WORDS)
        note = notes.get(one.outreach_id, "")
        found.append(Win(date.fromisoformat(one.day), one.outcome, one.count, who, note))
    return found
