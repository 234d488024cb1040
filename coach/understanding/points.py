"""Points: whether a message asks for more about a part of the reply before it, and about which.

In: the message. Out: 1 for the first point, 2 for the second, -1 for the last, `ANY` for "tell me more", None for a
message of its own. Words are data, one file a language.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.phrases import load

ANY: Final = 0
LONGEST: Final = 120
"""Characters: who writes more than this tells something new."""


_BARE: Final = 4
"""Words: so few need not ask."""

_NEAR: Final = 2
"""Words from the ordinal on that must name a point: "the 1st, so part of me" is a day."""

Which = Literal["people", "things"]


class _Points(Struct, forbid_unknown_fields=True):
    """`asks` and `points` are patterns; `order` maps a word to a point; `more` are whole messages."""

    asks: str
    points: str
    order: dict[str, int]
    more: list[str]
    which: str
    """A pattern for who asks which of several things comes first, and `people` for what makes them people."""
    people: str


@cache
def languages() -> list[str]:
    """The languages that have such words."""
    folders = files("coach.understanding").iterdir()
    return sorted(folder.name for folder in folders if folder.joinpath("points.json").is_file())


@cache
def _data(language: str) -> _Points:
    return load("points", _Points, language)


def point_of(text: str) -> int | None:
    """The point of the last reply that a message asks about."""
    plain = " ".join(re.sub(r"[^\w\s'’]", " ", text.casefold()).split())
    if len(text) > LONGEST or not plain:
        return None
    for language in languages():
        data = _data(language)
        if plain in data.more:
            return ANY
        words = plain.split()
        named = [place for place, word in enumerate(words) if word in data.order]
        if len(named) != 1 or not (re.search(data.asks, plain) or len(words) <= _BARE):
            continue
        if re.search(data.points, " ".join(words[named[0] : named[0] + _NEAR])):
            return data.order[words[named[0]]]
    return None


def which_of(text: str) -> Which | None:
    """Whether a message asks which of the things that were said comes first, or which of the people."""
    plain = " ".join(re.sub(r"[^\w\s'’]", " ", text.casefold()).split())
    asked = [_data(language) for language in languages() if re.search(_data(language).which, plain)]
    if len(text) > LONGEST or not asked:
        return None
    return "people" if re.search(asked[0].people, plain) else "things"
