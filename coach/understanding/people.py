"""Who is meant: words for the person, for prospects and for others, and words that deny.

The data behind "is this feeling theirs" (`mood`), "is this sentence about prospects" (`message`) and
"does this ask about somebody else" (`question`).
"""

from functools import cache

from msgspec import Struct

from coach.understanding.phrases import load


class People(Struct, frozen=True, forbid_unknown_fields=True):
    """See `en/people.json`; all are plain words."""

    self: frozenset[str]
    others: frozenset[str]
    of_prospects: frozenset[str]
    denials: frozenset[str]
    unless: frozenset[str]
    never: str
    stronger: frozenset[str]
    clause_words: frozenset[str]
    insults: frozenset[str]
    not_somebody: frozenset[str]
    asks_how: list[str]
    asks_did: list[str]
    asks_done: list[str]
    not_owners: list[str]
    owned: list[str]
    owner_ends: str
    """How the name of an owner ends: "Sara's numbers"."""


@cache
def people(language: str) -> People:
    """The words of a language, read once."""
    return load("people", People, language)
