"""Numbers in words: the one place where a fact becomes text. Source of every digit in every reply."""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from coach.contracts import Fact, Unit

ENGLISH: Final = "en"
_DIGITS: Final = re.compile(r"\d+")
_DATE: Final = re.compile(r"on (\d+) ([A-Z]\w+) (\d+)")
YEAR: Final = 1000
"""From here on a number in a period is that of a year."""


class UnitWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit in the nominative: one of it ("one no"), more ("{number} no's"), and the number one alone for it."""

    one: str
    other: str
    single: str


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """How a language says numbers: `words/<language>.json`. `months`, `periods` and `names` are keyed by the English
    words."""

    numbers: Annotated[list[str], Meta(min_length=13, max_length=13)]
    units: dict[Unit, UnitWords]
    thousands: str
    decimal: str
    percent: str
    quote: str
    under: str
    over: str
    date: str
    months: dict[str, str]
    periods: dict[str, str]
    names: dict[str, str]


@cache
def words_of(language: str) -> Words:
    """The words of a language, or the English ones where there is no file for it."""
    folder = files("coach.insight") / "words"
    known = {entry.name: entry for entry in folder.iterdir()}
    file = known.get(f"{language}.json", known[f"{ENGLISH}.json"])
    return msgspec.json.decode(file.read_bytes(), type=Words)


def quoted(text: str, language: str = ENGLISH) -> str:
    """Words that somebody may say, in the quotation marks of the language."""
    return words_of(language).quote.format(text=text)


def number(fact: Fact, language: str = ENGLISH) -> str:
    """The number alone: words up to twelve, digits above, shares in percent."""
    if fact.unit == "share":
        return percent(fact.value, language)
    words = words_of(language)
    count = int(fact.value)
    return words.units[fact.unit].single if count == 1 else _count(count, words)


def with_unit(fact: Fact, language: str = ENGLISH) -> str:
    """The number with its unit, in singular or plural."""
    if fact.unit == "share":
        return number(fact, language)
    words = words_of(language)
    unit = words.units[fact.unit]
    return unit.one if fact.value == 1 else unit.other.format(number=_count(int(fact.value), words))


def period(fact: Fact, language: str = ENGLISH) -> str:
    """The period of a fact in words, such as "in the last eight weeks"."""
    words = words_of(language)
    if day := _DATE.fullmatch(fact.period):
        return words.date.format(day=day[1], month=words.months.get(day[2], day[2]), year=day[3])
    text = words.periods.get(fact.period, fact.period)
    if fact.period in words.periods or not (found := _DIGITS.search(fact.period)):
        return text
    # "in the last 4 weeks" is translated whatever the number; a year stays in digits.
    pattern = _DIGITS.sub("{number}", fact.period)
    count = int(found[0])
    return words.periods.get(pattern, pattern).format(number=_count(count, words) if count < YEAR else count)


def name(text: str, language: str = ENGLISH) -> str:
    """A word that stands for something in the journal, such as "price"."""
    return words_of(language).names.get(text, text)


def _count(count: int, words: Words) -> str:
    if 0 <= count < len(words.numbers):
        return words.numbers[count]
    return f"{count:,}".replace(",", words.thousands)


def percent(share: float, language: str = ENGLISH) -> str:
    """A share in percent: whole numbers, one decimal under ten, and never 0% or 100% for what is not."""
    words = words_of(language)

    def points_of(text: str) -> str:
        return words.percent.format(number=text.replace(".", words.decimal))

    points = share * 100
    if 0 < points < 0.1:
        return words.under.format(share=points_of("0.1"))
    if points < 9.95:
        return points_of(f"{points:.1f}".removesuffix(".0"))
    if 99.5 <= points < 100:
        return words.over.format(share=points_of("99"))
    return points_of(f"{points:.0f}")
