"""Which letters must stand in a text before a phrase can: the filter that keeps the gate fast.

In: one phrase in the notation of `notation.py`. Out: stems of which at least one is in every text that the phrase
matches. Only phrases with a stem in the text are searched for, so the rarest set of stems is picked.
"""

from collections.abc import Mapping
from typing import Final

from coach.safety.notation import alternatives, plain

Stems = frozenset[str]

_ZERO_WIDTH: Final = ("?=", "?!", "?<")
_COST: Final = {1: 400, 2: 60, 3: 9, 4: 3}
"""Cost of a stem by its length: short ones are in nearly every text."""


class StemFinder:
    """Finds stems for the phrases of one language, whose word lists are `words`."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._known: dict[str, Stems | None] = {}

    def stems(self, phrase: str) -> Stems:
        """Return stems for a phrase; the empty string is in every text, where no letter is certain."""
        found, _ = self._any_of(plain(alternatives(phrase)), 0)
        return found or frozenset({""})

    def _word_list(self, name: str) -> Stems | None:
        if name not in self._known:
            self._known[name], _ = self._any_of(plain(alternatives(self._words[name])), 0)
        return self._known[name]

    def _any_of(self, text: str, at: int) -> tuple[Stems | None, int]:
        """Read alternatives from `at` to the closing bracket: all their stems, or None if one has none."""
        every: list[Stems | None] = []
        while True:
            found, at = self._all_of(text, at)
            every.append(found)
            if at >= len(text) or text[at] == ")":
                break
            at += 1
        stems = [one for one in every if one is not None]
        return (_shortest(frozenset[str]().union(*stems)) if len(stems) == len(every) else None), at + 1

    def _all_of(self, text: str, at: int) -> tuple[Stems | None, int]:
        """Read one alternative: the cheapest stems among its parts that must be there."""
        parts: list[Stems] = []
        run = ""
        while at < len(text) and text[at] not in "|)":
            part: Stems | None = None
            char = text[at]
            if char == "(" and text.startswith(_ZERO_WIDTH, at + 1):
                at = _skip(text, at)
                continue
            if char == "(":
                part, end = self._any_of(text, at + (3 if text.startswith("?:", at + 1) else 1))
            elif char == "<":
                end = text.index(">", at) + 1
                part = self._word_list(text[at + 1 : end - 1])
            elif char == "[":
                end = text.index("]", at) + 1
            elif char == "~":
                end = at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip("0123456789"))
            else:
                end = at + (2 if char == "\\" else 1)
            optional, after = _quantifier(text, end)
            if char.isalnum() or char in " ,":
                if not optional:
                    run += char
                if after == end:
                    at = after
                    continue
            parts += [frozenset({run.strip()})] if run.strip() else []
            parts += [part] if part and not optional else []
            run, at = "", after
        parts += [frozenset({run.strip()})] if run.strip() else []
        return min(parts, key=_cost, default=None), at


def _quantifier(text: str, at: int) -> tuple[bool, int]:
    """Whether a quantifier at `at` allows none, and where it ends."""
    if at < len(text) and text[at] in "?*+":
        return text[at] != "+", at + 1
    if at < len(text) and text[at] == "{":
        return text[at + 1] == "0", text.index("}", at) + 1
    return False, at


def _skip(text: str, at: int) -> int:
    """Return where the bracket that opens at `at` is closed again."""
    depth = 0
    while True:
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
        if not depth:
            return at


def _cost(stems: Stems) -> int:
    return sum(_COST.get(len(stem), 1) for stem in stems)


def _shortest(stems: Stems) -> Stems:
    """Leave out stems that hold another one."""
    return frozenset(stem for stem in stems if not any(other != stem and other in stem for other in stems))
