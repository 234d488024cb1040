"""Kin: words that mean something alike, in seven languages, so that what is learnt of one is known of the others.

`kin.txt` has a line for each group: the number of the wider group it belongs to, and its words, without accents. The
groups were made once, of the words of our examples, by a public multilingual sentence encoder (docs/understanding.md).
"""

from functools import cache
from importlib.resources import files


@cache
def kin() -> dict[str, tuple[str, str]]:
    """Word -> its wider group and its group."""
    groups: dict[str, tuple[str, str]] = {}
    lines = (files("coach.learning") / "kin.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        wider, *words = line.split(" ")
        groups |= dict.fromkeys(words, (f"@{wider}", f"@@{number}"))
    return groups
