"""Sentences of normalised text, as phrases are searched in: words, apostrophes and commas, one space between."""

import re
from typing import Final

_END: Final = re.compile(r"[.!?;]+(?= |$)")
_ELLIPSIS: Final = re.compile(r"\.{2,}|…")
_ODD: Final = re.compile(r"[^\w',]+")
_COMMA: Final = re.compile(r"[ ,]*,[ ,]*")
_ELISION: Final = re.compile(
    r"(?<!\w)([cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull|quest|quell)'(?=\w)"
)
"""French and Italian join short words to the next: "d'en", "l'ho". Apart, they are words for the gaps."""

_LONGEST: Final = 400
_OVERLAP: Final = 120
"""Endless sentences are searched in pieces, so that the time stays in proportion to the text. A phrase is shorter
than the overlap."""


def sentences_of(plain: str) -> list[str]:
    """Return the distinct sentences of normalised text, in order. Dots of an ellipsis end none."""
    parts = _END.split(_ELLIPSIS.sub(" ", plain))
    apart = (_ELISION.sub(r"\1' ", _ODD.sub(" ", part)) for part in parts)
    sentences = (_COMMA.sub(", ", part).strip(" ,") for part in apart)
    return [piece for sentence in dict.fromkeys(sentences) for piece in _pieces(sentence)]


def _pieces(sentence: str) -> list[str]:
    if len(sentence) <= _LONGEST:
        return [sentence] if sentence else []
    pieces: list[str] = []
    start = 0
    while start < len(sentence):
        # Cut at a space, or half a word could look like a whole one.
        end = sentence.rfind(" ", start, start + _LONGEST) if len(sentence) - start > _LONGEST else len(sentence)
        end = end if end > start + _OVERLAP else min(start + _LONGEST, len(sentence))
        pieces.append(sentence[start:end])
        if end == len(sentence):
            break
        space = sentence.rfind(" ", start, end - _OVERLAP)
        start = space + 1 if space > start else end - _OVERLAP
    return pieces
