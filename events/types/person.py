"""Events about the person: who they are to Rebound, where and when they work."""

from typing import ClassVar

from events.envelope import Event, Private
from events.words import Weekday


class PersonName(Private, frozen=True, kw_only=True, tag="person_name"):
    name: str


class PersonRegistered(Event, frozen=True, kw_only=True):
    """A person started a journal. Sealed for the person: `PersonName`."""

    type: ClassVar[str] = "person_registered"
    time_zone: str
    working_days: list[Weekday]
    language: str


class PersonSettingsChanged(Event, frozen=True, kw_only=True):
    """Settings changed; None leaves a setting as it was. Sealed for the person: `PersonName`, if it changed."""

    type: ClassVar[str] = "person_settings_changed"
    time_zone: str | None = None
    working_days: list[Weekday] | None = None
    language: str | None = None
    streaks: bool | None = None
