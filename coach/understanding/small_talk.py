"""Small talk: messages that are a greeting, a thank-you or a nod and no more, and what leans on the message before.

In: a message. Out: its scope where the whole of it is one of the words in `small_talk.json`, and whether it goes on
about what was said before ("and then?"), so that it is about the same. Words are data, one file a language.
"""

import re
from functools import cache
from typing import Final, Literal, get_args

from msgspec import Struct

from coach.understanding.language import DEFAULT, languages
from coach.understanding.phrases import load
from coach.understanding.plain import plain

Talk = Literal["hello", "thanks", "fine", "log_it", "about", "complaint", "shorter"]
TALK: Final[tuple[Talk, ...]] = get_args(Talk)

_WEIGHTIEST: Final[tuple[Talk, ...]] = ("shorter", "complaint", "log_it", "about", "thanks", "hello", "fine")

_RUN: Final = re.compile(r"\w\S*")
_SHORT: Final = 200
_BEGINS: Final = 12
_HOLDS: Final = 6
"""Words: who writes more tells something new."""


class _SmallTalk(Struct, forbid_unknown_fields=True):
    """`whole`: messages of each kind, in which `fillers` may stand. `begins` and `holds`: words that lean on what was
    said before.
    """

    whole: dict[Talk, list[str]]
    fillers: list[str]
    begins: list[str]
    holds: list[str]


@cache
def _data(language: str) -> _SmallTalk:
    return load("small_talk", _SmallTalk, language)


@cache
def _whole(language: str) -> dict[str, Talk]:
    return {_bare(text, language): talk for talk, texts in _data(language).whole.items() for text in texts}


def _bare(text: str, language: str) -> str:
    return " ".join(word for word in plain(text, language).split() if any(map(str.isalnum, word)))


def _few(text: str, language: str) -> list[str]:
    """The words of a short message, none of a longer one."""
    short = text[:_SHORT]
    if len(_RUN.findall(short)) > _BEGINS:
        return []  # however it is spelled out
    words = _bare(short, language).split()
    return words if len(words) <= _BEGINS else []


def small_talk_in(text: str, language: str = DEFAULT) -> Talk | None:
    """What kind of small talk a message is ("ok, thanks, good night"), None where it says something."""
    words = _few(text, language)
    bare = [word for word in words if word not in _data(language).fillers]
    return _made_of(words, language) or _made_of(bare, language)


def greeted_in(text: str, usual: str) -> str:
    """The language that a greeting or a thank-you is in; `usual` where it is none, or is one there as well."""
    spoken = [usual, *(name for name in languages() if name != usual)]
    return next((name for name in spoken if small_talk_in(text, name)), usual)


def _made_of(words: list[str], language: str) -> Talk | None:
    ends: list[set[Talk] | None] = [set()]
    """For each number of words: what these are made of, None where they are not all small talk."""
    for end in range(1, len(words) + 1):
        parts = ((ends[start], _whole(language).get(" ".join(words[start:end]))) for start in range(end))
        ends.append(next(({*before, talk} for before, talk in parts if before is not None and talk), None))
    found = ends[-1] or set()
    return next((talk for talk in _WEIGHTIEST if talk in found), None)


def without_lead(words: str, language: str = DEFAULT) -> str:
    """Plain words without those that only lean on what was said before: "ok but what do I say" is "what do I say"."""
    rest = words.split()
    while len(rest) > 1 and (rest[0] in _data(language).begins or rest[0] == ","):
        rest.pop(0)
    return f" {' '.join(rest)} "


def goes_on(text: str, language: str = DEFAULT) -> bool:
    """Whether a message leans on the one before it."""
    words, data = _few(text, language), _data(language)
    if not words:
        return False
    return words[0] in data.begins or (len(words) <= _HOLDS and not set(words).isdisjoint(data.holds))
