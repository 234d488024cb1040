"""Public bodies and the like, told by what they are and where: "Ministry of Works", "mairie de Saint-Cyr". Pure."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from coach.privacy.addresses import CAPITALISED, either
from coach.privacy.finding import Found
from coach.privacy.tokens import Words
from coach.privacy.words_data import shared

_OF: Final = r"(?:of the|of|for|de la|de los|de|du|des|del|della|dello|di|do|da|dos|das|von|der|für|van)"
_APART: Final = r"(?:de l|d|dell)['’]"
_PIECE: Final = rf"{CAPITALISED}(?:-[^\W\d_]+){{0,4}}"
_AND: Final = r"(?:,? (?:and|&|et|y|e|und) | (?:de la|de|du|di|do|da|la|le|of the|of) | )"


@cache
def _expression() -> re.Pattern[str]:
    held = shared()
    capitals = either(held.bodies_of | frozenset(body.capitalize() for body in held.bodies))
    small = either(held.bodies)
    name = rf"{_PIECE}(?:{_AND}{_PIECE}){{0,3}}"
    return re.compile(
        rf"(?<![\w-])(?:(?:{capitals}|{small}) (?:{_OF} |{_APART})|(?:{either(held.bodies_bare)}) ){name}"
    )


def bodies(words: Words) -> Iterator[Found]:
    """Where they stand."""
    if words.shouted:
        return
    for match in _expression().finditer(words.text):
        yield Found(match.start(), match.end(), "ORG", "", True)
