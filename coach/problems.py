"""What is wrong with a JSON document, in one sentence for people."""

import re
from typing import Final

from msgspec import ValidationError

_PLACE: Final = re.compile(r" - at `(?:key in )?\$?\.?(.*?)`$")


def problem_of(error: ValidationError) -> str:
    """The validation error in plain words: where, what was expected."""
    text = str(error)
    place = _PLACE.search(text)
    what = _PLACE.sub("", text).replace("`", "")
    if "matching regex" in what:
        what = "Expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057"
    elif "Invalid enum value" in what:
        what = what.replace("Invalid enum value", "There is no such choice as")
    return f"{place[1]}: {what}." if place and place[1] else f"{what}."
