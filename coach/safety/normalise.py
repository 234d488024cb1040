"""Intake of text: what people typed, made safe to keep (`clean`) and easy to compare (`normalise`).

In: any string. Out: a string. Nothing is cut off; sizes are capped where text enters (`coach.contracts`).
Time grows linearly with the text.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

# Variation selectors carry up to a byte each, so a run of them can smuggle text past a reader; the others
# are letters, marks or symbols that draw nothing.
_INVISIBLE: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
_REMOVED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (zero-width, bidi, tags, soft hyphen), lone surrogates and private use (no letter in any font)."""


def clean(text: str) -> str:
    """Return the text as it may be kept and read by every later step: NFKC, nothing invisible, trimmed.

    Line breaks stay (as a plain newline), tabs become spaces, other control characters go.
    """
    # Removed first as well: an invisible character between a letter and its accent keeps NFKC from joining them.
    text = _visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _visible(unicodedata.normalize("NFKC", text)).strip()


def _visible(text: str) -> str:
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    removed = {ord(c) for c in set(text) if unicodedata.category(c) in _REMOVED_CATEGORIES and c != "\n"}
    return _INVISIBLE.sub("", text.translate(dict.fromkeys(removed)))


_APOSTROPHES: Final = str.maketrans("‘’‛`´ʼʹ′", "''''''''")
_SPELLED_OUT: Final = re.compile(
    r"(?<![^\W_])[^\W\d_]([ ._*-])[^\W\d_](?:\1[^\W\d_])+(?![^\W_])"
    # Two letters alone between wider gaps: the "t o" in "w a n t  t o  d i e".
    r"|(?<=\s\s)[^\W\d_]( )[^\W\d_](?=\s\s|$)"
)
_LEET: Final = re.compile(r"(?<=[a-z])[0134578@$]+(?=[a-z])|(?<![\w@$])[$5@](?=[a-z]{4})|(?<=[a-z])0(?!\w)")
_LEET_LETTERS: Final = str.maketrans("0134578@$", "oieastbas")
_STRETCHED_END: Final = re.compile(r"([^\W\d_ls])\1{2,}\b")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
_SPACE: Final = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return the text as the gate compares it: `clean`, on one line, lower case, accents and disguises removed.

    "I w a n t to K1LL mysеlf" becomes "i want to kill myself" (the second e was Cyrillic). Punctuation stays.
    """
    text = without_accents(clean(text).casefold())
    text = text.translate(_lookalikes()).translate(_APOSTROPHES)
    text = _SPELLED_OUT.sub(_join, text)
    text = _LEET.sub(lambda found: found[0].translate(_LEET_LETTERS), text)
    # "dieeee" means "die", "sleeeep" means "sleep", "killlll" means "kill".
    text = _STRETCHED.sub(r"\1\1", _STRETCHED_END.sub(r"\1", text))
    return _SPACE.sub(" ", text).strip()


def without_accents(text: str) -> str:
    """Return the text with every letter reduced to its base letter."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    marks = {ord(c) for c in set(text) if unicodedata.category(c) == "Mn"}
    return text.translate(dict.fromkeys(marks))


def _join(found: re.Match[str]) -> str:
    return found[0].replace(found[1] or found[2], "")


@cache
def _lookalikes() -> dict[int, str]:
    """Letters of other alphabets that draw the same as a Latin one."""
    data = (files("coach.safety") / "lookalikes.json").read_bytes()
    table = msgspec.json.decode(data, type=dict[str, str])
    return {ord(other): latin for latin, others in table.items() for other in others}
