"""Amounts: the one sum of money that a message names ("commission should come to about 7,400").

In: a message. Out: the sum, None where it names none or several. Words are data, one file a language.
"""

import re
from functools import cache
from typing import Final

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.phrases import load
from coach.understanding.reports import compiled

_FIGURE: Final = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,' ]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?:,-)? ?(k|tsd|grand)?(?![\w%])", re.I
)
_THOUSAND: Final = 1_000
_LEAST: Final = 100
_LONGEST: Final = 300
"""Characters that are read."""


class _Amounts(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns. `worth` are words for money: beside one of them a number is a sum; `named`: it is to be put in."""

    named: str
    worth: str


@cache
def _words(language: str) -> _Amounts:
    return load("amounts", _Amounts, language)


def amount_in(text: str, language: str = DEFAULT) -> float | None:
    """The only sum of money in `text`."""
    text = text[:_LONGEST]
    if not compiled(_words(language).worth).search(worded(text, language)) and not re.search(r"[€$£¥]", text):
        return None
    found = [_value(match) for match in _FIGURE.finditer(re.sub(r"[€$£¥]", " ", text))]
    sums = [value for value in found if value >= _LEAST]
    return sums[0] if len(sums) == 1 else None


def names_amount(text: str, language: str = DEFAULT) -> bool:
    """Whether a sum is to be put in that the message need not say again ("put the commission in too")."""
    return bool(compiled(_words(language).named).search(worded(text[:_LONGEST], language)))


def _value(match: re.Match[str]) -> float:
    whole = int(re.sub(r"\D", "", match[1]))
    part = int(match[2].ljust(2, "0")) / 100 if match[2] else 0
    return (whole + part) * (_THOUSAND if match[3] else 1)
