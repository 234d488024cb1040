"""Firms in small letters, told by a trade and a name: "autohaus kern", "garage moreno", "mike's autos". Pure."""

from collections.abc import Set
from functools import cache
from typing import Final

from coach.privacy.evidence import AND, cues, setting
from coach.privacy.lexicon import (
    EVERYDAY,
    UNKNOWN,
    commonness,
    everyday_here,
    explained_capital,
    is_noun,
    is_small_word,
)
from coach.privacy.names import first_names, is_name, last_names
from coach.privacy.tokens import Words, close
from coach.privacy.words_data import LANGUAGES, every, nicknames, shared, worded

_FAMILY: Final = frozenset(
    ("co", "sons", "son", "daughters", "bros", "brothers", "partners", "söhne", "sohn", "fils", "hijos", "figli",
     "zonen")
)  # fmt: skip
"""What stands behind an "and" in the name of a firm."""
_LINKS: Final = frozenset(("chez", "da", "del", "do", "de", "di", "zum", "zur", "von", "bei"))
"""What stands between a house and its owner: "bar da tonio"."""


@cache
def _before() -> frozenset[str]:
    return worded("de").houses.union(*(worded(name).small_houses for name in LANGUAGES))


def named_small(words: Words, place: int, language: str, taken: Set[int]) -> tuple[int, int] | None:
    """The first and last place of a firm that begins with its trade; `taken` are the places of other names."""
    word = words.words[place]
    if word.case != "lower" or word.lower not in _before() or not close(words, place):
        return None
    at = place + 1
    if (words.words[at].lower in _LINKS or words.words[at].lower in every("titles")) and close(words, at):
        at += 1
    name = words.words[at]
    if name.case != "lower" or len(name.lower) < 3 or name.lower in every("function", "determiners"):
        return None
    if any(name.lower in cue.speech | cue.person_after for cue in cues(language)):
        return None
    if at in taken:
        return place, at
    if words.words[at - 1].lower in _LINKS:
        return None
    if explained_capital(name.lower) or everyday_here(name.lower, language):
        around = setting(words, place, at, language)
        told = around.before in shared().placed or (around.opened and (around.person_after or around.speech))
        return (place, at) if told and name.lower in worded(language).names else None
    common = commonness(name.lower, language)
    if common == UNKNOWN or (common < EVERYDAY and name.key in last_names()) or _foreign(name.lower, language):
        return place, at
    around = setting(words, place, at, language)
    told = not around.determined and (around.opened or around.before in shared().placed or around.person_before)
    return (place, at) if told and (is_name(name.key) or name.lower in worded(language).names) else None


def _foreign(lower: str, language: str) -> bool:
    """Whether the language of the text does not have a word, English having it: "autohaus prill"."""
    if language == "en" or is_small_word(lower, language):
        return False
    return language != "de" or not is_noun(lower.capitalize())


def owned(words: Words, place: int, language: str) -> tuple[int, int] | None:
    """The same of a firm with its owner before the trade, or the family behind: "mike's autos", "smith and co"."""
    word, owner = words.words[place], words.words[place - 1] if place else None
    if owner is None or word.case != "lower":
        return None
    if owner.possessive and words.between(place - 1) == " " and owner.case in ("lower", "title"):
        trade = word.lower in shared().trades or word.lower in every("org_heads")
        return (place - 1, place) if trade and _is_owner(owner.lower, owner.key, language) else None
    if word.lower not in _FAMILY or owner.lower not in AND or place < 2 or words.between(place - 2) != " ":
        return None
    owner = words.words[place - 2]
    if owner.case == "lower" and (owner.key in last_names() or _is_owner(owner.lower, owner.key, language)):
        return None if everyday_here(owner.lower, language) else (place - 2, place)
    return None


def _is_owner(lower: str, key: str, language: str) -> bool:
    return (key in first_names() or key in nicknames()) and not everyday_here(lower, language)
