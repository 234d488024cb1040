"""A book: all that the pages say in one language, read once from `<language>.json` beside this file.

`rooms` hold English sentence -> sentence, in the order of the pages; where a number decides, a list of forms, found by
the English one for 1. `plural` chooses among them, as in GNU gettext. English has a book too, of dates alone.
"""

import re
from collections.abc import Callable
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from coach.insight.wording import words_of

ENGLISH: Final = "en"
SERVICES: Final = "from the services"
"""The room of what services say in English, whoever reads it: errors, and notes that are kept with a reply."""

_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")
_BETWEEN: Final = re.compile(r"(?<=[.?!]) ")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")

Message = str | list[str]


class Dates(Struct, frozen=True, forbid_unknown_fields=True):
    """Names, and how a day is put together from them: {weekday}, {weekday_short}, {day}, {month}, {month_short}, ..."""

    weekdays: Annotated[list[str], Meta(min_length=7, max_length=7)]
    weekdays_short: Annotated[list[str], Meta(min_length=7, max_length=7)]
    months: Annotated[list[str], Meta(min_length=12, max_length=12)]
    months_short: Annotated[list[str], Meta(min_length=12, max_length=12)]
    forms: dict[str, str]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`<language>.json`. `name` is what the language calls itself."""

    name: str
    dates: Dates
    plural: str = "n != 1"
    rooms: dict[str, dict[str, Message]] = {}


class Book:
    """A language, ready to be looked up."""

    def __init__(self, read: File, thousands: str) -> None:
        self.name, self.dates, self.rooms = read.name, read.dates, read.rooms
        self.messages = {english: said for room in read.rooms.values() for english, said in room.items()}
        self.form: Callable[[int], int] = c2py(read.plural)
        self._thousands = thousands
        self._patterns = [
            (_pattern(english), said)
            for english, said in read.rooms.get(SERVICES, {}).items()
            if isinstance(said, str) and "%(" in english
        ]

    def retold(self, sentence: str) -> str:
        """A finished English text: whole, else sentence by sentence, with the values that stand in it."""
        return self._fixed(sentence) or " ".join(self._one(part) for part in _BETWEEN.split(sentence))

    def _fixed(self, sentence: str) -> str | None:
        said = self.messages.get(sentence)
        return said if isinstance(said, str) else None

    def _one(self, sentence: str) -> str:
        if said := self._fixed(sentence):
            return said
        for pattern, with_values in self._patterns:
            if found := pattern.fullmatch(sentence):
                return with_values % {name: self._value(value) for name, value in found.groupdict().items()}
        return sentence

    def _value(self, value: str) -> str:
        if _THOUSANDS.fullmatch(value):
            return value.replace(",", self._thousands)
        return self._one(value)


def _pattern(english: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(english)
    texts = [re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)" for place, part in enumerate(parts)]
    return re.compile("".join(texts), re.DOTALL)


@cache
def languages() -> tuple[str, ...]:
    """Every language that has a book, English first."""
    found = (entry.name for entry in files("coach.words").iterdir())
    names = (name.removesuffix(".json") for name in found if name.endswith(".json"))
    return tuple(sorted(names, key=lambda name: (name != ENGLISH, name)))


@cache
def book(language: str) -> Book:
    """The book of a language that has one."""
    read = msgspec.json.decode((files("coach.words") / f"{language}.json").read_bytes(), type=File)
    return Book(read, words_of(language).thousands)
