"""Habits: rest and pauses, mood and goals, as the person keeps them beside their entries."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from coach.contracts import Goal
from coach.errors import InvalidEntry, NotFound
from coach.journal.service import Journal
from events.envelope import Event, NewEvent, Private
from events.folds.goals import progress
from events.folds.streaks import Pause
from events.ids import new_id
from events.types.entries import EntryRetracted
from events.types.goals import GoalDropped, GoalSet
from events.types.mood import Mood, MoodReported
from events.types.rest import PauseEnded, PauseStarted, RestDaysTaken
from events.words import GoalKind, Horizon

LEVELS = range(1, 6)


class PauseAhead(Struct, frozen=True):
    """A pause that is not over: its first and last day off, None while unknown. `ended`: its end is recorded."""

    since: date
    last: date | None
    ended: bool


class TimeOff(Struct, frozen=True):
    """Single days off from today on, and pauses that are not over, each in order."""

    days: list[date]
    pauses: list[PauseAhead]


class Habits:
    """What a person records about themselves."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def rest(self, person_id: str, days: Sequence[date]) -> None:
        """Take these local days off: they freeze a streak and add nothing."""
        taken = RestDaysTaken(days=[day.isoformat() for day in sorted(set(days))], entry_id=new_id())
        await self._record(person_id, taken)

    async def work(self, person_id: str, day: date) -> None:
        """Work on a day that was taken off, after all. Raises `NotFound`, `InvalidEntry`."""
        text = day.isoformat()
        if text not in (await self._journal.states(person_id)).streaks.rest:
            raise NotFound(f"{text} was not taken off.")
        withdrawn, taken = set[str](), list[RestDaysTaken]()
        async for recorded in self._journal.log.read(person_id, backwards=True):
            event = recorded.event
            if isinstance(event, EntryRetracted):
                withdrawn.add(event.entry_id)
            elif isinstance(event, RestDaysTaken) and text in event.days and event.entry_id not in withdrawn:
                taken.append(event)
        changes: list[Event] = [EntryRetracted(entry_id=event.entry_id) for event in taken if event.entry_id]
        if len(changes) < len(taken):
            raise InvalidEntry(f"{text} was taken off before Rebound could take that back.")
        if others := {other for event in taken for other in event.days} - {text}:
            changes.append(RestDaysTaken(days=sorted(others), entry_id=new_id()))
        now = await self._journal.now(person_id)
        await self._journal.log.append(person_id, [NewEvent(new_id(), now, change) for change in changes])

    async def pause(self, person_id: str, since: date, until: date | None) -> None:
        """Pause from a day on, until a day or until `back`. Raises `InvalidEntry`."""
        if until and until < since:
            raise InvalidEntry("A pause ends on or after the day it begins.")
        until_text = until.isoformat() if until else None
        await self._record(person_id, PauseStarted(pause_id=new_id(), since=since.isoformat(), until=until_text))

    async def back(self, person_id: str, on: date) -> None:
        """Be back on this day: ends every pause that is open then. Raises `NotFound`."""
        ended: set[str] = set()
        still_open: list[PauseStarted] = []
        async for recorded in self._journal.log.read(person_id, backwards=True):
            event = recorded.event
            if isinstance(event, PauseEnded):
                ended.add(event.pause_id)
            elif isinstance(event, PauseStarted) and event.pause_id not in ended and _open_on(event, on):
                still_open.append(event)
        if not still_open:
            raise NotFound("There is no pause to end.")
        for pause in still_open:
            await self._record(person_id, PauseEnded(pause_id=pause.pause_id, on=on.isoformat()))

    async def time_off(self, person_id: str) -> TimeOff:
        """What is off today and later."""
        states, today = await self._journal.states(person_id), await self._journal.today(person_id)
        days = [date.fromisoformat(day) for day in sorted(states.streaks.rest) if day >= today.isoformat()]
        pauses = [ahead for pause in states.streaks.pauses.values() if (ahead := _ahead(pause, today))]
        return TimeOff(days, sorted(pauses, key=lambda pause: pause.since))

    async def mood(self, person_id: str, level: int) -> None:
        """Say how it feels, 1 (very low) to 5 (very good). Sealed for the person. Raises `InvalidEntry`."""
        if level not in LEVELS:
            raise InvalidEntry("Mood is a number from 1 (very low) to 5 (very good).")
        await self._record(person_id, MoodReported(), {person_id: Mood(level=level)})

    async def set_goal(self, person_id: str, kind: GoalKind, target: int, horizon: Horizon) -> None:
        """Set a goal; one of the same kind and horizon is given the new target."""
        goal_id = f"{kind}/{horizon}"
        await self._record(person_id, GoalSet(goal_id=goal_id, kind=kind, target=target, horizon=horizon))

    async def drop_goal(self, person_id: str, goal_id: str) -> None:
        """Let a goal go. Raises `NotFound`."""
        if goal_id not in (await self._journal.states(person_id)).goals.goals:
            raise NotFound("There is no such goal. See coach goal.")
        await self._record(person_id, GoalDropped(goal_id=goal_id))

    async def goals(self, person_id: str) -> list[Goal]:
        """Current goals and how far each is."""
        states, today = await self._journal.states(person_id), await self._journal.today(person_id)
        return [
            Goal(found.goal_id, found.kind, found.horizon, found.target, found.done, found.since, found.until)
            for found in progress(states.goals, states.stats, today)
        ]

    async def _record(self, person_id: str, event: Event, sealed: dict[str, Private] | None = None) -> None:
        now = await self._journal.now(person_id)
        await self._journal.log.append(person_id, [NewEvent(new_id(), now, event, sealed or {})])


def _ahead(pause: Pause, today: date) -> PauseAhead | None:
    """A pause as it lies ahead, None where it is over or was taken back."""
    if pause.since is None:
        return None
    since, last = date.fromisoformat(pause.since), date.fromisoformat(pause.until) if pause.until else None
    if pause.back is not None:
        back = date.fromisoformat(pause.back)
        if back <= since:  # taken back; the day before may not even exist
            return None
        last = back - timedelta(days=1)
    over = last is not None and last < max(since, today)
    return None if over else PauseAhead(since, last, pause.back is not None)


def _open_on(pause: PauseStarted, day: date) -> bool:
    return pause.until is None or pause.until >= day.isoformat()
