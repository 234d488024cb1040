"""Told rates: so many yeses, or steps, out of so many tries, where it is asked whether that is bad.

In: plain words. Out: the two counts, None where it does not say both, or does not ask.
"""

import re
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.measure_words import has, words_of
from coach.understanding.numbers import with_digits

_MOST: Final = 100_000
_KINDS: Final[tuple[Literal["yes", "step"], ...]] = ("yes", "step")


class ToldRate(Struct, frozen=True):
    """`hits` of `tries`, as told. `kind`: what a hit is."""

    kind: Literal["yes", "step"]
    hits: int
    tries: int


@cache
def _patterns(kind: str, language: str) -> list[re.Pattern[str]]:
    held = words_of(language)
    hit, tried = (_alternatives(held.names[name]) for name in (kind, "try"))
    first, then = (
        rf"(?<= )(\d+|{_alternatives(held.one)}) (?:[^\s.,]+ ){{0,2}}?{hit} ",
        rf"(\d+) (?:[^\s.,]+ ){{0,2}}?{tried} ",
    )
    between = rf"(?:[^\s.]+ ){{0,3}}?{_alternatives(held.out_of)} (?:[^\s.]+ ){{0,2}}?"
    after = r"(?:[^\s]+ ){0,4}?"
    return [re.compile(f"{first}{between}{then}"), re.compile(f"(?<= ){then}{after}{first.removeprefix('(?<= )')}")]


def _alternatives(names: str) -> str:
    return f"(?:{'|'.join(re.escape(name).replace(re.escape('+'), ' ') for name in names.split('|'))})"


def told_rate(words: str, language: str) -> ToldRate | None:
    """The counts that a message asks to have judged: "is 1 client out of 90 emails bad?"."""
    if not has("judged", words, language):
        return None
    counted = with_digits(words, language)
    for kind in _KINDS:
        for place, pattern in enumerate(_patterns(kind, language)):
            if found := pattern.search(counted):
                told = [int(part) if part.isdigit() else 1 for part in found.groups()]
                hits, tries = told if place == 0 else reversed(told)
                if hits <= tries <= _MOST and tries:
                    return ToldRate(kind, hits, tries)
    return None
