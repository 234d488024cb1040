"""Follow-ups: who to come back to and when, what the person did about it, and who is left in peace.

In: a person, and what they did. Out: follow-ups with the names and notes behind them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from coach.contracts import EntryInput, FollowUp, FollowUpAct, FollowUpResult, OutcomeInput, Prospect, ProspectInput
from coach.errors import InvalidEntry, NotFound
from coach.journal.service import Journal
from events.envelope import Event, NewEvent
from events.errors import EventConflict
from events.folds import follow_ups as fold
from events.folds.prospects import LastTried
from events.folds.reader import States
from events.folds.streaks import working_days
from events.folds.timeline import moment_of
from events.ids import derive, new_id
from events.sealing import unseal
from events.types.follow_ups import FollowUpDone, FollowUpDropped, FollowUpScheduled, FollowUpSnoozed
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded

Act = Literal["snoozed", "done", "dropped", "scheduled"]

OPEN: Final = ("waiting", "due", "snoozed")
CLOSED: Final = ("done", "dropped")

FARTHEST: Final = timedelta(days=5 * 366)
"""How far ahead a follow-up may be put off."""


class Closed(Struct, frozen=True):
    """A follow-up that is over since the moment `at`. `entry_id` is the entry that closed it, if it was logged from
    here; `by_hand`: the person closed it, and nothing was heard of the prospect since, so it can be brought back."""

    follow_up: FollowUp
    at: datetime
    entry_id: str | None
    by_hand: bool


class FollowUps:
    """The follow-ups of any person."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def open(self, person_id: str) -> list[FollowUp]:
        """Open follow-ups, the earliest first."""
        states = await self._journal.states(person_id)
        today = self._journal.now_of(states).date()
        found = [one for one in fold.view(states.follow_ups, today) if one.status in OPEN]
        return await self._with_names(person_id, states, found)

    async def find(self, person_id: str, follow_up_id: str) -> FollowUp | None:
        """One follow-up, open or over; None where there is none with this id."""
        states = await self._journal.states(person_id)
        today = self._journal.now_of(states).date()
        found = [one for one in fold.view(states.follow_ups, today) if one.follow_up_id == follow_up_id]
        return next(iter(await self._with_names(person_id, states, found)), None)

    async def closed(self, person_id: str, most: int) -> list[Closed]:
        """Follow-ups that were done or dropped, the last first. Whoever said a final no is not among them."""
        states = await self._journal.states(person_id)
        kept = states.follow_ups
        found = sorted(
            (
                (_closed_at(kept, one.follow_up_id), one)
                for one in fold.view(kept, self._journal.now_of(states).date())
                if one.status in CLOSED and one.prospect_id not in kept.locked
            ),
            key=lambda pair: (pair[0], pair[1].follow_up_id),
            reverse=True,
        )[:most]
        named = await self._with_names(person_id, states, [one for _, one in found])
        zone = self._journal.now_of(states).tzinfo
        return [
            Closed(
                follow_up,
                moment_of(at).astimezone(zone),
                state.entry_id,
                state.act in CLOSED and state.acted == at and not state.entry_id,
            )
            for (at, _), follow_up in zip(found, named, strict=True)
            if (state := kept.follow_ups[follow_up.follow_up_id])
        ]

    async def left_in_peace(self, person_id: str) -> list[Prospect]:
        """Prospects who said a final no, the last first."""
        locked = (await self._journal.states(person_id)).prospects.locked
        newest = sorted(locked, key=lambda prospect_id: locked[prospect_id], reverse=True)
        return await self._journal.prospects(person_id, only=newest)

    async def next_days(self, person_id: str) -> tuple[bool, date, date]:
        """Whether the person works today; their next working day; and their first one a week or more from today."""
        states = await self._journal.states(person_id)
        today = self._journal.now_of(states).date()
        works = working_days(states.streaks)(today)
        return works, _worked_from(states, today, 1), _worked_from(states, today, 7)

    # ------------------------------------------------------------ acts

    async def record(self, person_id: str, act: FollowUpAct) -> FollowUpResult:
        """Record what the person did. The same act again is "already".

        Raises `NotFound`, `InvalidEntry`, `EventConflict`.
        """
        if (act.act == "answered") != (act.outcome is not None) or (act.act == "snoozed") != (act.until is not None):
            raise InvalidEntry("Give an outcome with answered, and a day with snoozed, and with nothing else.")
        if act.act == "answered":
            return await self._answer(person_id, act)
        added = await self.act(person_id, act.follow_up_id, act.act, act.until, act.act_id)
        return FollowUpResult(act.follow_up_id, "added" if added else "already")

    async def act(
        self, person_id: str, follow_up_id: str, act: Act, until: date | None = None, act_id: str | None = None
    ) -> bool:
        """Mark a follow-up as done, drop it, put it off until a day, or bring one back; False if this very act was
        recorded before. Raises `NotFound`, `InvalidEntry`, `EventConflict`."""
        event_id = derive(act_id or new_id(), "follow up")
        before = (await self._journal.log.find(person_id, [event_id])).get(event_id)
        if before is None:
            event = await self._event(person_id, follow_up_id, act, until)
            await self._journal.append_once(person_id, NewEvent(event_id, await self._journal.now(person_id), event))
        elif not _is(before.event, follow_up_id, act, until):
            raise EventConflict([event_id])
        return before is None

    async def _event(self, person_id: str, follow_up_id: str, act: Act, until: date | None) -> Event:
        states = await self._journal.states(person_id)
        today = self._journal.now_of(states).date()
        found = _found(states, today, follow_up_id, CLOSED if act == "scheduled" else OPEN)
        match act:
            case "snoozed":
                if until is None or not today <= until <= today + FARTHEST:
                    raise InvalidEntry("Give a day from today on, within five years.")
                return FollowUpSnoozed(follow_up_id=follow_up_id, until=until.isoformat())
            case "done":
                return FollowUpDone(follow_up_id=follow_up_id)
            case "dropped":
                return FollowUpDropped(follow_up_id=follow_up_id)
        opened = (await self._journal.log.find(person_id, [follow_up_id])).get(follow_up_id)
        return FollowUpScheduled(
            follow_up_id=follow_up_id,
            prospect_id=found.prospect_id,
            due_on=found.due_on.isoformat(),
            entry_id=opened.event.entry_id if opened and isinstance(opened.event, OutcomeRecorded) else None,
        )

    async def _answer(self, person_id: str, act: FollowUpAct) -> FollowUpResult:
        """Log what came of getting back to somebody. That ends the follow-up; a new "not now" opens its own. Where
        nobody answered it comes back on the next working day."""
        states = await self._journal.states(person_id)
        kept = states.follow_ups.follow_ups.get(act.follow_up_id)
        if kept is None or not kept.prospect_id:
            raise NotFound("There is no such follow-up.")
        if act.act_id in states.withdrawn.entries:
            raise InvalidEntry("That was taken back. Open Follow-ups again and choose once more.")
        logged = await self._journal.outreach_of(person_id, act.act_id)
        entry = _entry_of(act, kept.prospect_id, logged or states.prospects.tried.get(kept.prospect_id))
        if logged:
            result = await self._journal.log_entry(person_id, entry)
        else:
            today = self._journal.now_of(states).date()
            _found(states, today, act.follow_up_id, OPEN)
            try:
                result = await self._journal.log_entry(person_id, entry, _after(act, _worked_from(states, today, 1)))
            except EventConflict:  # two taps at once: the first is there by now
                result = await self._journal.log_entry(person_id, entry)
        return FollowUpResult(act.follow_up_id, "added" if result.status == "added" else "already", act.act_id)

    # ------------------------------------------------------------ names and notes

    async def _with_names(self, person_id: str, states: States, found: Sequence[fold.FollowUp]) -> list[FollowUp]:
        ids = {one.prospect_id for one in found}
        known = {one.prospect_id: one for one in await self._journal.prospects(person_id, only=ids)}
        notes = await self._notes(person_id, states, ids)
        zone = self._journal.now_of(states).tzinfo
        named = []
        for one in found:
            prospect, tried = known.get(one.prospect_id), states.prospects.tried.get(one.prospect_id)
            opened = states.follow_ups.follow_ups[one.follow_up_id].opened
            contact, company = _called(prospect)
            named.append(
                FollowUp(
                    follow_up_id=one.follow_up_id,
                    prospect_id=one.prospect_id,
                    contact=contact,
                    company=company,
                    reason=one.reason,
                    due_on=one.due_on,
                    status=one.status,
                    opened_on=moment_of(opened).astimezone(zone).date() if opened is not None else None,
                    channel=tried.channel if tried else "call",
                    note=notes.get(one.prospect_id, ""),
                    forgotten=prospect is None or prospect.forgotten,
                )
            )
        return named

    async def _notes(self, person_id: str, states: States, prospect_ids: set[str]) -> Mapping[str, str]:
        """The last note about each prospect that has one."""
        tried = states.prospects.tried
        versions = {one: tried[one].noted[1] for one in prospect_ids if one in tried and tried[one].noted}  # type: ignore[index]
        rows = await self._journal.log.at(person_id, list(versions.values()))
        notes = {}
        for prospect_id, version in versions.items():
            part = (await unseal(rows[version], self._journal.keys)).get(prospect_id)
            if isinstance(part, EntryNote):
                notes[prospect_id] = part.note
        return notes


