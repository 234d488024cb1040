"""Earlier: an answer of before that a message only recalls ("the guy who said no last week signed after all").

In: a sentence in plain words. Out: the sentence without the no of that other day, so that what came of it counts alone,
as of the day that is told. Words are data, one file a language.
"""

from functools import cache

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.phrases import load
from coach.understanding.reports import compiled


class _Earlier(Struct, frozen=True, forbid_unknown_fields=True):
    """`recalled` are patterns of a no of before, in their order, each with what stays of it; `names` are parts."""

    names: dict[str, str]
    recalled: list[tuple[str, str]]


@cache
def _recalled(language: str) -> list[tuple[str, str]]:
    data = load("earlier", _Earlier, language)
    found = data.recalled
    for name, part in data.names.items():
        found = [(pattern.replace(f"<{name}>", part), stays) for pattern, stays in found]
    return found


def without_earlier(words: str, language: str = DEFAULT) -> str:
    """Padded plain `words` without the answers of before that they recall."""
    for pattern, stays in _recalled(language):
        words = compiled(pattern).sub(stays, words)
    return words
