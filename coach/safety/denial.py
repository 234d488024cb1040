"""Denials: a plain "no" to the question whether somebody thinks of ending their life.

One denial does not end the care: resources stay in sight. It says that a doubtful message may be answered as it stands.
"""

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from coach.safety.normalise import normalise


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for no, and what may follow one or stand alone."""

    no: list[str]
    more: list[str]


def denies(text: str) -> bool:
    """Whether the whole of a text is a no, in any of the seven languages."""
    words, (noes, more) = _bare(text).split(), _denials()
    said = next((at for at, word in enumerate(words) if word not in noes), len(words))
    return bool(words) and (said == len(words) or " ".join(words[said:]) in more)


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    raw = (files("coach.safety") / "denials.json").read_bytes()
    held = msgspec.json.decode(raw, type=dict[str, _Words]).values()
    return (
        frozenset(_bare(one) for words in held for one in words.no),
        frozenset(_bare(one) for words in held for one in words.more),
    )


def _bare(text: str) -> str:
    letters = (letter if letter.isalnum() or letter == "'" else " " for letter in normalise(text))
    return " ".join("".join(letters).split())
