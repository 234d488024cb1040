"""The words of a text, each with its place (code points), its case and whether it begins a sentence."""

import re
from typing import Final, Literal

from msgspec import Struct

from coach.privacy.folding import fold

_INNER: Final = "\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad"
"""Accents that stand alone and characters of no width: part of the word they are in."""
_LETTERS: Final = rf"(?:[^\W_][{_INNER}]*)+"
WORD: Final = re.compile(rf"{_LETTERS}(?:['’ʼ`‐‑-]{_LETTERS})*")
_PART: Final = re.compile(_LETTERS)
_ENDS: Final = re.compile(r"[.!?…\n\r•|]|[:;]\s|[-–—→>]\s|^\s*[-*>]|[\"“„«(\[]\s*$")
_CLAUSE: Final = re.compile(r"[,;:!?…\n\r()|→—–\"“”„«»•>]| - |\s[-*]\s")
_SHORTENED: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "sra",
        "srta",
        "dra",
        "hr",
        "fr",
        "frl",
        "mlle",
        "srta",
        "dipl",
        "ing",
        "sig",
        "dott",
        "avv",
        "dhr",
        "mevr",
        "mw",
        "drs",
        "frk",
        "fa",
        "tel",
        "nr",
        "ca",
        "bzw",
        "z",
        "b",
        "v",
        "m",
        "mme",
        "mlle",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "etc",
        "approx",
        "ext",
        "ref",
        "att",
    ]
)
"""Words whose full stop ends no sentence."""

Case = Literal["lower", "title", "upper", "mixed", "none"]


class Part(Struct, frozen=True, gc=False):
    """A piece of a word between hyphens and apostrophes."""

    fold: str
    start: int
    end: int


class Word(Struct, frozen=True):
    """A word. `key` is folded, `lower` keeps its accents; both without a possessive, which `bare_end` leaves out."""

    text: str
    start: int
    end: int
    lower: str
    key: str
    case: Case
    initial: bool
    bare_end: int
    parts: tuple[Part, ...]

    @property
    def possessive(self) -> bool:
        return self.bare_end < self.end

    @property
    def capital(self) -> bool:
        return self.case in ("title", "upper", "mixed")


class Words(Struct, frozen=True):
    """All words of a text, and how the text is written as a whole."""

    text: str
    words: list[Word]
    shouted: bool
    """Written in capitals throughout: they say nothing about names."""
    small: bool
    """Written without capitals: their absence says nothing either."""

    broken: list[bool]
    """Whether a clause ends behind each word."""

    def between(self, place: int) -> str:
        """What stands between word `place` and the next one."""
        if not 0 <= place < len(self.words) - 1:
            return "\n"
        return self.text[self.words[place].end : self.words[place + 1].start]


def words_of(text: str) -> Words:
    """Read a text. Linear in its length."""
    found: list[Word] = []
    broken: list[bool] = []
    end, last = 0, ""
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        if found:
            broken.append(_breaks(gap, last))
        found.append(_word(match, not found or _begins(gap, last)))
        end, last = match.end(), found[-1].key
    lettered = [word for word in found if word.case != "none"]
    long = [word for word in lettered if len(word.text) > 1 and word.lower != "i"]
    upper = sum(word.case == "upper" for word in long)
    small = not any(word.capital for word in long)
    return Words(text, found, len(long) > 2 and upper > 0.7 * len(long), small, [*broken, True])


def close(words: Words, place: int) -> bool:
    """Whether the word behind `place` follows it closely, maybe with an ampersand."""
    return (
        words.between(place).strip(" \u00a0") in ("", "&", "-", ".")
        and not words.broken[place]
        and not words.words[place].possessive
    )


def _breaks(gap: str, last: str) -> bool:
    if _CLAUSE.search(gap):
        return True
    return "." in gap and not (last in _SHORTENED or len(last) == 1)


def _begins(gap: str, last: str) -> bool:
    if not gap or (gap.isspace() and "\n" not in gap):
        return False
    if gap.startswith(".") and (last in _SHORTENED or len(last) == 1) and "\n" not in gap:
        return False
    return _ENDS.search(gap) is not None


def _word(match: re.Match[str], initial: bool) -> Word:
    text, start = match[0], match.start()
    parts = tuple(Part(fold(part[0]), start + part.start(), start + part.end()) for part in _PART.finditer(text))
    bare = len(text)
    if len(parts) > 1 and parts[-1].fold == "s" and text[-2] in "'’ʼ`":
        bare, parts = len(text) - 2, parts[:-1]
    shown = text[:bare].replace("’", "'")
    return Word(text, start, match.end(), shown.lower(), fold(shown), _case(shown), initial, start + bare, parts)


def _case(text: str) -> Case:
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return "none"
    if not any(sign.isupper() for sign in letters):
        return "lower"
    if all(sign.isupper() for sign in letters):
        return "upper" if len(letters) > 1 else "title"
    pieces = re.split(r"['’ʼ`‐‑-]", text)
    if all(
        (piece[:1].isupper() and not any(sign.isupper() for sign in piece[1:])) or piece.islower() for piece in pieces
    ):
        return "title" if text[0].isupper() else "mixed" if pieces[0].islower() and len(pieces[0]) > 2 else "title"
    return "mixed"
