"""In doubt, mask: words that no list explains, judged one by one. What belongs together is `grouping`'s business.

A capital inside a sentence is a name unless a list says otherwise, and so is a word that no dictionary has; in German,
where all nouns have capitals, the dictionary decides, with compounds taken apart. Everyday words that are also names
need evidence (`evidence`). Pure, but for reading the packaged lists.
"""

import re
from typing import Final

from msgspec import Struct

from coach.privacy.beside import beside
from coach.privacy.evidence import Setting, addressed, idiomatic, named, setting
from coach.privacy.finding import Doubt
from coach.privacy.german import judged_german
from coach.privacy.hurried import hurried
from coach.privacy.labels import labelled
from coach.privacy.lexicon import EVERYDAY, KNOWN, UNKNOWN, commonness, explained_capital, is_city, is_noun
from coach.privacy.listed import listed
from coach.privacy.names import first_names, is_name, last_names
from coach.privacy.signed import signed
from coach.privacy.slips import contracted, formed, hyphenated, is_slip
from coach.privacy.small import judged_small
from coach.privacy.subjects import subjects
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, shared, worded

_ACRONYM: Final = 5
_NAMED: Final = ("PERSON", "ORG", "COMPETITOR")


class Suspect(Struct, frozen=True):
    """A word that may not leave, and what stands around it."""

    place: int
    doubt: Doubt
    around: Setting


def suspects(words: Words, language: str, taken: dict[int, str]) -> dict[int, Suspect]:
    """Every word (by its place) that is masked on its own account; `taken` are the types of places already masked."""
    covered = taken.keys()
    titled = _titled(words, language)
    found: dict[int, Suspect] = {}
    for place, word in enumerate(words.words):
        if place not in covered and (doubt := _judged(words, place, word, language, titled)):
            found[place] = Suspect(place, doubt, setting(words, place, place, language))
    for place in (
        *labelled(words, language, covered),
        *subjects(words, language, taken, found.keys()),
        *hurried(words, language, covered),
        *signed(words, language, covered),
    ):
        found.setdefault(place, Suspect(place, "doubt", setting(words, place, place, language)))
    for place in beside(words, language, covered, found.keys()):
        found.setdefault(place, Suspect(place, "doubt", setting(words, place, place, language)))
    named = found.keys() | {place for place, kind in taken.items() if kind in _NAMED}
    for place in listed(words, language, named):
        found.setdefault(place, Suspect(place, "doubt", setting(words, place, place, language)))
    return found


def _titled(words: Words, language: str) -> bool:
    """Whether Most Words Have Capitals, So That They Say Nothing."""
    read = "de" if language == "de" else "en"
    open_words = [word for word in words.words if word.case in ("lower", "title") and len(word.lower) > 2]
    known = [word for word in open_words if commonness(word.lower, read) == EVERYDAY]
    return len(known) > 5 and sum(word.case == "title" for word in known) > 0.7 * len(known)


def _judged(words: Words, place: int, word: Word, language: str, titled: bool) -> Doubt | None:
    if word.key in first_names() and idiomatic(words, place):
        return None
    if any(sign.isdigit() for sign in word.text):
        return _numbered(word, language)
    around = setting(words, place, place, language)
    lower = word.lower
    if addressed(words, word, around, language):
        return "sure"
    if lower in shared().brands and lower not in shared().tools:
        ordinary = commonness(lower, language) != UNKNOWN
        said = word.capital and around.person_after
        if said or not ordinary or around.competitor_before or (word.capital and not word.initial and language != "de"):
            return "sure"
    if is_city(word.key) and (
        (word.capital and not word.initial)
        or commonness(lower, language) == UNKNOWN
        or (around.place_before and word.capital)
    ):
        return "sure"
    if word.capital and not words.shouted and not (titled and word.case == "title"):
        if word.case == "upper":
            return _acronym(words, place, word, language, around)
        if word.case == "mixed":
            return (
                None
                if explained_capital(lower) or hyphenated(word, language) or contracted(lower, language)
                else "sure"
            )
        if language == "de":
            return judged_german(words, place, word, around)
        return _capital(words, place, word, language, around)
    return judged_small(words, place, word, language, around)


def _numbered(word: Word, language: str) -> Doubt | None:
    letters = re.sub(r"[^a-z]", "", word.key)
    digits = sum(sign.isdigit() for sign in word.key)
    if len(letters) < 3 or digits < 2 or word.text[0].isdigit() or commonness(letters, language) != UNKNOWN:
        return None
    return "doubt"


def _acronym(words: Words, place: int, word: Word, language: str, around: Setting) -> Doubt | None:
    lower = word.lower
    if explained_capital(lower) or hyphenated(word, language) or contracted(lower, language):
        return None
    common = commonness(lower, language)
    if common == EVERYDAY:
        return "sure" if named(words, place, place, language) and lower in first_names() else None
    if (common == KNOWN and len(lower) > 3) or (language == "de" and len(lower) > _ACRONYM and is_noun(word.text)):
        return None if not is_name(word.key) else "doubt"
    if len(lower) == 1:
        return None
    return "doubt"


def _capital(words: Words, place: int, word: Word, language: str, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    common = commonness(lower, language)
    if len(lower) == 1 or (hyphenated(word, language) and around.before not in worded(language).rivals):
        return None
    if explained_capital(lower):
        if _of_role(words, place, word, around):
            return "sure"
        return "sure" if key in first_names() and _spoken_for(words, place, word, language, around) else None
    if around.title and common != EVERYDAY:
        return "sure"
    if common == UNKNOWN:
        if word.initial and not is_name(key) and not around.cued and _misspelt(lower, language, around):
            return None
        return "sure" if is_name(key) or around.cued else "doubt"
    if not word.initial:
        if lower in every("titles") or (lower in every("function") and common == EVERYDAY):
            return None
        return "sure" if key in first_names() else "doubt"
    if key in first_names() and (common == KNOWN or _spoken_for(words, place, word, language, around)):
        return "sure" if around.person_after or around.cued else "doubt"
    if common == KNOWN and key in last_names() and (around.person_after or around.colon):
        return "doubt"
    return None


def _of_role(words: Words, place: int, word: Word, around: Setting) -> bool:
    """Whether a surname that is a tool or the like stands behind a role with a capital: "Director Seo"."""
    if word.initial or not (around.kin or around.title) or around.opened:
        return False
    return words.words[place - 1].capital and word.case == "title" and word.key in shared().family


def _misspelt(lower: str, language: str, around: Setting) -> bool:
    """Whether an unknown word that begins a sentence is a slip or a form of a known one rather than a name."""
    if around.colon:
        return False
    return is_slip(lower, language) or (not around.person_after and formed(lower, language))


def _spoken_for(words: Words, place: int, word: Word, language: str, around: Setting) -> bool:
    if not named(words, place, place, language):
        return False
    if word.lower in every("vocabulary") and not (around.title or around.kin or around.speech):
        return False
    return word.initial or around.title or around.speech or around.kin or around.person_before
