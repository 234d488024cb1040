"""Quantities: whether a text states a number of its own, and which. In replies numbers are never typed, only rendered.

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
_DIGIT: Final = re.compile(r"[0-9]")
_SIGN: Final = re.compile(r"[%‰]")
_UNIT: Final = (
    r"%|‰|per ?cent|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?|times|fold|x|k|"
    r"thousand|million|billion|dollars?|euros?|pounds?"
)
_STATED: Final = re.compile(
    rf"(?:(?P<digits>\d+(?:[.,'’]\d+)*)|\b(?P<words>{_WORDS}|{_FRACTION}|{_IN}|{_NONE})\b)"
    rf"(?:[\s-]*(?P<unit>{_UNIT})(?!\w))?",
    re.IGNORECASE,
)


def typed_quantity(template: str) -> str | None:
    """The first digit or quantity word that the text states itself, None where there is none."""
    text = PLACEHOLDER.sub(" ", template)
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        for mark in text + plain:
            if mark.isnumeric():
                return mark
    if match := _DIGIT.search(plain):
        return match[0]
    if match := _QUANTITY.search(plain) or _SIGN.search(plain):
        return match[0]
    return None


def quantities(text: str) -> set[str]:
    """Every quantity that a text states, with its unit where one follows: "20 minute", "half", "1500"."""
    found = set()
    for match in _STATED.finditer(unicodedata.normalize("NFKC", text)):
        number = re.sub(r"[.,'’](?=\d{3}(?!\d))", "", match["digits"] or match["words"].casefold())
        found.add(f"{number} {(match['unit'] or '').casefold().rstrip('s')}".strip())
    return found
