"""The packaged words: cues and everyday capitals by language, and what holds in all of them.

A language is a folder under `words/`: `language.toml` (cues), `nicknames.toml`, `names.toml` (names that are
words) and `everyday.txt` (words that sellers write in it, by falling frequency). Another folder is another language.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from coach.privacy.folding import fold

PARTICLES: Final = frozenset(
    [
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "las",
        "le",
        "los",
        "van",
        "von",
    ]
)
"""Small words inside the names of people, in any language."""

LANGUAGES: Final = ("en", "de", "es", "fr", "it", "nl", "pt", "da", "no", "sv")
_NICKNAMES: Final = (*LANGUAGES, "pl")


class Language(Struct, forbid_unknown_fields=True):
    """What surrounds names in a language. All words are in lower case; phrases have single spaces."""

    function: frozenset[str]
    determiners: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    """Behind a name: "san", "bhai"."""
    kin: frozenset[str]
    """Whom a name follows: "his wife X", "my colleague X"."""
    person_before: frozenset[str]
    person_after: frozenset[str]
    speech: frozenset[str]
    """Verbs that only somebody does."""
    adverbs: frozenset[str]
    """Small words between a name and its verb: "Hope also asked"."""
    org_before: frozenset[str]
    competitor_before: frozenset[str]
    place_before: frozenset[str]
    org_heads: frozenset[str]
    vocabulary: frozenset[str]
    """Everyday though written with a capital."""
    streets: frozenset[str]


class Worded(Struct, forbid_unknown_fields=True):
    """Names that are words as well, and what tells that somebody is meant. Phrases have single spaces."""

    names: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    """Given names and pet names that no other list has."""
    bare: frozenset[str] = frozenset()
    """Those that open a sentence without an article though nobody is meant."""
    deeds: frozenset[str] = frozenset()
    """What hardly anything but a person does, beside the verbs of `speech`."""
    verbs: frozenset[str] = frozenset()
    """What anything does that needs no article."""
    things: frozenset[str] = frozenset()
    """Those of all these verbs that tell nothing behind a bare word."""
    plurals: frozenset[str] = frozenset()
    """Those that are plural nouns as well."""
    bases: frozenset[str] = frozenset()
    """Those that may follow "will" and "may"."""
    idioms: frozenset[str] = frozenset()
    """Two words that belong together, the first of them a name elsewhere: "grace period"."""
    takes: frozenset[str] = frozenset()
    """Verbs that take somebody."""
    states: frozenset[str] = frozenset()
    """What somebody is, but no season or price."""
    objects: frozenset[str] = frozenset()
    """What stands behind a verb where somebody does it: "me down"."""
    departments: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    """What a department follows."""
    placed: frozenset[str] = frozenset()
    """What the name of a house follows."""
    copulas: frozenset[str] = frozenset()
    """Verbs that a state follows."""
    passed: frozenset[str] = frozenset()
    """What may stand before a verb beside adverbs: "no contesta"."""
    houses: frozenset[str] = frozenset()
    """What stands before the name of a house, though the name is a noun: "Gasthof Sonne"."""
    street_cues: frozenset[str] = frozenset()
    """What stands before a street."""
    sure_streets: frozenset[str] = frozenset()
    """How a word ends that is a street."""
    likely_streets: frozenset[str] = frozenset()
    """How a word ends that is a street where something says that a place is meant."""
    common_streets: frozenset[str] = frozenset()
    """What is a kind of street rather than one."""
    small_houses: frozenset[str] = frozenset()
    """What stands before the name of a house in small letters too: "garage moreno"."""
    rivals: frozenset[str] = frozenset()
    """What stands right before the name of a competitor."""
    others: frozenset[str] = frozenset()
    """Subjects that follow their verb: "Freitag hat er abgesagt"."""
    greetings: frozenset[str] = frozenset()
    """What stands before whom a mail is to: "hey"."""
    everybody: frozenset[str] = frozenset()
    """What stands behind a greeting though it names nobody."""
    closings: frozenset[str] = frozenset()
    """What stands before who signs: "kind regards"."""
    asks: frozenset[str] = frozenset()
    """Verbs of things to do, before whom it is done with: "ring", "llamar a"."""
    asked_behind: frozenset[str] = frozenset()
    """The same behind: "anrufen"."""
    asked_about: frozenset[str] = frozenset()
    """What stands behind whom somebody is to ask."""
    nicknaming: frozenset[str] = frozenset()
    """Adjectives that make nicknames: "big" of "big dave"."""
    roles: frozenset[str] = frozenset()
    """What somebody is in brackets, beside departments and kin."""
    labels: frozenset[str] = frozenset()
    """What stands before a colon where somebody is named."""


class Shared(Struct, forbid_unknown_fields=True):
    """What holds in every language."""

    suffixes: frozenset[str]
    sure_suffixes: frozenset[str]
    forms: frozenset[str]
    """Legal forms as they are written."""
    wordlike_forms: frozenset[str]
    tools: frozenset[str]
    acronyms: frozenset[str]
    short: frozenset[str]
    things: frozenset[str]
    countries: frozenset[str]
    trades: frozenset[str]
    placed: frozenset[str]
    """What stands before the house that somebody is at."""
    handed: frozenset[str]
    """What stands before the house that something goes to."""
    adjective_endings: frozenset[str]
    kindred: frozenset[str]
    """How the names of family firms end."""
    numbered: frozenset[str]
    short_titles: frozenset[str]
    daytimes: frozenset[str]
    family: frozenset[str]
    """Surnames that no list of names here has, as they are short or tools as well."""
    brands: frozenset[str]
    product_heads: frozenset[str]
    """What stands behind the name of a product."""
    cities: frozenset[str]
    place_endings: frozenset[str]
    streets: frozenset[str]
    """Kinds of street in languages without cues of their own."""
    streets_behind: frozenset[str]
    streets_before: frozenset[str]
    """Kinds that are hardly anything else, behind the name of the street and before it."""
    courses: frozenset[str]
    """Those of them that are other things without a number."""
    plots: frozenset[str]
    """What a plot, a house or a shop is called before its number, as it is written."""
    boxes: frozenset[str]
    """Where mail is kept, before its number."""
    bodies: frozenset[str]
    """Public bodies, before "of" and a name, in whatever letters."""
    bodies_of: frozenset[str]
    """The same with a capital, as they are written."""
    bodies_bare: frozenset[str]
    """The same right before a name."""
    currencies: dict[str, frozenset[str]]
    letters: dict[str, frozenset[str]]
    """Currencies by a single letter before the figure."""


def _read(language: str, name: str) -> str:
    return files("coach.privacy").joinpath("words", language, name).read_text("utf-8")


def _split(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


@cache
def language(name: str) -> Language:
    """The cues of a language."""
    return msgspec.convert(
        {key: _split(text) for key, text in tomllib.loads(_read(name, "language.toml")).items()}, Language
    )


@cache
def worded(name: str) -> Worded:
    """The names that are words in a language; empty where it has no list of them."""
    if not files("coach.privacy").joinpath("words", name, "names.toml").is_file():
        return Worded()
    return msgspec.convert(
        {key: _split(text) for key, text in tomllib.loads(_read(name, "names.toml")).items()}, Worded
    )


@cache
def shared() -> Shared:
    """What holds in every language."""
    data = tomllib.loads(_read("any", "shared.toml"))
    money = {name: {code: _split(text) for code, text in data.pop(name).items()} for name in ("currencies", "letters")}
    return msgspec.convert({key: _split(text) for key, text in data.items()} | money, Shared)


@cache
def every(*fields: str) -> frozenset[str]:
    """The words of some fields of all languages together."""
    return frozenset().union(*(getattr(language(name), field) for name in LANGUAGES for field in fields))


@cache
def everyday(name: str) -> frozenset[str]:
    """Words that sellers write in a language, in lower case."""
    folder = files("coach.privacy").joinpath("words", name)
    return frozenset(_read(name, "everyday.txt").split()) if folder.joinpath("everyday.txt").is_file() else frozenset()


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """A folded first name -> the folded others that the same person may go by."""
    groups: dict[str, set[str]] = {}
    for name in _NICKNAMES:
        for full, short in tomllib.loads(_read(name, "nicknames.toml")).items():
            main, shorts = fold(full), [fold(word) for word in short.split()]
            groups.setdefault(main, set()).update(shorts)
            for word in shorts:
                groups.setdefault(word, set()).add(main)
    return {key: frozenset(found - {key}) for key, found in groups.items()}


@cache
def longest_cue() -> int:
    """Words in the longest cue."""
    fields = ("person_before", "org_before", "competitor_before", "place_before")
    return max(len(re.findall(r"\S+", cue)) for field in fields for cue in every(field))
