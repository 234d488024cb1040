"""Deeds: one that is told without a number ("Mr Okafor signed", "Fernbrook passed again", "she wants a demo").

In: a clause in plain words. Out: what it gives. Words are data, one file a language. What is asked, wished, imagined,
done by colleagues, or long ago is none: a wrong draft is worse than none.
"""

from functools import cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from coach.understanding.phrases import load
from coach.understanding.reports import compiled

Deed = Literal["won", "hard_no", "competitor", "price", "timing", "rejections", "small_wins"]
"""The reasons are one no with that reason."""

NOES: Final[frozenset[Deed]] = frozenset({"hard_no", "competitor", "price", "timing", "rejections"})


class Deeds(Struct, frozen=True, forbid_unknown_fields=True):
    """See `en/deeds.json`. `names` are parts of the patterns; beside a match of `never` nothing is told."""

    names: dict[str, str]
    told: dict[Deed, list[str]]
    """In the order in which they are tried."""
    never: str


@cache
def _deeds(language: str) -> Deeds:
    held = load("deeds", Deeds, language)
    told = {deed: [_whole(pattern, held.names) for pattern in patterns] for deed, patterns in held.told.items()}
    return replace(held, told=told, never=_whole(held.never, held.names))


def _whole(pattern: str, names: dict[str, str]) -> str:
    for name, part in names.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern


def deed_in(words: str, language: str) -> Deed | None:
    """What padded plain `words` tell of one prospect, None where they tell of none."""
    table = _deeds(language)
    if compiled(table.never).search(words):
        return None
    told = (deed for deed, patterns in table.told.items() if any(compiled(one).search(words) for one in patterns))
    return next(told, None)
