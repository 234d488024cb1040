"""Quantities: whether a text states a number of its own. Numbers are never typed, only rendered from facts.

"One" and ordinals are fine: they rarely count anything here. What is inside a placeholder does not count.
"""

import re
import unicodedata
from typing import Final

from coach.coaching.rendering import PLACEHOLDER

_WORDS: Final = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "dozens?|half|halves|thirds|quarters|twice|thrice|doubled?|doubling|tripled?|quadrupled?|couple|"
    "most|majority|minority|percent|percentage|per cent|tenfold|twofold|threefold"
)
_FRACTION: Final = r"(?:a|one) (?:third|quarter|fifth|sixth|eighth|tenth) of"
_IN: Final = r"one (?:in|out of) (?:every )?\w+"
_NONE: Final = (
    r"(?:nobody|no one|none of them)(?: (?:has|have|had|even|ever))* "
    r"(?:answers?|answered|repl(?:y|ies|ied)|pick(?:s|ed)? up|said|says|buys?|bought|signs?|signed|wants?|wanted|"
    r"called)"
)
"""Nobody who did something is a count of nought; "nobody can take that from you" is not."""

_QUANTITY: Final = re.compile(rf"\b(?:{_WORDS}|{_FRACTION}|{_IN}|{_NONE})\b", re.IGNORECASE)
_SIGN: Final = re.compile(r"[%‰]")


def typed_quantity(template: str) -> str | None:
    """The first digit or quantity word that the text states itself, None where there is none."""
    text = PLACEHOLDER.sub(" ", template)
    plain = unicodedata.normalize("NFKC", text)
    for mark in text + plain:
        if mark.isnumeric():
            return mark
    if match := _QUANTITY.search(plain) or _SIGN.search(plain):
        return match[0]
    return None
