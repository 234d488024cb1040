"""What is wrong with a JSON document, in one sentence for people. What stands in it, names maybe, is not repeated."""

import re
from typing import Final

from msgspec import ValidationError

_QUOTED: Final = (
    (re.compile(r"Invalid enum value .*", re.S), "This is none of the choices"),
    (re.compile(r"Object contains unknown field .*", re.S), "There is a field that is not known here"),
)
"""Messages that repeat words of the document, and what is said in their place."""

_PLACE: Final = re.compile(r" - at `(?:key in )?\$?\.?(.*?)`$")


def problem_of(error: ValidationError) -> str:
    """The validation error in plain words: where, what was expected."""
    text = str(error)
    place = _PLACE.search(text)
    what = unquoted(_PLACE.sub("", text)).replace("`", "")
    if "matching regex" in what:
        what = "Expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057"
    return f"{place[1]}: {what}." if place and place[1] else f"{what}."


def unquoted(message: str) -> str:
    """A message of the decoder without words of the document."""
    for found, said in _QUOTED:
        message = found.sub(said, message)
    return message
