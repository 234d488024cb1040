"""Folding: how names are compared. No case, accents or marks; other letters get their usual spelling."""

import unicodedata
from functools import lru_cache
from typing import Final

_SPELLED: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "ʼ": "'"}
)
_TYPED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How somebody types the letters that their keyboard lacks."""
_SHORT: Final = str.maketrans({"æ": "a", "œ": "o", "ß": "s"})
"""Letters that fold to two, as somebody types them with one."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A word for comparing: "Müller" and "MULLER" are "muller"; zero-width characters are gone."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    if plain.isascii():
        return plain
    kept = (sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return "".join(kept).translate(_SPELLED)


def spellings(text: str) -> list[str]:
    """Every folded form of a word: "müller" gives "muller" and "mueller", "sæther" gives "saether" and "sather"."""
    plain = unicodedata.normalize("NFC", text.lower())
    return list(dict.fromkeys((fold(text), fold(plain.translate(_TYPED)), fold(plain.translate(_SHORT)))))
