"""Leaning: a message that means somebody of the turns before and wants to reach them ("can I send her the update?").

In: a message. Out: how near whoever it means must have been spoken of, and whether they wrote first and it only asks
about a reply. Past forms tell what was done, and reach nobody. Words are data, one file a language.
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.phrases import load
from coach.understanding.reports import compiled

Reach = Literal["nearest", "last"]


class _Leaning(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns, of which `names` are parts. `nearest` mean the one spoken of last, however long ago; `last` only one
    of the message before. `others` are people whom the message itself brings in; `leaves`: they are let be. `came`: the
    other side wrote first; `answers`: a reply is what is asked about.
    """

    names: dict[str, str]
    nearest: list[str]
    last: list[str]
    others: str
    leaves: str
    came: str
    answers: str


@cache
def _leaning(language: str) -> _Leaning:
    return load("leaning", _Leaning, language)


@cache
def _patterns(reach: Reach, language: str) -> list[str]:
    data = _leaning(language)
    found = data.nearest if reach == "nearest" else data.last
    for name, part in data.names.items():
        found = [pattern.replace(f"<{name}>", part) for pattern in found]
    return found


def reaches_for(text: str, language: str = DEFAULT) -> Reach | None:
    """Whether a message wants to reach somebody whom it does not name, and where they are to be looked for."""
    words = compiled(_leaning(language).leaves).sub(" ", worded(text, language))
    if compiled(_leaning(language).others).search(words):
        return None
    ways: tuple[Reach, ...] = ("nearest", "last")
    return next((way for way in ways if any(compiled(one).search(words) for one in _patterns(way, language))), None)


def replies_to_them(text: str, language: str = DEFAULT) -> bool:
    """Whether somebody wrote by themselves, and the message asks about a reply to that."""
    words, data = worded(text, language), _leaning(language)
    return bool(compiled(data.came).search(words) and compiled(data.answers).search(words))
