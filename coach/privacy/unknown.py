"""In doubt, mask: words that no list explains, judged one by one. What belongs together is `grouping`'s business.

A capital inside a sentence is a name unless a list says otherwise, and so is a word that no dictionary has; in German,
where all nouns have capitals, the dictionary decides, with compounds taken apart. Everyday words that are also names
need evidence (`evidence`). Pure, but for reading the packaged lists.
"""

import re
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from coach.privacy.beside import beside
from coach.privacy.edits import Shelves
from coach.privacy.evidence import Setting, addressed, named, setting
from coach.privacy.folding import fold
from coach.privacy.lexicon import (
    EVERYDAY,
    KNOWN,
    UNKNOWN,
    commonness,
    explained_capital,
    is_bare_noun,
    is_city,
    is_compound,
    is_german_noun_or_name,
    is_noun,
)
from coach.privacy.names import first_names, is_name, last_names
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import LANGUAGES, every, everyday, nicknames, shared

Doubt = Literal["sure", "doubt"]
_ENDINGS: Final = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "ly",
    "y",
    "ish",
    "ness",
    "able",
    "less",
    "'s",
    "st",
    "te",
    "et",
    "n",
    "en",
    "e",
    "t",
)
_BEGINNINGS: Final = (
    "af",
    "på",
    "ud",
    "ut",
    "op",
    "opp",
    "ind",
    "inn",
    "for",
    "er",
    "ent",
    "un",
    "re",
    "pre",
    "non",
    "over",
    "under",
    "mis",
    "co",
    "out",
    "up",
    "ver",
    "be",
    "ge",
    "an",
    "ab",
    "auf",
    "aus",
    "ein",
    "vor",
    "zu",
)
_CLITICS: Final = {
    "it": ("mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "gli", "ne", "celo", "melo", "glielo"),
    "es": ("me", "te", "se", "nos", "lo", "la", "los", "las", "le", "les", "melo", "selo"),
    "pt": ("me", "te", "se", "nos", "lo", "la", "los", "las", "lhe"),
}
"""Pronouns that hang on a verb: "risentirci"."""
_COMPOUNDING: Final = frozenset(("de", "nl", "da", "no", "sv"))
_ACRONYM: Final = 5


class Suspect(Struct, frozen=True):
    """A word that may not leave, and what stands around it."""

    place: int
    doubt: Doubt
    around: Setting


def suspects(words: Words, language: str, covered: set[int]) -> dict[int, Suspect]:
    """Every word (by its place) that is masked on its own account; `covered` are places already taken."""
    titled = _titled(words)
    found: dict[int, Suspect] = {}
    for place, word in enumerate(words.words):
        if place not in covered and (doubt := _judged(words, place, word, language, titled)):
            found[place] = Suspect(place, doubt, setting(words, place, place, language))
    for place in beside(words, language, covered, found.keys()):
        found.setdefault(place, Suspect(place, "doubt", setting(words, place, place, language)))
    return found


def _titled(words: Words) -> bool:
    """Whether Most Words Have Capitals, So That They Say Nothing."""
    open_words = [word for word in words.words if word.case in ("lower", "title") and len(word.lower) > 2]
    known = [word for word in open_words if commonness(word.lower, "en") == EVERYDAY]
    return len(known) > 5 and sum(word.case == "title" for word in known) > 0.7 * len(known)


def _judged(words: Words, place: int, word: Word, language: str, titled: bool) -> Doubt | None:
    if any(sign.isdigit() for sign in word.text):
        return _numbered(word, language)
    around = setting(words, place, place, language)
    lower = word.lower
    if addressed(words, word, around):
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
                if explained_capital(lower) or _hyphenated(word, language) or _contracted(lower, language)
                else "sure"
            )
        return (
            _german(words, place, word, around) if language == "de" else _capital(words, place, word, language, around)
        )
    return _small(words, place, word, language, around)


def _numbered(word: Word, language: str) -> Doubt | None:
    letters = re.sub(r"[^a-z]", "", word.key)
    digits = sum(sign.isdigit() for sign in word.key)
    if len(letters) < 3 or digits < 2 or word.text[0].isdigit() or commonness(letters, language) != UNKNOWN:
        return None
    return "doubt"


