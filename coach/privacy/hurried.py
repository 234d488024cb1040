"""People in notes typed in a hurry: "ask kev for the van", "big dave", "Kit (IT) sceptical", "Hey Sam". Pure."""

from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from coach.privacy.evidence import OPENERS, cues
from coach.privacy.lexicon import everyday_here, explained_capital, is_bare_noun, is_noun
from coach.privacy.names import first_names, is_name
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, nicknames, worded

_SHORT: Final = 5
"""Letters of a pet name that no list has."""
_IF: Final = frozenset(("if", "whether", "ob", "si", "se"))
"""What only somebody can be asked."""


def hurried(words: Words, language: str, covered: Set[int]) -> Iterator[int]:
    """Places of such names, none of them in `covered`."""
    for place in range(len(words.words)):
        if place in covered:
            continue
        if any(told(words, place, language) for told in (_is_greeted, _is_asked, _has_role)):
            yield place
        elif place + 1 not in covered and _is_nickname(words, place, language):
            yield from (place, place + 1)


def is_called(word: Word, language: str) -> bool:
    """Whether a word that is none of every day is a given name or a pet name."""
    return (word.key in first_names() or word.key in nicknames()) and not everyday_here(word.lower, language)


@cache
def _field(name: str, language: str) -> frozenset[str]:
    """A list of the language and of English."""
    return getattr(worded(language), name) | getattr(worded("en"), name)  # type: ignore[no-any-return]


def _is_greeted(words: Words, place: int, language: str) -> bool:
    """Whether a greeting stands before and the clause ends behind: "Hey Sam, not now"."""
    word = words.words[place]
    if not place or words.broken[place - 1] or not words.broken[place]:
        return False
    if words.words[place - 1].lower not in _field("greetings", language):
        return False
    if word.lower in every("function") or word.lower in _field("everybody", language) or len(word.lower) < 2:
        return False
    return word.case == "title" or (word.case == "lower" and is_called(word, language))


def _is_asked(words: Words, place: int, language: str) -> bool:
    """Whether a line of things to do names whom to ask: "ring kev re van", "gabi anrufen", "llamar a paco"."""
    word = words.words[place]
    if word.case != "lower" or len(word.lower) < 2 or word.lower in every("function", "determiners"):
        return False
    behind = "" if words.broken[place] else words.words[place + 1].lower
    if behind in _field("asked_behind", language) and _opens(words, place):
        return _may_be_called(word, language)
    verb = _verb_before(words, place, language)
    if not verb or not (not behind or behind in _field("asked_about", language)):
        return False
    return _may_be_called(word, language) or (behind in _IF and not everyday_here(word.lower, language))


def _verb_before(words: Words, place: int, language: str) -> bool:
    """Whether "ring", "llamar a" or the like opens the clause right before a place."""
    for count in (1, 2):
        first = place - count
        if first < 0 or any(words.broken[at] for at in range(first, place)):
            return False
        said = " ".join(word.lower for word in words.words[first:place])
        if said in _field("asks", language):
            return _opens(words, first) or words.words[first - 1].lower in OPENERS | {
                "to",
                "must",
                "can",
                "pls",
                "please",
            }
    return False


def _opens(words: Words, place: int) -> bool:
    return place == 0 or words.broken[place - 1]


def _may_be_called(word: Word, language: str) -> bool:
    if word.lower in _field("names", language):
        return True
    if everyday_here(word.lower, language):
        return False
    if word.key in first_names() or word.key in nicknames():
        return True
    return len(word.lower) <= _SHORT and not (
        len(word.lower) > 3 and word.lower.endswith(("s", "en") if language in ("de", "nl") else "s")
    )


def _has_role(words: Words, place: int, language: str) -> bool:
    """Whether a role or a department follows in brackets: "Kit (IT) sceptical"."""
    word = words.words[place]
    if word.case != "title" or len(word.lower) < 2 or words.between(place).strip() != "(":
        return False
    at = place + 1
    if not words.between(at).lstrip().startswith(")"):
        return False
    role = words.words[at].lower
    held = _field("departments", language) | _field("roles", language)
    if role not in held and all(role not in cue.kin for cue in cues(language)):
        return False
    if word.lower in _field("names", language) or is_called(word, language):
        return True
    ordinary = explained_capital(word.lower) or everyday_here(word.lower, language)
    return not ordinary and (language != "de" or is_bare_noun(word.text) or not is_noun(word.text))


def _is_nickname(words: Words, place: int, language: str) -> bool:
    """Whether an adjective makes a nickname of the name behind it: "big dave"."""
    if words.between(place) != " " or words.words[place].lower not in _field("nicknaming", language):
        return False
    word, name = words.words[place], words.words[place + 1]
    if word.case != name.case and not (word.initial and word.case == "title"):
        return False
    if is_name(name.key) and not everyday_here(name.lower, language):
        return True
    if name.key in first_names() or name.lower in _field("names", language):
        following = "" if words.broken[place + 1] else words.words[place + 2].lower
        if any(following in cue.speech for cue in cues(language)):
            return True
    return is_called(name, language) or (
        name.capital and not words.shouted and (name.key in first_names() or name.key in nicknames())
    )
