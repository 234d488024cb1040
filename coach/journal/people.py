"""People: who has a journal here, their settings, and how they are named on the command line."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from msgspec import UNSET

from coach.contracts import Person, PersonInput
from coach.errors import InvalidEntry, NotFound, UsageError
from coach.journal.names import fold_name
from coach.journal.service import Journal
from events.envelope import NewEvent, Private
from events.folds.person import PersonState
from events.ids import new_id
from events.sealing import unseal
from events.types.person import PersonName, PersonRegistered, PersonSettingsChanged
from events.words import WEEKDAYS, Weekday

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)

DEFAULT_DAYS: list[Weekday] = ["mon", "tue", "wed", "thu", "fri"]


class People:
    """Registering, finding and changing the people of a log."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def register(self, wanted: PersonInput) -> Person:
        """Start a journal for somebody. Raises `InvalidEntry` for a time zone that does not exist."""
        settings = PersonRegistered(
            time_zone=checked_zone(wanted.time_zone or "UTC"),
            working_days=list(wanted.working_days or DEFAULT_DAYS),
            language=wanted.language or "en",
        )
        person_id = new_id()
        sealed: dict[str, Private] = {person_id: PersonName(name=wanted.name)} if wanted.name else {}
        await self._journal.log.append(person_id, [NewEvent(new_id(), self._journal.clock(), settings, sealed)], "none")
        return await self.get(person_id)

    async def change(self, person_id: str, wanted: PersonInput) -> Person:
        """Change settings; what is left out stays. An empty name takes the name away."""
        changed = PersonSettingsChanged(
            time_zone=checked_zone(wanted.time_zone) if wanted.time_zone else None,
            working_days=list(wanted.working_days) if wanted.working_days else None,
            language=wanted.language or None,
            streaks=None if wanted.streaks is UNSET else wanted.streaks,
        )
        sealed: dict[str, Private] = {} if wanted.name is UNSET else {person_id: PersonName(name=wanted.name)}
        now = await self._journal.now(person_id)
        await self._journal.log.append(person_id, [NewEvent(new_id(), now, changed, sealed)])
        return await self.get(person_id)

    async def get(self, person_id: str) -> Person:
        """A person's settings. Raises `NotFound`."""
        state: PersonState = (await self._journal.states(person_id)).person
        if not state.registered:
            raise NotFound("There is no such person here.")
        name = ""
        if state.name_version:
            recorded = (await self._journal.log.at(person_id, [state.name_version]))[state.name_version]
            private = (await unseal(recorded, self._journal.keys)).get(person_id)
            name = private.name if isinstance(private, PersonName) else ""
        return Person(
            person_id,
            name,
            state.time_zone,
            [day for day in WEEKDAYS if day in state.working_days],
            state.language,
            state.streaks,
        )

    async def all(self) -> list[Person]:
        """Everybody with a journal here."""
        return [await self.get(person_id) for person_id in await self._journal.log.people()]

    async def resolve(self, wanted: str | None, time_zone: str) -> Person:
        """The person that a command means: by name or id, else the only one, made at first use."""
        people = await self.all()
        if wanted:
            found = [p for p in people if p.person_id == wanted or fold_name(p.name) == fold_name(wanted)]
            if len(found) == 1:
                return found[0]
            raise UsageError(
                "There is nobody with this name here. See coach user list."
                if not found
                else "Several people have this name. Give the id that coach user list shows."
            )
        if not people:
            return await self.register(PersonInput(time_zone=time_zone))
        if len(people) > 1:
            raise UsageError("Several people have a journal here. Say who you are with --person NAME.")
        return people[0]


@lru_cache(maxsize=1)
def known_zones() -> list[str]:
    """IANA time zones to choose from: those named after a place, and UTC."""
    return ["UTC", *(zone for zone in sorted(available_timezones()) if zone.partition("/")[0] in CONTINENTS)]


def checked_zone(name: str) -> str:
    """The name, if it is an IANA time zone. Raises `InvalidEntry`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        hints = [zone for zone in sorted(available_timezones()) if name and name.casefold() in zone.casefold()][:3]
        hint = f" Did you mean {', '.join(hints)}?" if hints else " Give one such as Europe/Berlin."
        raise InvalidEntry(f"There is no such time zone.{hint}") from None
    return name