def _hyphenated(word: Word, language: str) -> bool:
    """Whether all pieces of "CRM-System" are explained."""
    pieces = re.split(r"[-‐‑]", word.text)
    return len(pieces) > 1 and all(
        explained_capital(piece.lower())
        or commonness(piece.lower(), language) >= KNOWN
        or (language == "de" and is_noun(piece))
        for piece in pieces
        if piece
    )


def _contracted(lower: str, language: str) -> bool:
    """Whether it is "DM'd" or "CEO's", which only look like "O'Brien"."""
    return "'" in lower and commonness(lower, language) == EVERYDAY


def _acronym(words: Words, place: int, word: Word, language: str, around: Setting) -> Doubt | None:
    lower = word.lower
    if explained_capital(lower) or _hyphenated(word, language) or _contracted(lower, language):
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
    if len(lower) == 1 or _hyphenated(word, language):
        return None
    if explained_capital(lower):
        return "sure" if key in first_names() and _spoken_for(words, place, word, language, around) else None
    if around.title and common != EVERYDAY:
        return "sure"
    if common == UNKNOWN:
        if word.initial and not is_name(key) and not _cued(around) and _misspelt(lower, language, around):
            return None
        return "sure" if is_name(key) or _cued(around) else "doubt"
    if not word.initial:
        if lower in every("titles") or (lower in every("function") and common == EVERYDAY):
            return None
        return "sure" if key in first_names() else "doubt"
    if key in first_names() and (common == KNOWN or _spoken_for(words, place, word, language, around)):
        return "sure" if around.person_after or _cued(around) else "doubt"
    if common == KNOWN and key in last_names() and (around.person_after or around.colon):
        return "doubt"
    return None


def _misspelt(lower: str, language: str, around: Setting) -> bool:
    """Whether an unknown word that begins a sentence is a slip or a form of a known one rather than a name."""
    if around.colon:
        return False
    return is_slip(lower, language) or (not around.person_after and _formed(lower, language))


def _spoken_for(words: Words, place: int, word: Word, language: str, around: Setting) -> bool:
    if not named(words, place, place, language):
        return False
    if word.lower in every("vocabulary") and not (around.title or around.kin or around.speech):
        return False
    return word.initial or around.title or around.speech or around.kin or around.person_before


