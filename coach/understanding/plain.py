"""Plain text: one spelling for everything that the patterns of this package look at.

In: what a person typed. Out: lower-case words and punctuation with one space between, contractions spelled
out ("I don't" -> "i do not"), hyphens opened ("in-house" -> "in house"), quotes dropped. Numbers stay whole
tokens ("1,200", "10:30", "5%"). Text after `LIMIT` characters is not read.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from coach.understanding.phrases import load

LIMIT: Final = 8_000
_LONGEST_WORD: Final = 40
_MOST_SENTENCES: Final = 80

_SIGNS: Final = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("–—", " - ") | {"…": " . "})
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_NOES: Final = re.compile(r"(?<!\w)[\"'“]?no[\"'”]{1,2} ?s(?!\w)|(?<!\w)(?:nos|noes)(?!\w)")
_TOKEN: Final = re.compile(
    r"[€$£]?\d(?:[\d.,:/-]*\d)?(?:%|[€$£]|[^\W\d_]+)?"  # a number with what sticks to it
    r"|[^\W\d_][^\W_]*(?:'[^\W\d_]+)*"  # a word, also "q4" and "o'clock"
    r"|(?<=\s)-(?=\s)"  # a dash between two thoughts
    r"|[.,!?;:()\n%€$£#+=&/]"
)
_LAST_WORD_S: Final = "'s"


@cache
def _spellings(language: str) -> dict[str, dict[str, str]]:
    return load("plain", dict[str, dict[str, str]], language)


def _spell_out(word: str, table: dict[str, dict[str, str]]) -> str:
    """A word without its contraction: "we're" -> "we are", "dont" -> "do not"."""
    if word in table["words"]:
        return table["words"][word]
    if "'" not in word:
        return word
    for ending, full in table["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + full
    if word.endswith(_LAST_WORD_S) and word[:-2] in table["is_after"]:
        return word[:-2] + " is"
    return word


def plain(text: str, language: str = "en") -> str:
    """`text` as plain words, padded with one space on both sides so that whole words can be sought."""
    table = _spellings(language)
    smooth = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[:LIMIT])).lower().translate(_SIGNS)
    for short, full in table["signs"].items():
        smooth = smooth.replace(short, full)
    words = []
    for piece in _TOKEN.findall(_NOES.sub("noes", smooth)):
        if piece == "-":
            words.append(",")
        elif piece == "\n":
            words.append(".")
        else:
            words.append(_spell_out(piece[:_LONGEST_WORD], table))
    return f" {' '.join(words)} "


def sentences(words: str) -> list[tuple[str, bool]]:
    """The first sentences of plain words, each with whether it ends in a question mark."""
    found: list[tuple[str, bool]] = []
    for part in re.findall(r"[^.!?;]+[.!?;]?", words):
        if len(found) == _MOST_SENTENCES:
            break
        body = part.rstrip(".!?; ").strip()
        if body:
            found.append((f" {body} ", part.rstrip().endswith("?")))
    return found
