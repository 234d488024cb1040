"""The small notation of the phrase data, turned into regular expressions. docs/safety.md explains it.

In: lines of phrases as they stand in `patterns/`. Out: one regular expression that matches any of them as
whole words. The gap is bounded and never backtracks into a word, so no phrase can blow up on long text.
"""

import re
from collections.abc import Mapping
from typing import Final

from coach.safety.normalise import without_accents

_WORD_LIST: Final = re.compile(r"(?<!\?P)<([a-z_]+)>")
_CONTINUED: Final = re.compile(r"\n\s*(?=\|)")
_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")
_GAP: Final = re.compile(r"~(\d+)")
_DEEPEST: Final = 8
"""Word lists inside word lists, at most; more means that one names itself."""


class NotationError(ValueError):
    """A phrase names a word list that its language does not have, or a word list contains itself."""


def to_regex(lines: str, words: Mapping[str, str], *, whole_words: bool = True) -> str:
    """Return the source of a regular expression for phrases, one a line, over normalised text.

    They start at the start of a word; with `whole_words` they also end at the end of one.
    """
    text = _alternatives(lines)
    for _ in range(_DEEPEST):
        if not _WORD_LIST.search(text):
            break
        text = _WORD_LIST.sub(lambda found: f"({_alternatives(_named(words, found[1]))})", text)
    else:
        raise NotationError(f"word lists contain each other: {lines[:60]!r}")
    text = _GROUP.sub("(?:", _plain(text).replace("'", "(?:' ?| )?"))
    text = _GAP.sub(r"(?:[\\w']++,? ){0,\1}", text)
    return rf"(?<!\w)(?:{text})" + (r"(?!\w)" if whole_words else "")


def _alternatives(lines: str) -> str:
    """Join lines with "|". A line that starts with "|" carries on the one before it; "#" starts a remark."""
    kept = "\n".join(line for line in lines.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return "|".join(line.strip() for line in _CONTINUED.sub("", kept).splitlines())


def _plain(text: str) -> str:
    """Accents away, as in the text that is searched; German umlauts may also be spelled out there."""
    for umlaut, spelled in (("ä", "ae?"), ("ö", "oe?"), ("ü", "ue?")):
        text = text.replace(umlaut, spelled)
    return without_accents(text.replace("ß", "ss"))


def _named(words: Mapping[str, str], name: str) -> str:
    try:
        return words[name]
    except KeyError:
        raise NotationError(f"no word list is called <{name}>") from None
