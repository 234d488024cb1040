"""Typing mistakes: "too expensve", "no buget", "not intrested".

A word that no list of ours explains is read as the one listed word that is a slip away from it: one letter
missing, doubled, swapped or changed, the first letter right. Words of the language that look like a listed
word ("prize", "price") are in `spelling.json` and stay as they are.
"""

from collections.abc import Iterator
from functools import cache

from coach.understanding.phrases import load

_SHORTEST = 4
_SHORTEST_CAREFUL = 7


@cache
def _left_alone(language: str = "en") -> frozenset[str]:
    return frozenset(load("spelling", list[str], language))


def _thinned(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters but the first."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


@cache
def _index(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """From each thinned form to the words that it may stand for (after SymSpell, Wolf Garbe, 2012)."""
    forms: dict[str, set[str]] = {}
    for word in vocabulary:
        if len(word) >= _SHORTEST:
            for form in _thinned(word):
                forms.setdefault(form, set()).add(word)
    return {form: tuple(sorted(words)) for form, words in forms.items()}


def _one_slip(typed: str, word: str, careful: bool) -> bool:
    """Whether one letter was added, left out or changed, or two neighbours swapped."""
    if len(typed) < len(word):
        return any(word[:i] + word[i + 1 :] == typed for i in range(1, len(word)))
    if len(typed) > len(word):
        return any(typed[:i] + typed[i + 1 :] == word for i in range(1, len(typed)))
    places = [i for i in range(len(word)) if typed[i] != word[i]]
    if len(places) == 1:
        return len(word) > _SHORTEST and not careful
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and typed[places[0]] == word[places[1]]
        and (typed[places[1]] == word[places[0]])
    )


def mend(words: str, vocabulary: frozenset[str], language: str = "en", careful: bool = False) -> str:
    """Plain words with slips mended towards `vocabulary`. A word that fits two listed words alike stays.

    `careful`: long words only, and no changed letter, where a language has too many words that are a letter apart.
    """
    index, alone = _index(vocabulary), _left_alone(language)
    shortest = _SHORTEST_CAREFUL if careful else _SHORTEST
    out = []
    for word in words.split():
        if shortest <= len(word) <= 24 and word.isalpha() and word not in vocabulary and word not in alone:
            candidates = {listed for form in _thinned(word) for listed in index.get(form, ())}
            near = [listed for listed in candidates if listed[0] == word[0] and _one_slip(word, listed, careful)]
            if len(near) > 1:  # a letter left out is the commonest slip: "expensve" is no "expense"
                near = [listed for listed in near if len(listed) > len(word)]
            out.append(near[0] if len(near) == 1 else word)
        else:
            out.append(word)
    return f" {' '.join(out)} "
