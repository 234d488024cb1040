"""Person: the settings as they are now, and which event holds the sealed name."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.person import PersonRegistered, PersonSettingsChanged


class PersonState(Struct):
    """Settings of a person. `name_version` is the version of the event that seals the name, 0 without any."""

    registered: bool = False
    time_zone: str = "UTC"
    working_days: list[str] = field(default_factory=lambda: ["mon", "tue", "wed", "thu", "fri"])
    language: str = "en"
    streaks: bool = True
    name_version: int = 0


def apply(state: PersonState, recorded: Occurrence) -> None:
    event = recorded.event
    if not isinstance(event, PersonRegistered | PersonSettingsChanged):
        return
    state.registered = True
    state.time_zone = event.time_zone or state.time_zone
    state.working_days = list(event.working_days or state.working_days)
    state.language = event.language or state.language
    if isinstance(event, PersonSettingsChanged) and event.streaks is not None:
        state.streaks = event.streaks
    if recorded.sealed:
        state.name_version = recorded.version


PERSON = Fold("person", 1, PersonState, apply, (PersonRegistered, PersonSettingsChanged))
