"""Slips of the finger: the nearest known word, one edit away in words of five letters, two in words of nine.

One edit is looked up: two words are that near only if they share a form with one letter less (as in SymSpell). Two
edits are searched for among the long words that begin with the same letter and have nearly the same letters in them.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

ONE_EDIT_FROM: Final = 5
TWO_EDITS_FROM: Final = 9
_REMEMBERED: Final = 20_000
_LONGEST: Final = 40
"""Letters of a word that is looked at; longer ones are no names, and would take long."""


def allowed(letters: int) -> int:
    """How many edits a word of so many letters may be away."""
    return 2 if letters >= TWO_EDITS_FROM else 1 if letters >= ONE_EDIT_FROM else 0


class Shelves:
    """Known words, found by what was typed for them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= ONE_EDIT_FROM]
        self._seen: dict[str, tuple[str, ...]] = {}

    def near(self, typed: str) -> tuple[str, ...]:
        """The known words that `typed` may stand for, nearest first; never itself."""
        if len(typed) > _LONGEST:
            return ()
        if typed not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[typed] = tuple(word for _, word in sorted(self._search(typed)))
        return self._seen[typed]

    @cached_property
    def _shorter(self) -> dict[str, list[str]]:
        """Every word, whole and with one letter less -> the words that it came from."""
        held: dict[str, list[str]] = {}
        for word in self._words:
            for form in _forms(word):
                held.setdefault(form, []).append(word)
        return held

    @cached_property
    def _long(self) -> dict[tuple[int, str], list[tuple[int, str]]]:
        """Length and first letter -> the long words, with their letters as bits."""
        held: dict[tuple[int, str], list[tuple[int, str]]] = {}
        for word in self._words:
            if len(word) >= TWO_EDITS_FROM:
                held.setdefault((len(word), word[0]), []).append((_letters(word), word))
        return held

    def _search(self, typed: str) -> set[tuple[int, str]]:
        if len(typed) < ONE_EDIT_FROM - 1:
            return set()
        one_off = {word for form in _forms(typed) for word in self._shorter.get(form, ())} - {typed}
        found = {(1, word) for word in one_off if distance(typed, word, 1) == 1}
        for length in range(max(TWO_EDITS_FROM, len(typed) - 2), len(typed) + 3):
            letters = _letters(typed)
            for held, word in self._long.get((length, typed[0]), ()):
                if (held ^ letters).bit_count() <= 4 and word not in one_off and distance(typed, word, 2) == 2:
                    found.add((2, word))
        return found


def _forms(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _letters(word: str) -> int:
    bits = 0
    for sign in word:
        bits |= 1 << (ord(sign) % 61)
    return bits


def distance(one: str, other: str, most: int) -> int:
    """Edits from one word to another; two neighbours that changed places count once. More than `most` is `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        above, row = row, [place]
        for at, letter in enumerate(other, 1):
            cost = min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (sign != letter))
            if place > 1 and at > 1 and sign == other[at - 2] and one[place - 2] == letter:
                cost = min(cost, before[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return row[-1]