def _german(words: Words, place: int, word: Word, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    if len(lower) == 1 or lower in every("titles"):
        return None
    if _presented(word, around):
        return None if explained_capital(lower) and not is_name(key) else "sure"
    if explained_capital(lower) or _hyphenated(word, "de"):
        return None
    told = around.speech or (word.initial and around.person_after)
    if is_bare_noun(word.text) and not around.determined and (told or around.kin or around.title):
        return "doubt"
    if is_noun(word.text):
        # A compound that no dictionary has, behind "Vertrag mit", is rather a firm such as "Flyeralarm".
        return "doubt" if around.competitor_before and not is_german_noun_or_name(word.text) else None
    common = commonness(lower, "de")
    if not is_name(key):
        if common == KNOWN and told and not around.determined and not is_german_noun_or_name(word.text):
            return (
                "doubt"
                if lower not in everyday("en") and commonness(lower, "de") == KNOWN and not is_slip(lower, "de")
                else None
            )
        if common != UNKNOWN or (lower.endswith("s") and is_noun(word.text[:-1])):
            return None
        return "sure" if _cued(around) else "doubt"
    if word.initial and common == EVERYDAY:
        return "sure" if key in first_names() and around.speech and lower not in every("function") else None
    if common == EVERYDAY and lower in every("function"):
        return None
    noun = is_german_noun_or_name(word.text)
    if (
        noun
        and around.determined
        and not around.kin
        and not (key in first_names() and common == UNKNOWN and around.person_after)
    ):
        return None
    if common == EVERYDAY and lower in everyday("de") and not (around.speech or _cued(around)):
        return None if around.determined or (not word.initial and key not in first_names() | last_names()) else "doubt"
    return "sure" if _cued(around) or key in first_names() else "doubt"


def _presented(word: Word, around: Setting) -> bool:
    """Whether a title or "ihr Kollege" stands before a German word that may be a name."""
    if (
        word.lower in every("function")
        or word.lower in every("kin")
        or not (around.title or (around.kin and not around.determined))
    ):
        return False
    odd = commonness(word.lower, "de") == UNKNOWN and not is_noun(word.text)
    return around.title or is_name(word.key) or odd


def _small(words: Words, place: int, word: Word, language: str, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    if len(lower) < 2:
        return None
    common = commonness(lower, language)
    if common == UNKNOWN and language == "de" and is_noun(lower.capitalize()):
        common = KNOWN
    if common == UNKNOWN:
        return _small_unknown(words, word, language, around)
    if explained_capital(lower) and not around.title:
        return (
            "sure"
            if key in first_names()
            and around.speech
            and (around.opened or around.person_before)
            and named(words, place, place, language)
            else None
        )
    if any(lower in every(field) for field in ("function", "titles", "speech", "person_after")):
        return None
    if common == KNOWN and is_name(key):
        cued = (
            around.title
            or around.speech
            or (around.kin and not around.opened)
            or (around.person_before and (around.closed or around.person_after))
        )
        if (cued and not around.determined) or around.title:
            return "sure"
        placed = around.after in ("at", "from", "bei", "von", "fra", "hos", "chez")
        if (
            key in first_names()
            and not around.determined
            and (placed or around.before in ("with", "con", "mit", "avec"))
        ):
            return "doubt"
        subject = around.opened and (around.person_after or around.colon) and not around.determined
        return "doubt" if words.small and key in first_names() and (subject or around.person_before) else None
    if around.title and common == KNOWN:
        return "sure"
    if key in first_names() and named(words, place, place, language) and (around.speech or around.kin or around.title):
        return "sure"
    return None


def _small_unknown(words: Words, word: Word, language: str, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    cued = _cued(around) or around.speech or (word.possessive and around.opened)
    if len(lower) < 3 and not around.title:
        return None
    if key in first_names() or key in nicknames():
        return "sure"
    if not cued and not is_name(key) and (is_slip(lower, language) or _formed(lower, language)):
        return None
    return "sure" if cued and (is_name(key) or around.title or around.kin) else "doubt"


def _cued(around: Setting) -> bool:
    return (
        around.title
        or around.kin
        or around.person_before
        or around.org_before
        or around.competitor_before
        or around.speech
    )


def _formed(lower: str, language: str) -> bool:
    """Whether it is a known word with a usual beginning or ending, or a compound where the language makes them."""
    if "-" in lower:
        return all(
            commonness(piece, language) >= KNOWN or (not is_name(fold(piece)) and _formed(piece, language))
            for piece in lower.split("-")
        )
    for ending in _ENDINGS:
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) > 3 and commonness(stem, language) >= KNOWN and not is_name(fold(stem)):
            return True
    for clitic in _CLITICS.get(language, ()):
        stem = lower.removesuffix(clitic)
        if (
            stem != lower
            and len(stem) > 3
            and max(commonness(stem, language), commonness(stem + "e", language)) >= KNOWN
        ):
            return True
    for beginning in _BEGINNINGS:
        stem = lower.removeprefix(beginning)
        if stem != lower and len(stem) > 3 and commonness(stem, language) >= KNOWN:
            return True
    if re.search(r"(.)\1\1", lower):
        return (
            commonness(re.sub(r"(.)\1+", r"\1", lower), language) >= KNOWN
            or commonness(re.sub(r"(.)\1+", r"\1\1", lower), language) >= KNOWN
        )
    return language in _COMPOUNDING and is_compound(lower, language)


def is_slip(lower: str, language: str) -> bool:
    """Whether it is an everyday word with one slip in it."""
    return len(lower) > 3 and bool(_shelves(language).near(lower) or (language != "en" and _shelves("en").near(lower)))


@cache
def _shelves(language: str) -> Shelves:
    assert language in LANGUAGES
    return Shelves(sorted(everyday(language) | every("function") | shared().short))
