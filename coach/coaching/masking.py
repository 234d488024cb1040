"""Masking: a pitch as it may leave, and the way back to the person's words. Pure.

In: the pitch and what redaction found in it. Out: the pitch with a mark for each find. Unlike a message, a pitch comes
back whole: so a sum has a mark of its own too, and each mention gets back the very words that stood there.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from coach.privacy import Span

FIELD: Final = re.compile(r"\[[^\[\]\n]{1,40}\]|\{+[^{}\n]{1,40}\}+|<[^<>\n]{1,40}>")
"""Marks of ours, and fields of the person's own such as "[First name]" or "{{company}}"."""

_OWN: Final = {"MONEY": "SUM", "TYPED": "WORD"}
"""What redaction replaces without a placeholder to come back from."""


class Masked(Struct, frozen=True):
    """`text` may leave. `marks` are what stands in it and the words behind, in order."""

    text: str
    marks: list[tuple[str, str]]

    def restored(self, text: str) -> str:
        """A text with the words behind its marks: those of the first mention for the first, and so on."""
        words: dict[str, list[str]] = {}
        for mark, behind in self.marks:
            words.setdefault(mark, []).append(behind)
        seen = dict.fromkeys(words, 0)

        def put(match: re.Match[str]) -> str:
            mark = match[0]
            if mark not in words:
                return mark
            seen[mark] += 1
            return words[mark][min(seen[mark], len(words[mark])) - 1]

        return FIELD.sub(put, text)


def mask(text: str, spans: Sequence[Span]) -> Masked:
    """The text with a mark for each span."""
    pieces: list[str] = []
    marks: list[tuple[str, str]] = []
    end = number = 0
    for span in spans:
        mark = span.placeholder
        if label := _OWN.get(span.type):
            number += 1
            while (mark := f"[{label}_{number}]") in text:
                number += 1
        pieces += [text[end : span.start], mark]
        marks.append((mark, text[span.start : span.end]))
        end = span.end
    return Masked("".join([*pieces, text[end:]]), marks)
