"""Which masked words belong together, and what they name: a person, a company, a competitor, a place. Pure."""

from typing import Final

from coach.privacy.bodies import bodies
from coach.privacy.evidence import setting
from coach.privacy.finding import Found, Type
from coach.privacy.houses import houses, is_numbered
from coach.privacy.lexicon import EVERYDAY, UNKNOWN, commonness, explained_capital, is_city, is_noun
from coach.privacy.names import first_names, is_name, last_names
from coach.privacy.tokens import Word, Words, close
from coach.privacy.unknown import Suspect
from coach.privacy.words_data import PARTICLES, every, shared

_INSIDE: Final = PARTICLES | frozenset(
    ["&", "am", "an", "and", "e", "et", "im", "in", "of", "og", "the", "und", "y", "zum", "zur"]
)
_SURNAMES: Final = PARTICLES | frozenset(
    ["abu", "af", "av", "ben", "lo", "mac", "mc", "san", "st", "ten", "ter", "zu", "zur"]
)
"""With a capital, the beginning of a surname: "Lo Bianco"."""
_LONGEST: Final = 6


def groups(words: Words, found: dict[int, Suspect], language: str, covered: dict[int, str]) -> list[Found]:
    """The finds that suspicious words make, with the everyday words that belong to a name ("Bold Bakery").

    `covered` are the places already taken by other finds, with their type.
    """
    taken: set[int] = set()
    finds: list[Found] = []
    for place in sorted(found):
        if place in taken:
            continue
        first, last = _stretch(words, place, found, language, covered)
        while first in taken:
            first += 1
        taken.update(range(first, last + 1))
        kind = _type(words, first, last, language, found)
        doubtful = all(found[at].doubt == "doubt" for at in range(first, last + 1) if at in found) and not _told(
            words, first, last, language
        )
        finds.append(Found(words.words[first].start, words.words[last].bare_end, kind, "", doubtful))
    return [*finds, *houses(words, language, taken, covered), *bodies(words)]


def _stretch(
    words: Words, place: int, found: dict[int, Suspect], language: str, covered: dict[int, str]
) -> tuple[int, int]:
    first = last = place
    while last + 1 < len(words.words) and last - first < _LONGEST:
        step = _next(words, last, found, language, covered)
        if step is None:
            break
        last = step
    while first and first - 1 not in covered and last - first < _LONGEST and _before(words, first, found, language):
        first -= 1
    return first, last


def _next(words: Words, last: int, found: dict[int, Suspect], language: str, covered: dict[int, str]) -> int | None:
    """The place up to which a name goes on behind `last`."""
    at = last + 1
    if at in covered or not close(words, last):
        return None
    word = words.words[at]
    if is_numbered(words, last):
        return at
    ampersand = "&" in words.between(last)
    if at in found:
        same = words.words[last].capital or not word.capital
        return at if same or ampersand else None
    if _odd(word, words.words[last], language):
        return at
    if word.lower in shared().sure_suffixes and (word.capital or word.lower in ("gmbh", "ltd", "inc", "llc")):
        return at
    if (
        words.words[last].capital
        and word.capital
        and not words.shouted
        and (word.lower in every("org_heads") or word.lower in shared().suffixes or ampersand)
    ):
        return at
    if words.words[last].capital and word.case == "title" and word.lower in shared().trades:
        return at if words.words[last].key not in first_names() else None
    if (
        words.words[last].capital
        and word.capital
        and language != "de"
        and not explained_capital(word.lower)
        and not words.shouted
    ):
        return at
    if (
        language == "de"
        and words.words[last].key in first_names()
        and word.capital
        and not explained_capital(word.lower)
    ):
        return at if is_name(word.key) or not is_noun(word.text) else None
    if words.words[last].capital and word.lower in PARTICLES and word.case == "lower":
        for further in (at + 1, at + 2):
            if (
                further < len(words.words)
                and (further in found or further not in covered)
                and words.words[further].capital
                and close(words, further - 1)
            ):
                return further if all(words.words[x].lower in PARTICLES for x in range(at, further)) else None
    return None


def _before(words: Words, first: int, found: dict[int, Suspect], language: str) -> bool:
    """Whether the word before belongs to the name: "Bold" of "Bold Bakery", "praxis" never."""
    word = words.words[first - 1]
    if not close(words, first - 1):
        return False
    if first - 1 in found:
        return word.capital == words.words[first].capital
    if _odd(word, words.words[first], language):
        return True
    if words.shouted or not word.capital or not words.words[first].capital:
        return False
    lower = word.lower
    if lower in _SURNAMES and word.case == "title" and not (word.initial and words.words[first].key in first_names()):
        return True
    if lower in every("titles") or lower in every("kin"):
        return False
    if lower in every("org_heads"):
        return True
    if language == "de":
        return "&" in words.between(first - 1)
    head_follows = words.words[first].lower in every("org_heads")
    if explained_capital(lower):
        return head_follows and lower in every("vocabulary")
    return not _opens(word, language) if word.initial else lower not in every("function")


def _odd(word: Word, name: Word, language: str) -> bool:
    """Whether no dictionary has a word beside a name that is written alike: it belongs to it, whatever it is like."""
    return len(word.lower) > 1 and word.case == name.case and commonness(word.lower, language) == UNKNOWN


def _opens(word: Word, language: str) -> bool:
    """Whether a sentence may begin with the word without its being a name: "Called", "Met", "Quote"."""
    lower = word.lower
    if (
        lower in every("function")
        or lower in every("person_before")
        or lower in every("speech")
        or lower in every("person_after")
    ):
        return True
    if lower in every("determiners") or (lower.endswith(("ed", "ing")) and commonness(lower, language) == EVERYDAY):
        return True
    return any(cue.split()[0] == lower for cue in every("person_before") | every("competitor_before") if " " in cue)


def _told(words: Words, first: int, last: int, language: str) -> bool:
    """Whether what stands around says that a name is here."""
    around = setting(words, first, last, language)
    return around.title or around.kin or around.person_before or around.speech or around.competitor_before


def _type(words: Words, first: int, last: int, language: str, found: dict[int, Suspect]) -> Type:
    around = setting(words, first, last, language)
    inside = words.words[first : last + 1]
    keys = [word.key for word in inside]
    if any(word.lower in shared().sure_suffixes and word.case != "lower" for word in inside[1:]) or any(
        word.lower in every("org_heads") for word in inside
    ):
        return "COMPETITOR" if around.competitor_before else "ORG"
    if around.title or around.kin:
        return "PERSON"
    if any(word.lower in shared().brands for word in inside) and keys[0] not in first_names():
        return "COMPETITOR"
    if keys[0] in first_names() and not (
        around.competitor_before and len(keys) == 1 and not around.person_after and not around.person_before
    ):
        return "PERSON"
    if all(is_city(key) for key in keys):
        return "ADDRESS"
    if around.speech or (around.person_before and not around.competitor_before and not around.org_before):
        return "PERSON"
    if around.competitor_before:
        return "COMPETITOR"
    if around.org_before:
        return "ORG"
    if keys[-1] in last_names() or any(is_name(key) for key in keys) or around.person_after:
        return "PERSON"
    return "ORG" if any(word.case in ("upper", "mixed") for word in inside) or len(inside) != 1 else "PERSON"
