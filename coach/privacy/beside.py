"""Words that are told to be names by their neighbours, though each could be an ordinary word.

First and last name side by side, names joined by an "and" to one that is masked, and words before a legal form. Pure.
"""

from collections.abc import Iterator, Set
from itertools import pairwise

from coach.privacy.evidence import AND, cues, setting
from coach.privacy.forms import form_end
from coach.privacy.lexicon import everyday_here
from coach.privacy.names import first_names, is_name, last_names
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, shared


def beside(words: Words, language: str, covered: Set[int], found: Set[int]) -> Iterator[int]:
    """Places of such words, some of them maybe in `found` already, but none in `covered`."""
    told = {*_pairs(words, language, covered), *_firms(words, language, covered)}
    yield from told
    yield from _joined(words, language, covered | found | told)


def _pairs(words: Words, language: str, covered: Set[int]) -> Iterator[int]:
    """First and last name side by side, though each is a word as well: "billy brown", "JO RUST"."""
    function = frozenset().union(*(cue.function for cue in cues(language)))
    for place, (one, other) in enumerate(pairwise(words.words)):
        if (
            one.key in first_names()
            and other.key in last_names()
            and one.case == other.case
            and words.between(place) == " "
            and covered.isdisjoint((place, place + 1))
            and not (everyday_here(one.lower, language) and everyday_here(other.lower, language))
            and function.isdisjoint((one.lower, other.lower))
            and not (everyday_here(other.lower, language) and setting(words, place, place, language).determined)
        ):
            yield from (place, place + 1)


def _joined(words: Words, language: str, names: Set[int]) -> Iterator[int]:
    """Names that an "and" joins to one that is masked, though they are words as well: "garrido y alonso"."""
    for place in range(2, len(words.words)):
        word = words.words[place]
        if (
            place not in names
            and place - 2 in names
            and words.words[place - 1].lower in AND
            and words.between(place - 2) == words.between(place - 1) == " "
            and is_name(word.key)
            and not everyday_here(word.lower, language)
        ):
            yield place


def _firms(words: Words, language: str, covered: Set[int]) -> Iterator[int]:
    """Words before a legal form, "newton llc", "SXG S.L.L.", unless everyday ones."""
    for place, (one, other) in enumerate(pairwise(words.words)):
        if (
            place not in covered
            and not words.broken[place]
            and words.between(place).isspace()
            and _is_legal_form(words.text, other)
            and not (everyday_here(one.lower, language) and one.lower not in every("org_heads"))
        ):
            yield place


def _is_legal_form(text: str, word: Word) -> bool:
    """Whether "Ltd", "gmbh" or "s.r.l." stands there; "spa" and "plc" in small letters may be something else."""
    if form_end(text, word.start) > word.start + 1:
        return True
    return word.lower in shared().sure_suffixes and (word.capital or word.lower in ("gmbh", "ltd", "inc", "llc"))
