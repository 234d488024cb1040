"""Legal forms behind a company's name, in the ways of many countries: "GmbH & Co. KG", "Sp. z o.o.". Pure."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from coach.privacy.words_data import shared

_SPACE: Final = r"[ \u00a0]"


@cache
def _form() -> re.Pattern[str]:
    """One to four forms. Whatever could be a word counts as it is written only, and so do forms without their stops."""
    wordlike = shared().wordlike_forms
    free = _either(_spelt(form) for form in shared().forms - wordlike)
    exact = _either(
        [*map(_spelt, wordlike), *(re.escape(form.replace(".", "")) for form in shared().forms if form[0].isupper())]
    )
    one = rf"\(?(?:(?i:{free})|(?:{exact}))\)?(?!\w)"
    return re.compile(rf"{_SPACE}?,?{_SPACE}?(?<![^\W_])({one}(?:{_SPACE}(?:&{_SPACE})?{one}){{0,3}})")


def _either(expressions: Iterable[str]) -> str:
    return "|".join(sorted(expressions, key=lambda found: (-len(found), found)))


def _spelt(form: str) -> str:
    """A form with spaces behind its stops or without, and maybe without the last stop."""
    spelt = rf"\.{_SPACE}?".join(re.escape(piece) for piece in form.removesuffix(".").split("."))
    return spelt + (r"\.?" if form.endswith(".") else "")


def form_end(text: str, place: int) -> int:
    """Where the legal form ends that stands at a place, or behind a space there; else the place itself."""
    found = _form().match(text, place)
    return found.end(1) if found else place
