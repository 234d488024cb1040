"""Crisis lines by country: a file that comes with Rebound, or the host's own in its place.

In: a JSON file shaped like `resources.json`. Out: `Resources`. Each entry names its source and
when it was last checked.
"""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

DEFAULT: Final = "default"


class SafetyFileError(ValueError):
    """The file of crisis lines cannot be used; the message names it and what to mend."""


Words = Annotated[str, Meta(min_length=1, max_length=200)]


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """The emergency number and one line to talk to, with its source. A zone ending in / stands for all below it."""

    emergency: Words
    name: Words
    contact: Words
    hours: Words
    source: Words
    last_checked: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    time_zones: list[str] = []
    languages: list[str] = []
    said: dict[str, Words] = {}
    """The line in other languages, where words such as "call or text" are ours and not its name."""

    @property
    def line(self) -> str:
        """The line in words: its name, and how to reach it."""
        return self.name if self.contact == self.name else f"{self.name}, {self.contact}"

    def line_in(self, language: str) -> str:
        """The line in the words of a language, where it has some."""
        return self.said.get(language, self.line)


class Resources(Struct, frozen=True, forbid_unknown_fields=True):
    """Countries by code; `default` is for everywhere else."""

    countries: dict[str, Country]

    def for_time_zone(self, time_zone: str, language: str) -> Country:
        """The country that an IANA time zone lies in, else the one where the language is at home, else `default`."""
        found = (c for c in self.countries.values() if any(_within(time_zone, zone) for zone in c.time_zones))
        # A zone that says nothing, such as UTC, leaves the language; a known zone elsewhere does not.
        spoken = (c for c in self.countries.values() if language != "en" and language in c.languages)
        return next(found, None) or next(spoken, None) or self.countries[DEFAULT]


def load_resources(override: Path | None) -> Resources:
    """The host's file, or the one that comes with Rebound. Raises `SafetyFileError`."""
    try:
        raw = override.read_bytes() if override else (files("coach.safety") / "resources.json").read_bytes()
        resources = msgspec.json.decode(raw, type=Resources)
    except OSError as error:
        raise SafetyFileError(f"COACH_RESOURCES names {override}, which cannot be read: {error.strerror}.") from None
    except msgspec.DecodeError as error:
        raise SafetyFileError(f"COACH_RESOURCES names {override}, which does not fit: {error}.") from None
    if DEFAULT not in resources.countries:
        raise SafetyFileError(f"COACH_RESOURCES names {override}, which has no entry for {DEFAULT}.")
    return resources


def _within(time_zone: str, zone: str) -> bool:
    return time_zone.startswith(zone) if zone.endswith("/") else time_zone == zone
