"""The journal of people, as the surfaces use it: reads state, decides, appends.

Everything a person does goes through here, whichever way they came in, so it means the same everywhere.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from coach.contracts import BatchResult, Entry, EntryInput, EntryResult, OutcomeInput, PitchRef, Prospect, ProspectInput
from coach.errors import CoachError, InvalidEntry, NotFound
from coach.journal.decide import add_prospect, correct_entry, log_entry, retract_entry
from coach.journal.labels import entry_label
from coach.journal.names import identity, is_known, matches
from coach.problems import problem_of
from coach.safety import Care, Resources, care_for, load_resources
from events.envelope import Event, NewEvent, Private, Recorded
from events.errors import EventConflict, LogError
from events.folds.entries import EntryState
from events.folds.pitches import is_added
from events.folds.reader import Reader, States
from events.ids import derive, new_id
from events.log import Log
from events.sealing import Forgotten, KeyStore, unseal
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.prospects import ProspectDetails


class Journal:
    """One log, read and written for any person."""

    def __init__(
        self,
        log: Log,
        keys: KeyStore,
        reader: Reader,
        clock: Callable[[], datetime],
        resources: Resources | None = None,
    ) -> None:
        self.log = log
        self.keys = keys
        self.reader = reader
        self.clock = clock
        self._resources = resources or load_resources(None)

    async def states(self, person_id: str) -> States:
        """All folded state of a person, as of now."""
        return await self.reader.states(person_id)

    async def now(self, person_id: str) -> datetime:
        """This moment in the person's time zone."""
        return self.now_of(await self.states(person_id))

    def now_of(self, states: States) -> datetime:
        """The same, for whoever has read the states already."""
        return self.clock().astimezone(ZoneInfo(states.person.time_zone))

    async def today(self, person_id: str) -> date:
        """The person's local day."""
        return (await self.now(person_id)).date()

    # ------------------------------------------------------------ entries

    async def log_entry(self, person_id: str, entry: EntryInput, beside: Event | None = None) -> EntryResult:
        """Log one entry. The same entry again is "already"; other content under its id is a conflict.

        `beside` is an event that goes into the journal with the entry, or not at all.
        """
        events = await self._entry_events(person_id, entry)
        if beside:
            events.append(NewEvent(derive(entry.entry_id, "beside"), events[-1].occurred_at, beside))
        appended = await self.log.append(person_id, events)
        care = await self.care(person_id, entry.note)
        return EntryResult(entry.entry_id, "added" if appended.added else "already", safety=care)

    async def care(self, person_id: str, note: str) -> Care | None:
        """What a note of risk asks to be shown where it was written. Computed each time, stored nowhere."""
        if not note:
            return None
        return care_for(note, (await self.states(person_id)).person.time_zone, self._resources)

    async def log_batch(self, person_id: str, entries: Sequence[dict[str, object]]) -> BatchResult:
        """Log a phone's queue in order. One bad entry is answered as such and never blocks the others."""
        return BatchResult([await self._with_care(person_id, raw) for raw in entries])

    async def _with_care(self, person_id: str, raw: dict[str, object]) -> EntryResult:
        result = await self._log_one(person_id, raw)
        if result.safety is None and isinstance(note := raw.get("note"), str):
            # An entry that could not be kept was still written by somebody.
            result.safety = await self.care(person_id, note)
        return result

    async def _log_one(self, person_id: str, raw: dict[str, object]) -> EntryResult:
        entry_id = str(raw.get("entry_id", ""))[:64]
        try:
            return await self.log_entry(person_id, msgspec.convert(raw, EntryInput))
        except EventConflict as conflict:
            return EntryResult(entry_id, "conflict", str(conflict))
        except msgspec.ValidationError as error:
            return EntryResult(entry_id, "invalid", problem_of(error))
        except (CoachError, LogError) as problem:
            if isinstance(problem, LogError) and problem.status >= 500:
                raise  # not the entry's fault: the phone keeps its queue and tries again
            return EntryResult(entry_id, "invalid", str(problem))

    async def undo(self, person_id: str, entry_id: str | None = None) -> Entry:
        """Take an entry back, by default the newest. Raises `NotFound`."""
        recent = (await self.states(person_id)).entries.recent
        if entry_id is None:
            if not recent:
                raise NotFound("There is nothing to undo.")
            entry_id = next(reversed(recent))
        if entry_id not in recent and not await self._logged(person_id, entry_id):
            raise NotFound("There is no such entry. Run coach log to see what you can log, or check the id.")
        entry = await self.read_entry(person_id, recent[entry_id]) if entry_id in recent else None
        await self.append_once(person_id, retract_entry(entry_id, await self.now(person_id)))
        return entry or Entry(entry_id, await self.now(person_id), "other", 1, [], "an older entry")

    async def correct(self, person_id: str, entry_id: str, replacement: EntryInput) -> EntryResult:
        """Put another entry in the place of one that was logged. Raises `NotFound`, `InvalidEntry`.

        Without a moment, a prospect or a pitch of its own, the replacement has those of the entry.
        """
        logged = await self._logged(person_id, entry_id)
        if logged is None or not isinstance(logged.event, OutreachRecorded):
            raise NotFound("There is no such entry to correct. Take its id from what logging it printed.")
        replacement = msgspec.structs.replace(
            replacement,
            occurred_at=replacement.occurred_at or logged.moment,
            prospect=replacement.prospect or _by_id(logged.event.prospect_id),
            pitch=replacement.pitch or (await self._pitch_of(person_id, entry_id) if replacement.outcomes else None),
        )
        now = await self.now(person_id)
        entry = await self._entry_events(person_id, replacement)
        corrected, *events = correct_entry(entry_id, entry, replacement.entry_id, now)
        appended = await self.log.append(person_id, [await self._as_before(person_id, corrected), *events])
        care = await self.care(person_id, replacement.note)
        return EntryResult(replacement.entry_id, "added" if appended.added else "already", safety=care)

    async def recent_entries(self, person_id: str, limit: int = 5) -> list[Entry]:
        """The newest entries, newest first, with their private parts."""
        recent = list((await self.states(person_id)).entries.recent.values())[-limit:]
        return [await self.read_entry(person_id, state) for state in reversed(recent)]

    async def read_entry(self, person_id: str, state: EntryState) -> Entry:
        """An entry as the person reads it back."""
        outcomes = [
            msgspec.convert(msgspec.to_builtins(outcome), OutcomeInput, strict=False) for outcome in state.outcomes
        ]
        recorded = (await self.log.at(person_id, [state.version])).get(state.version)
        content = await unseal(recorded, self.keys) if recorded else {}
        note = next((part.note for part in content.values() if isinstance(part, EntryNote)), "")
        prospect = await self.prospect(person_id, state.prospect_id) if state.prospect_id else None
        return Entry(
            entry_id=state.entry_id,
            occurred_at=datetime.fromisoformat(state.occurred_at),
            channel=state.channel,  # type: ignore[arg-type]
            count=state.count,
            outcomes=outcomes,
            label=entry_label(state.channel, state.count, outcomes),
            note=note,
            contact=prospect.contact if prospect else "",
            company=prospect.company if prospect else "",
        )

    async def sealed_in(self, person_id: str, entry_id: str) -> dict[str, Private | Forgotten] | None:
        """What an entry holds in private, by subject; None where the person has no such entry, or took it back."""
        logged = await self._logged(person_id, entry_id)
        if logged is None or (await self.states(person_id)).withdrawn.covers(logged):
            return None
        return await unseal(logged, self.keys)

    async def outreach_of(self, person_id: str, entry_id: str) -> OutreachRecorded | None:
        """The outreach of an entry, also of one that was taken back; None where no entry has this id."""
        logged = await self._logged(person_id, entry_id)
        return logged.event if logged and isinstance(logged.event, OutreachRecorded) else None

    async def _logged(self, person_id: str, entry_id: str) -> Recorded | None:
        """The outreach event of an entry, None where no entry has this id."""
        try:
            outreach_id = derive(entry_id, "outreach")
        except ValueError:
            return None
        return (await self.log.find(person_id, [outreach_id])).get(outreach_id)

    async def _pitch_of(self, person_id: str, entry_id: str) -> PitchRef | None:
        """The version of a pitch that an entry named for its outcomes, if any."""
        outcome_id = derive(entry_id, "outcome 0")
        found = (await self.log.find(person_id, [outcome_id])).get(outcome_id)
        event = found.event if found else None
        if not isinstance(event, OutcomeRecorded) or event.pitch_id is None or event.pitch_version is None:
            return None
        return PitchRef(event.pitch_id, event.pitch_version)

    async def append_once(self, person_id: str, new: NewEvent) -> None:
        """Append an event that can happen only once; if it happened before, that stands."""
        await self.log.append(person_id, [await self._as_before(person_id, new)])

    async def _as_before(self, person_id: str, new: NewEvent) -> NewEvent:
        """An event that is dated now, dated as it was if it is there already: doing a thing twice is one thing."""
        before = (await self.log.find(person_id, [new.event_id])).get(new.event_id)
        return msgspec.structs.replace(new, occurred_at=before.moment) if before else new

    async def _entry_events(self, person_id: str, entry: EntryInput) -> list[NewEvent]:
        occurred_at = entry.occurred_at
        if occurred_at is None:
            # A repeat without a date of its own means the moment at which it was first logged.
            first = derive(entry.entry_id, "outreach")
            logged = (await self.log.find(person_id, [first])).get(first)
            occurred_at = logged.moment if logged else await self.now(person_id)
        if entry.pitch and not is_added(
            (await self.states(person_id)).pitches, entry.pitch.pitch_id, entry.pitch.version
        ):
            raise InvalidEntry("There is no such version of a pitch. See coach pitch.")
        prospect_id: str | None = None
        added: list[NewEvent] = []
        if entry.prospect and is_known(entry.prospect):
            prospect_id, added = await self._prospect_for(person_id, entry, occurred_at)
        return [*added, *log_entry(entry, person_id, occurred_at, prospect_id)]

    async def _prospect_for(
        self, person_id: str, entry: EntryInput, occurred_at: datetime
    ) -> tuple[str, list[NewEvent]]:
        details = entry.prospect
        assert details is not None
        known = (await self.states(person_id)).prospects
        if details.prospect_id:
            if details.prospect_id not in known.prospects:
                raise InvalidEntry("There is no prospect with this id. Find it with coach prospects NAME.")
            return details.prospect_id, []
        if found := await self._known_as(person_id, details):
            return found.prospect_id, []
        made = derive(entry.entry_id, "prospect")
        return made, [] if made in known.prospects else [add_prospect(made, details, occurred_at)]

    # ------------------------------------------------------------ prospects

    async def add_prospect(self, person_id: str, details: ProspectInput) -> Prospect:
        """Make somebody known without an entry; who is known already stays as they are. A `prospect_id` made by the
        client makes a repeat safe. Raises `InvalidEntry`, `EventConflict`."""
        if not identity(details.contact, details.company, details.email, details.phone):
            raise InvalidEntry("Give a name, a company, an email or a phone.")
        if found := await self._known_as(person_id, details):
            return found
        prospect_id = details.prospect_id or new_id()
        await self.append_once(person_id, add_prospect(prospect_id, details, await self.now(person_id)))
        added = await self.prospect(person_id, prospect_id)
        assert added is not None
        return added

    async def _known_as(self, person_id: str, details: ProspectInput) -> Prospect | None:
        """The prospect that has the same identity, if there is one."""
        wanted = identity(details.contact, details.company, details.email, details.phone)
        for known in await self.prospects(person_id):
            if identity(known.contact, known.company, known.email, known.phone) == wanted:
                return known
        return None

    async def prospects(self, person_id: str, find: str = "", only: Collection[str] | None = None) -> list[Prospect]:
        """The person's prospects whose name, company or email has words that begin like those of `find`; of those
        with the ids `only`, where they are given."""
        known = (await self.states(person_id)).prospects.prospects
        if only is not None:
            known = {prospect_id: known[prospect_id] for prospect_id in only if prospect_id in known}
        sealed = await self.log.at(person_id, [state.details_version for state in known.values()])
        found = []
        for prospect_id, state in known.items():
            details = await self._details(sealed.get(state.details_version), prospect_id)
            prospect = Prospect(
                prospect_id=prospect_id,
                contact=details.contact if details else "",
                company=details.company if details else "",
                email=details.email if details else "",
                phone=details.phone if details else "",
                industry=state.industry,
                company_size=state.company_size,
                role=state.role,
                tags=state.tags,
                forgotten=details is None,
            )
            if not find or (details and matches(prospect, find)):
                found.append(prospect)
        return found

    async def prospect(self, person_id: str, prospect_id: str) -> Prospect | None:
        """One prospect, None if there is none with this id."""
        known = (await self.states(person_id)).prospects.prospects.get(prospect_id)
        if known is None:
            return None
        recorded = (await self.log.at(person_id, [known.details_version])).get(known.details_version)
        details = await self._details(recorded, prospect_id)
        shown = details or ProspectDetails()
        return Prospect(
            prospect_id,
            shown.contact,
            shown.company,
            shown.email,
            shown.phone,
            known.industry,
            known.company_size,
            known.role,
            known.tags,
            forgotten=details is None,
        )

    async def _details(self, recorded: Recorded | None, prospect_id: str) -> ProspectDetails | None:
        if recorded is None:
            return None
        content = (await unseal(recorded, self.keys)).get(prospect_id)
        return content if isinstance(content, ProspectDetails) else None


def _by_id(prospect_id: str | None) -> ProspectInput | None:
    return ProspectInput(prospect_id=prospect_id) if prospect_id else None
