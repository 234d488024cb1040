"""Putting names back where a model left their placeholders, in the person's own view.

A placeholder is known again in other case, with spaces or escapes, in other brackets or without one. What looks like
one and stands for nobody is left as it is and reported: the guards refuse a block that has it.
"""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from coach.privacy.placeholders import LOOKS_LIKE_ONE, Placeholders

_PAIRS: Final = {"[": "]", "［": "］", "【": "】", "⟦": "⟧", "〔": "〕", "{": "}", "<": ">", "(": ")"}
_HOLD: Final = 48
"""Characters kept back while a placeholder may be on its way. The longest, however mangled, is shorter."""


class Restored(Struct, frozen=True):
    """A text with its names, and the placeholders in it that stand for nobody, as they were written."""

    text: str
    unknown: list[str]


def restore(text: str, placeholders: Placeholders) -> Restored:
    """Names for placeholders."""
    unknown: list[str] = []
    return Restored(_restored(text, placeholders.words(), unknown), unknown)


def _restored(text: str, words: Mapping[str, str], unknown: list[str]) -> str:
    def put(match: re.Match[str]) -> str:
        bare = not match["open"] and not match["shut"]
        if bare and not match["label"].isupper():
            return match[0]  # "email 3" and "deal 2" are prose
        name = words.get(f"[{match['label'].upper()}_{int(match['number'])}]")
        if name is None:
            unknown.append(match[0])
            return match[0]
        opened, shut = re.sub(r"[\\\s]", "", match["open"]), re.sub(r"[\\\s]", "", match["shut"])
        # A round bracket of the sentence that only one side of which is ours stays: "(with [PERSON_1])".
        before, after = _outer(opened, shut)
        before += " " if match["open"].endswith(" ") and before == "" and not opened else ""
        return f"{before}{match['quote']}{name}{match['unquote']}{after}"

    return LOOKS_LIKE_ONE.sub(put, text)


def _outer(opened: str, shut: str) -> tuple[str, str]:
    """The brackets around a placeholder that are the sentence's own."""
    own = "[［【⟦〔"
    inner = max((place for place, sign in enumerate(opened) if sign in own), default=-1)
    before = opened[:inner] if inner >= 0 else opened
    closing = [place for place, sign in enumerate(shut) if sign in "]］】⟧〕"]
    after = shut[closing[0] + 1 :] if closing else shut
    if inner < 0 and not closing and opened and shut and _PAIRS.get(opened[-1]) == shut[0] and opened[-1] in "{<":
        return opened[:-1], shut[1:]
    return before, after


class Restorer:
    """The same for a text that comes in pieces: `feed` gives what may be shown, `close` the rest.

    However the text is cut, what comes out is what `restore` makes of the whole.
    """

    def __init__(self, placeholders: Placeholders) -> None:
        self._words = placeholders.words()
        self._held = ""
        self._past = ""
        """The last characters already given out: what stands before decides whether a word begins."""
        self.unknown: list[str] = []

    def feed(self, piece: str) -> str:
        """Take a piece, give what is settled."""
        self._held += piece
        cut = self._settled()
        ready, self._held = self._held[:cut], self._held[cut:]
        return self._out(ready)

    def close(self) -> str:
        """The rest of the text."""
        ready, self._held = self._held, ""
        return self._out(ready)

    def _out(self, ready: str) -> str:
        return _restored(ready, self._words, self.unknown) if ready else ""

    def _settled(self) -> int:
        """Up to where no placeholder can still begin or go on: the last white space before what is kept back."""
        cut = len(self._held) - _HOLD
        while cut > 0:
            if self._splits_nothing(cut):
                return cut
            cut -= 1
        return 0

    def _splits_nothing(self, cut: int) -> bool:
        near = self._held[max(0, cut - _HOLD) : cut + _HOLD]
        at = cut - max(0, cut - _HOLD)
        if at and near[at - 1 : at + 1].isalnum():
            return False
        return not any(match.start() < at < match.end() for match in LOOKS_LIKE_ONE.finditer(near))