def _called(prospect: Prospect | None) -> tuple[str, str]:
    """Contact and company; an email or a phone in the place of a name, where that is all there is."""
    if prospect is None:
        return "", ""
    if prospect.contact or prospect.company:
        return prospect.contact, prospect.company
    return prospect.email or prospect.phone, ""


def _found(states: States, today: date, follow_up_id: str, wanted: tuple[str, ...]) -> fold.FollowUp:
    """The follow-up, in one of the wanted states, of a prospect who may be contacted. Raises `NotFound`."""
    for one in fold.view(states.follow_ups, today):
        locked = one.prospect_id in states.follow_ups.locked
        if one.follow_up_id == follow_up_id and one.status in wanted and not locked:
            return one
    raise NotFound("There is no such follow-up to change. It may be done already.")


def _is(event: Event, follow_up_id: str, act: Act, until: date | None) -> bool:
    """Whether this event is what that act left in the journal."""
    found = event.type, getattr(event, "follow_up_id", None), getattr(event, "until", None)
    return found == (f"follow_up_{act}", follow_up_id, until.isoformat() if until else None)


def _entry_of(act: FollowUpAct, prospect_id: str, as_before: OutreachRecorded | LastTried | None) -> EntryInput:
    """What came of getting back to a prospect, as an entry for the journal."""
    assert act.outcome is not None
    return EntryInput(
        entry_id=act.act_id,
        channel=act.channel or (as_before.channel if as_before else "call"),
        outcomes=[OutcomeInput(outcome=act.outcome, confirmed=act.outcome == "hard_no")],
        prospect=ProspectInput(prospect_id=prospect_id),
    )


def _after(act: FollowUpAct, next_day: date) -> Event:
    """What an answer does to its follow-up: whoever was not reached is tried again, all else ends it."""
    if act.outcome in ("no_answer", "unreachable"):
        return FollowUpSnoozed(follow_up_id=act.follow_up_id, until=next_day.isoformat(), entry_id=act.act_id)
    return FollowUpDone(follow_up_id=act.follow_up_id, entry_id=act.act_id)


def _closed_at(state: fold.FollowUpsState, follow_up_id: str) -> int:
    """When a follow-up ended, in milliseconds: by hand, or when the prospect next answered."""
    kept = state.follow_ups[follow_up_id]
    if kept.act in CLOSED and kept.acted is not None:
        return kept.acted
    return state.answered[kept.prospect_id]


def _worked_from(states: States, today: date, least: int) -> date:
    """The first working day `least` days from today or later; that very day where there is none within a year."""
    works = working_days(states.streaks)
    days = [today + timedelta(days=least + number) for number in range(366)]
    return next((day for day in days if works(day)), days[0])
