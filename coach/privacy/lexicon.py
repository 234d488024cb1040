"""What explains a word: that it is everyday, that a dictionary has it, or that a list of things nobody is has it.

The dictionaries are simplemma's, read from its wheel when a language first comes up (0.3 to 1.5 seconds, 10 to 45 MB);
`warm` reads them ahead. Its entries keep their case: one that is only there with a capital is a name, but in German.
"""

from functools import cache, lru_cache
from typing import Final

from coach.privacy.folding import fold
from coach.privacy.names import is_name
from coach.privacy.words_data import LANGUAGES, every, everyday, language, shared

UNKNOWN: Final = 0
KNOWN: Final = 1
"""A dictionary has it."""
EVERYDAY: Final = 2
"""Sellers write it every day."""

_DICTIONARIES: Final = {"no": ("nb", "da"), "da": ("da",), "sv": ("sv",)}
_LINKS: Final = ("", "s", "es", "n", "en", "e", "er")
_SHORTEST_PIECE: Final = 3
_LONGEST_COMPOUND: Final = 40
_LONGEST_WORD: Final = 80


def warm(*languages: str) -> None:
    """Read the dictionaries of some languages, so that the first note need not wait."""
    for name in languages:
        commonness("x", name)


@lru_cache(maxsize=131072)
def commonness(lower: str, name: str) -> int:
    """How well a word in lower case (accents kept) is explained as an ordinary word in a language."""
    if len(lower) > _LONGEST_WORD:
        return UNKNOWN
    if lower in _lists() or lower in _everyday(name) or lower in language("en").function:
        return EVERYDAY
    if len(lower) == 1 or lower.isdigit():
        return EVERYDAY
    if "-" in lower or "'" in lower:
        pieces = [piece for piece in lower.replace("'", "-").split("-") if piece]
        return min((commonness(piece, name) for piece in pieces), default=UNKNOWN)
    if _has(lower, name) or (name != "en" and _has(lower, "en")):
        return KNOWN
    return KNOWN if any(lower in everyday(other) for other in LANGUAGES) else UNKNOWN


def everyday_here(lower: str, name: str) -> bool:
    """Whether a word is an everyday one in the language itself; `commonness` counts those of the others too."""
    return len(lower) == 1 or lower in _lists() or lower in _everyday(name)


@lru_cache(maxsize=65536)
def explained_here(lower: str, name: str) -> bool:
    """Whether a word is one in the language itself or in English, which sellers everywhere mix in."""
    if "-" in lower or "'" in lower:
        return True
    return any(everyday_here(lower, code) or _has(lower, code) for code in (name, "en")) or (
        name == "de" and _has(lower.capitalize(), name)
    )


_CASES: Final = ("e", "en", "n", "er", "ern", "es", "nen", "innen", "se", "ens")


@lru_cache(maxsize=65536)
def is_bare_noun(word: str) -> bool:
    """Whether German's dictionary has the word in one form only, as it has names ("Birte"); nouns have their cases."""
    noun = word.capitalize()
    if word.lower() in _everyday("de") or not _has(noun, "de") or _dictionary("de").lemma(noun) != noun:
        return False
    return all(_dictionary("de").lemma(noun + ending) != noun for ending in _CASES)


@lru_cache(maxsize=65536)
def is_noun(word: str) -> bool:
    """Whether German has the capitalised word as a noun, also as a compound; names that are nouns are not counted."""
    lower = word.lower()
    if lower in _everyday("de"):
        return True
    if fold(word) in _folded_cities() or is_name(fold(word)):
        return False
    return _has(word.capitalize(), "de") or is_compound(lower)


def is_small_word(lower: str, name: str) -> bool:
    """Whether a dictionary has the word in small letters, as German's has adjectives, but no nouns."""
    return _has(lower, name)


@lru_cache(maxsize=65536)
def is_german_noun_or_name(word: str) -> bool:
    """Whether German has the word with a capital, whatever it is."""
    return _has(word.capitalize(), "de") or word.lower() in _everyday("de")


def explained_capital(lower: str) -> bool:
    """Whether a word may have a capital in any language without being a name: months, departments, countries, tools."""
    if lower in _capitals():
        return True
    return lower.endswith("s") and len(lower) > 3 and lower[:-1] in _capitals() and not is_name(fold(lower))


@cache
def _capitals() -> frozenset[str]:
    held = shared()
    return held.tools | held.short | held.acronyms | held.things | held.countries | every("vocabulary")


@cache
def _lists() -> frozenset[str]:
    held = shared()
    cues = every("kin") | every("titles")
    return _capitals() | held.short | held.suffixes | cues


@cache
def _everyday(name: str) -> frozenset[str]:
    held = language(name)
    cues = held.person_after | held.speech | held.function | held.honorifics
    cues |= held.org_heads | held.determiners | {word for word in held.streets if not is_name(fold(word))}
    words = {word for cue in held.person_before | held.competitor_before for word in cue.split()}
    return everyday(name) | cues | words


@cache
def _folded_cities() -> frozenset[str]:
    return frozenset(map(fold, shared().cities))


def is_city(key: str) -> bool:
    """Whether a folded word is a well-known city."""
    return key in _folded_cities()


def _has(word: str, name: str) -> bool:
    return any(word in _dictionary(code) for code in _DICTIONARIES.get(name, (name,)))


@cache
def _dictionary(code: str) -> "_Entries":
    return _Entries(code)


class _Entries:
    """The entries of a dictionary; answers are kept, as the small-memory store takes its time."""

    def __init__(self, code: str) -> None:
        # Imported late: it takes a tenth of a second, and most commands read no note.
        from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

        self._get = lru_cache(maxsize=65536)(LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(code).get)

    def lemma(self, word: str) -> str | None:
        """The word's main form, None where the dictionary lacks it."""
        return self._get(word)

    def __contains__(self, word: str) -> bool:
        return self._get(word) is not None


@lru_cache(maxsize=65536)
def is_compound(lower: str, name: str = "de") -> bool:
    """Whether a word comes apart into known ones: "Vertragsverlängerungsgespräch"."""
    if not 2 * _SHORTEST_PIECE <= len(lower) <= _LONGEST_COMPOUND:
        return False
    for cut in range(len(lower) - _SHORTEST_PIECE, _SHORTEST_PIECE - 1, -1):
        tail = lower[cut:]
        if not _piece(tail, name):
            continue
        for link in _LINKS:
            if lower[:cut].endswith(link) and _head(lower[: cut - len(link)], name):
                return True
    return False


def _head(lower: str, name: str) -> bool:
    return len(lower) >= _SHORTEST_PIECE and (_piece(lower, name) or is_compound(lower, name))


def _piece(lower: str, name: str) -> bool:
    if len(lower) < 4 and lower not in _everyday(name):
        return False
    if lower not in _everyday(name) and is_name(fold(lower)):
        return False
    return lower in _everyday(name) or _has(lower, name) or (name == "de" and _has(lower.capitalize(), name))
