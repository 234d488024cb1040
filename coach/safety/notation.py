"""The small notation of the phrase data, turned into regular expressions. docs/safety.md explains it.

In: phrases as they stand in `patterns/`, one a line. Out: regular expressions over normalised text. Gaps are
bounded and never give back a part of a word.
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


def phrases(lines: str) -> list[str]:
    """Return the phrases, one a line. A line that starts with "|" carries on the one before; "#" is a remark."""
    kept = "\n".join(line for line in lines.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return [line.strip() for line in _CONTINUED.sub("", kept).splitlines()]


def split(line: str) -> list[str]:
    """Return the alternatives of a phrase that stand outside of all brackets."""
    parts, depth = [""], 0
    for char in line:
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def alternatives(lines: str) -> str:
    """Return all phrases as one."""
    return "|".join(phrases(lines))


def plain(text: str) -> str:
    """Return a phrase without accents, as the text that is searched; German umlauts may be spelled out there."""
    for umlaut, spelled in (("ä", "ae?"), ("ö", "oe?"), ("ü", "ue?")):
        text = text.replace(umlaut, spelled)
    return without_accents(text.replace("ß", "ss"))


def to_regex(lines: str, words: Mapping[str, str], *, whole_words: bool = True) -> str:
    """Return the source of one regular expression for phrases.

    They start at the start of a word; with `whole_words` they also end at the end of one.
    """
    text = alternatives(lines)
    for _ in range(_DEEPEST):
        if not _WORD_LIST.search(text):
            break
        text = _WORD_LIST.sub(lambda found: f"({alternatives(_named(words, found[1]))})", text)
    else:
        raise NotationError(f"word lists contain each other: {lines[:60]!r}")
    text = _GROUP.sub("(?:", plain(text).replace("'", "(?:' ?| )?"))
    text = _GAP.sub(r"(?:[\\w']++,? ){0,\1}", text)
    return rf"(?<!\w)(?:{text})" + (r"(?!\w)" if whole_words else "")


def _named(words: Mapping[str, str], name: str) -> str:
    try:
        return words[name]
    except KeyError:
        raise NotationError(f"no word list is called <{name}>") from None
