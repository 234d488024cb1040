"""Which language a note is in: by its little words, then by its everyday ones.

Short notes say little, so English, which is read besides every other language, wins a tie.
"""

import re
from functools import lru_cache
from typing import Final

from coach.privacy.words_data import LANGUAGES, everyday, language

_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LOOKED_AT: Final = 80
_NORWEGIAN: Final = {"nb": "no", "nn": "no"}
_LETTERS: Final = {"de": "ß", "es": "ñ¿¡", "da": "æø", "no": "æø", "sv": "å", "pt": "ãõ", "fr": "çœ"}


@lru_cache(maxsize=1024)
def language_of(text: str, told: str = "") -> str:
    """Two letters of a language that is read here. `told` is what somebody says it is, such as "de-AT"."""
    short = told.lower()[:2]
    if (short := _NORWEGIAN.get(short, short)) in LANGUAGES:
        return short
    words = [match[0].lower().replace("’", "'") for match in _WORDS.finditer(text[:4000])][:_LOOKED_AT]
    scores = {name: _score(words, text, name) for name in LANGUAGES}
    best = max(scores.values())
    likely = [name for name in LANGUAGES if scores[name] == best]
    return max(likely, key=lambda name: (sum(word in everyday(name) for word in words), name == "en"))


def _score(words: list[str], text: str, name: str) -> float:
    held = language(name)
    little = sum(2.0 for word in words if word in held.function)
    cues = sum(1.0 for word in words if word in held.person_after or word in held.vocabulary or word in held.kin)
    common = sum(0.5 for word in words if word in everyday(name))
    return little + cues + common + sum(0.5 for sign in _LETTERS.get(name, "") if sign in text.lower())
