"""First and last names of many countries, as evidence that an unknown word is somebody's name.

The lists are those of Faker, which is installed with Rebound anyway: a kept-up collection that needs no download. They
prove nothing alone: "Price" and "Vogel" are on them.
"""

import importlib
from functools import cache
from typing import Final

from coach.privacy.folding import fold
from coach.privacy.words_data import LANGUAGES, worded

LOCALES: Final = (
    *(
        "en_US",
        "en_GB",
        "en_IN",
        "en_NG",
        "yo_NG",
        "ga_IE",
        "de_DE",
        "de_AT",
        "fr_FR",
        "fr_QC",
        "es_ES",
        "es_MX",
        "it_IT",
    ),
    *(
        "nl_NL",
        "pt_BR",
        "pt_PT",
        "da_DK",
        "no_NO",
        "sv_SE",
        "fi_FI",
        "pl_PL",
        "cs_CZ",
        "tr_TR",
        "ro_RO",
        "id_ID",
        "vi_VN",
    ),
)
HELD_OUT: Final = ("hu_HU", "hr_HR", "zu_ZA", "et_EE", "lt_LT", "sk_SK")
"""Never loaded here: the tests measure on them what happens to names that no list knows."""
_SHORTEST: Final = 2


@cache
def first_names() -> frozenset[str]:
    """Folded given names."""
    return given().union(*(names_of(locale)[0] for locale in LOCALES))


@cache
def given() -> frozenset[str]:
    """Folded given names and pet names of our own lists, which Faker's lack."""
    return frozenset(fold(name) for language in LANGUAGES for name in worded(language).given)


@cache
def last_names() -> frozenset[str]:
    """Folded family names."""
    return frozenset().union(*(names_of(locale)[1] for locale in LOCALES))


def is_name(key: str) -> bool:
    """Whether a folded word is on any list."""
    return key in first_names() or key in last_names()


@cache
def names_of(locale: str) -> tuple[frozenset[str], frozenset[str]]:
    """Folded first and last names of a locale such as "da_DK", each part of a double name on its own."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found: tuple[set[str], set[str]] = (set(), set())
    for attribute in dir(provider):
        held = getattr(provider, attribute)
        for place, kind in enumerate(("first_name", "last_name")):
            if kind in attribute and isinstance(held, dict | list | tuple | set | frozenset):
                found[place].update(_parts(str(name) for name in held))
    return frozenset(found[0]), frozenset(found[1])


def _parts(names: object) -> set[str]:
    words: set[str] = set()
    for name in names:  # type: ignore[attr-defined]
        words.update(part for part in fold(name).replace("-", " ").replace("'", " ").split() if len(part) >= _SHORTEST)
    return words
