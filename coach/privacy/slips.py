"""Words that no dictionary has and that are ordinary all the same: inflected, put together, or with a slip. Pure."""

import re
from functools import cache
from typing import Final

from coach.privacy.edits import Shelves
from coach.privacy.folding import fold
from coach.privacy.lexicon import EVERYDAY, KNOWN, commonness, explained_capital, is_compound, is_noun
from coach.privacy.names import first_names, is_name
from coach.privacy.tokens import Word
from coach.privacy.words_data import LANGUAGES, every, everyday, shared

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


def hyphenated(word: Word, language: str) -> bool:
    """Whether all pieces of "CRM-System" are explained."""
    pieces = re.split(r"[-‐‑]", word.text)
    if all(piece[:1].isupper() and fold(piece) in first_names() for piece in pieces):
        return False  # "Gun-Britt"
    return len(pieces) > 1 and all(
        explained_capital(piece.lower())
        or commonness(piece.lower(), language) >= KNOWN
        or (language == "de" and is_noun(piece))
        for piece in pieces
        if piece
    )


def contracted(lower: str, language: str) -> bool:
    """Whether it is "DM'd" or "CEO's", which only look like "O'Brien"."""
    return "'" in lower and commonness(lower, language) == EVERYDAY


def formed(lower: str, language: str) -> bool:
    """Whether it is a known word with a usual beginning or ending, or a compound where the language makes them."""
    if "-" in lower:
        return all(
            commonness(piece, language) >= KNOWN or (not is_name(fold(piece)) and formed(piece, language))
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
