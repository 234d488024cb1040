"""Names that are words as well, told by what they do: "Sunny wants to wait", "May in accounting", "der Wolf".

Only words of the packaged lists (`words/*/names.toml`) are looked at, where they open a clause, so that ordinary texts
cost nothing. What opens a sentence without an article anyway ("Summer was slow") needs a verb that only people have.
Pure.
"""

from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from coach.privacy.evidence import AND, OPENERS, cues, does, idiomatic
from coach.privacy.folding import fold
from coach.privacy.lexicon import KNOWN, commonness, explained_capital
from coach.privacy.names import first_names
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, worded

_FURTHEST: Final = 12
_MODALS: Final = frozenset(("will", "may"))
_PERSON: Final = "PERSON"


def subjects(words: Words, language: str, covered: dict[int, str], found: Set[int]) -> Iterator[int]:
    """Places of such words that are masked neither by `covered` nor in `found`."""
    if words.shouted:
        return
    known = _names(language)
    small = bool(words.words) and words.words[0].case == "lower"
    people = {words.words[place].key for place in found if words.words[place].key in known}
    whole = {words.words[place].key for place in found if place - 1 in found and _is_first(words, place - 1)}
    for place, word in enumerate(words.words):
        if (
            word.key not in known
            or place in covered
            or place in found
            or len(word.lower) < 2
            or idiomatic(words, place)
        ):
            continue
        if (word.case == "title" or (small and word.case == "lower")) and (
            _is_subject(words, place, word, language)
            or _is_joined(words, place, word, covered, found)
            or (word.key in people and _is_meant_again(words, place, word, language))
            or (word.capital and _is_told(words, place, word, language, whole))
        ):
            yield place


@cache
def _names(language: str) -> frozenset[str]:
    """The folded names that are words in a language or in English."""
    return frozenset(fold(name) for name in worded(language).names | worded("en").names)


@cache
def _bare(language: str) -> frozenset[str]:
    """Those that need no article, in the language itself where it has the word, in English otherwise."""
    own, english = worded(language), worded("en")
    return frozenset(fold(name) for name in own.bare | (english.bare - own.names))


@cache
def _deeds(language: str) -> frozenset[str]:
    """Verbs that tell that a person is meant."""
    held = [worded(language).deeds, *(cue.speech for cue in cues(language))]
    return frozenset().union(*held) - worded(language).plurals


@cache
def _verbs(language: str) -> frozenset[str]:
    """Verbs that a name may have, if things have them too."""
    held = worded(language)
    return held.verbs.union(*(cue.person_after - cue.adverbs for cue in cues(language))) - held.plurals


@cache
def _passed(language: str) -> frozenset[str]:
    """What may stand between a name and its verb."""
    return worded(language).passed.union(*(cue.adverbs for cue in cues(language)))


def _opens(words: Words, place: int, word: Word) -> bool:
    """Whether a subject may stand here: at the start of a clause, or behind a role, "my boss rich told me"."""
    if word.initial or place == 0 or words.broken[place - 1]:
        return True
    before = words.words[place - 1].lower
    return before in OPENERS or (before in every("kin") and word.lower not in _MODALS)


def _rest(words: Words, place: int) -> list[Word]:
    """The words behind a word in its clause."""
    found: list[Word] = []
    at = place
    while not words.broken[at] and len(found) < _FURTHEST:
        at += 1
        found.append(words.words[at])
    return found


def _is_subject(words: Words, place: int, word: Word, language: str) -> bool:
    if not _opens(words, place, word):
        return False
    rest = _rest(words, place)
    if rest and len(rest[0].text) == 1 and rest[0].capital and rest[0].text != "I":
        rest = rest[1:]
    if not rest:
        return False
    if word.possessive:
        return rest[0].lower in every("kin")
    bare = word.key in _bare(language)
    if _works(rest, word, language):
        return True
    behind = _behind_adverbs(rest, language)
    if language == "de":
        return _acts_in_german(word, rest, behind, bare)
    return _acts(word, behind, language, bare=bare, passed=len(behind) < len(rest))


def _behind_adverbs(rest: list[Word], language: str) -> list[str]:
    """What follows as lower words, without the adverbs and pronouns before the verb: "n'a" stays whole."""
    lower = [word.lower for word in rest]
    while len(lower) > 1 and lower[0] in _passed(language) and lower[0] not in _deeds(language):
        lower = lower[1:]
    return lower


def _works(rest: list[Word], word: Word, language: str) -> bool:
    """Whether a place of work follows: "in accounting", "at the front desk", "at The Larch", "vom Einkauf"."""
    held, first = (worded(language), worded("en")), rest[0].lower
    if len(rest) < 2 or not any(first in one.within | one.placed for one in held):
        return False
    house = rest[1].case in ("title", "mixed") and (rest[1].lower == "the" or not explained_capital(rest[1].lower))
    if word.capital and house and any(first in one.placed for one in held):
        return True
    behind = [other.lower for other in rest[1:5]]
    departments = held[0].departments | held[1].departments
    short = behind[1:] if behind[0] in every("determiners") else behind
    return any(" ".join(part[:count]) in departments for part in (behind, short) for count in (1, 2, 3) if part)


