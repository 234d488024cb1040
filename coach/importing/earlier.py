"""Earlier imports: what the journal already holds of the rows that come in now, found by their ids."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coach.importing.rows import Row
from coach.importing.source import Source
from events.envelope import NewEvent, Recorded
from events.ids import derive
from events.log import Log
from events.sealing import FORGOTTEN, KeyStore, unseal
from events.types.outreach import OutreachRecorded


class Earlier(Struct, frozen=True):
    """What the journal holds of one row: its first entry, and `current`, which stands for it after all corrections.

    `replaced` is the entry before `current`, None where nothing was corrected. `parts` are the events of the first
    entry, and `standing` is the outreach of `current`.
    """

    entry_id: str
    parts: Sequence[Recorded]
    current: str
    replaced: str | None
    standing: Recorded | None

    @property
    def came_in(self) -> bool:
        """Whether the row came in before."""
        return bool(self.parts)

    @property
    def prospect_id(self) -> str | None:
        """The prospect that the row was about when it came in."""
        event = self.parts[0].event if self.parts else None
        return event.prospect_id if isinstance(event, OutreachRecorded) else None

    @property
    def batch_id(self) -> str | None:
        """The import that made the current entry, None where the person did."""
        event = self.standing.event if self.standing else None
        return event.batch_id if isinstance(event, OutreachRecorded) else None


async def find_earlier(log: Log, source: Source, rows: Sequence[Row], corrected: Mapping[str, str]) -> list[Earlier]:
    """What the log holds of each row. Most rows are new, or never corrected: those cost one look-up or two."""
    entries = [source.entry_id(row.key) for row in rows]
    outreach = [derive(entry_id, "outreach") for entry_id in entries]
    stored = await log.find(source.person_id, outreach)
    more: list[str] = []
    for row, entry_id, event_id in zip(rows, entries, outreach, strict=True):
        if event_id in stored:
            # One more than the row has, or a row that lost its outcome would seem unchanged.
            more.extend(derive(entry_id, f"outcome {index}") for index in range(len(row.outcomes) + 1))
            if entry_id in corrected:
                more.append(derive(_standing(entry_id, corrected)[0], "outreach"))
    if more:
        stored = stored | await log.find(source.person_id, more)
    return [
        _earlier(row, entry_id, event_id, stored, corrected)
        for row, entry_id, event_id in zip(rows, entries, outreach, strict=True)
    ]


def _earlier(
    row: Row, entry_id: str, event_id: str, stored: Mapping[str, Recorded], corrected: Mapping[str, str]
) -> Earlier:
    if event_id not in stored:
        return Earlier(entry_id, [], entry_id, None, None)
    ids = [event_id, *(derive(entry_id, f"outcome {index}") for index in range(len(row.outcomes) + 1))]
    current, replaced = _standing(entry_id, corrected)
    parts = [stored[part] for part in ids if part in stored]
    return Earlier(entry_id, parts, current, replaced, stored.get(derive(current, "outreach")))


def _standing(entry_id: str, corrected: Mapping[str, str]) -> tuple[str, str | None]:
    current, replaced, seen = entry_id, None, {entry_id}
    while (following := corrected.get(current)) and following not in seen:
        current, replaced = following, current
        seen.add(current)
    return current, replaced


async def says_the_same(events: Sequence[NewEvent], parts: Sequence[Recorded], keys: KeyStore) -> bool:
    """Whether recorded events say what new ones would. What was forgotten can no longer differ."""
    if [part.event_id for part in parts] != [new.event_id for new in events]:
        return False
    for new, part in zip(events, parts, strict=True):
        if part.event != new.event or part.occurred_at != new.occurred_at.isoformat(timespec="milliseconds"):
            return False
        private = await unseal(part, keys)
        for subject in private.keys() | new.sealed.keys():
            if private.get(subject) not in (new.sealed.get(subject), FORGOTTEN):
                return False
    return True