def _acts(word: Word, behind: list[str], language: str, *, bare: bool, passed: bool) -> bool:
    """Whether what follows is what somebody does."""
    verb, pair = behind[0], " ".join(behind[:2])
    own = worded(language)
    stripped = verb.partition("'")[2] if language in ("fr", "it") else verb
    deeds = _deeds(language)
    told = {verb, pair, stripped} & deeds
    modal = word.lower in _MODALS and language == "en"
    if told - (own.things if bare else frozenset()) - (own.bases if modal else frozenset()):
        return True
    if " ".join(behind[1:3]) in own.objects and (_is_past(verb, language) or verb in deeds):
        return True
    if verb in own.copulas | worded("en").copulas and _is_state(behind[1:], language):
        return True
    if bare:
        return False
    if modal and (verb in own.bases or (not word.capital and not verb.endswith(("t", "ed")))):
        return False
    if verb in _verbs(language) or stripped in _verbs(language):
        return True
    if does(verb, language) and (passed or _is_object(behind[1:2], language)):
        return True
    return language == "en" and word.capital and _is_past(verb, language)


def _is_object(behind: list[str], language: str) -> bool:
    """Whether what follows shows that a word in "s" is a verb: "counts every penny"."""
    determiners = frozenset().union(*(cue.determiners for cue in cues(language)))
    return any(word in determiners and word not in OPENERS for word in behind)


def _is_past(verb: str, language: str) -> bool:
    return language == "en" and verb.endswith("ed") and len(verb) > 4 and commonness(verb, "en") >= KNOWN


def _is_state(behind: list[str], language: str) -> bool:
    """Whether what only somebody is stands within a few words, or a role: "really annoyed", "our champion"."""
    states = worded(language).states | worded("en").states
    if any(" ".join(behind[at : at + count]) in states for at in range(min(3, len(behind))) for count in (1, 2, 3)):
        return True
    return len(behind) > 1 and behind[0] in every("determiners") and any(role in every("kin") for role in behind[1:3])


def _acts_in_german(word: Word, rest: list[Word], behind: list[str], bare: bool) -> bool:
    """A noun that needs an article has a verb only as a name, days and the like where nobody else is its subject."""
    verb, deeds = behind[0], _deeds("de")
    if not bare:
        return word.capital and (
            verb in deeds
            or verb in _verbs("de")
            or behind == ["nicht"]
            or (len(behind) == 1 and verb in worded("de").states)
        )
    if not word.capital or verb not in _verbs("de") | deeds:
        return False
    if any(other.lower == word.lower for other in rest[1:]):
        return True
    if any(other.lower in worded("de").others for other in rest) or any(
        other.case == "title" and not explained_capital(other.lower) for other in rest[1:2]
    ):
        return False
    if verb in deeds:
        return True
    return any(
        " ".join(behind[at : at + count]) in worded("de").states for at in range(1, len(behind)) for count in (1, 2)
    )


def _is_joined(words: Words, place: int, word: Word, covered: dict[int, str], found: Set[int]) -> bool:
    """Whether an "and" joins it to somebody who is masked or a role: "Will and Anna are out", "Autumn and her boss"."""
    if not word.capital:
        return False
    if place > 1 and not words.broken[place - 1] and words.words[place - 1].lower in AND:
        return not word.initial and _is_masked(words, place - 2, covered, found)
    if place + 2 >= len(words.words) or not word.initial or words.broken[place]:
        return False
    ampersand = words.between(place).strip() == "&"
    if not ampersand and words.words[place + 1].lower not in AND:
        return False
    other = place + (1 if ampersand else 2)
    if words.words[other].lower in every("determiners"):
        return other + 1 < len(words.words) and words.words[other + 1].lower in every("kin")
    return _is_masked(words, other, covered, found)


def _is_masked(words: Words, place: int, covered: dict[int, str], found: Set[int]) -> bool:
    """Whether a known person stands there, or a capital that is masked as a name."""
    word = words.words[place]
    if not word.capital:
        return False
    return covered.get(place) == _PERSON or (place in found and (word.key in first_names() or word.key in _names("en")))


def _is_first(words: Words, place: int) -> bool:
    """Whether a first name stands there, closely before the next word."""
    return words.words[place].key in first_names() and words.between(place) == " "


def _is_told(words: Words, place: int, word: Word, language: str, whole: Set[str]) -> bool:
    """Whether a verb before it takes somebody, "told Summer", or the text names it whole: "Lisa Stern, die Stern"."""
    if place == 0 or word.initial or words.broken[place - 1]:
        return False
    before = words.words[place - 1].lower
    return before in worded(language).takes | worded("en").takes or (language == "de" and word.key in whole)


def _is_meant_again(words: Words, place: int, word: Word, language: str) -> bool:
    """Whether somebody who is masked elsewhere in the text is meant: "Jonas Wolf ... der Wolf will gar nicht"."""
    behind = _behind_adverbs(_rest(words, place), language)
    return word.capital and bool(behind) and (behind[0] in _deeds(language) or behind[0] in _verbs(language))
