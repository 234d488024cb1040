"""Likeness to examples: which label a text resembles, by the words it shares with labelled examples.

In: plain words. Out: for each label the log odds that a text with these words bears it (naive Bayes over
words, pairs of words and fields of meaning, divided by the square root of their number so that long texts
do not shout). The examples are data (`en/examples.json`): to teach it something, add a line. Phrases (see
`phrases`) state what is certain; examples fill in for all that nobody wrote a phrase for.
"""

import math
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Final

from coach.understanding.phrases import load
from coach.understanding.plain import plain

_PRIOR: Final = 3.0
"""How many examples' worth of doubt each word starts with."""

_PAIR: Final = 0.4
"""What a pair of words counts beside a word: pairs overlap, so they say less each."""


@cache
def _endings(language: str = "en") -> tuple[str, ...]:
    return tuple(load("endings", list[str], language))


def stem(word: str) -> str:
    """The word without its ending, roughly: "signing", "signed" and "signs" become "sign"."""
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _fields(language: str = "en") -> dict[str, str]:
    """Which field a word belongs to: "sister" and "supervisor" are both somebody who decides."""
    fields = load("fields", dict[str, list[str]], language)
    return {word: f"@{field}" for field, words in fields.items() for word in words}


def features(words: str) -> set[str]:
    """What of a text is compared: its stems and their pairs, as they are and by field of meaning."""
    plainly = [(word, stem(word)) for word in words.split()]
    return _runs([root for _, root in plainly]) | _runs([_fields().get(word, root) for word, root in plainly])


def _runs(stems: list[str]) -> set[str]:
    """The stems, the pairs of neighbours, and the pairs with one word between."""
    framed = ["^", *stems, "$"]
    return (
        set(stems)
        | {f"{a}_{b}" for a, b in pairwise(framed)}
        | {f"{a}__{b}" for a, b in zip(stems, stems[2:], strict=False)}
    )


class Examples:
    """Labelled examples, counted once."""

    def __init__(self, examples: dict[str, list[str]]) -> None:
        self._sizes = {label: len(texts) for label, texts in examples.items()}
        self._all = sum(self._sizes.values())
        self._by_label: dict[str, Counter[str]] = {
            label: Counter(feature for text in texts for feature in features(plain(text)))
            for label, texts in examples.items()
        }
        self._in_any: Counter[str] = Counter()
        for counts in self._by_label.values():
            self._in_any.update(counts)

    def likeness(self, words: str) -> dict[str, float]:
        """Log odds for each label; all zero for words that no example has."""
        present = sorted(features(words))  # in order, so that sums are the same in every process
        found = [feature for feature in present if feature in self._in_any]
        scale = math.sqrt(max(1, len(present)))
        return {label: sum(self._odds(label, feature) for feature in found) / scale for label in self._sizes}

    def _odds(self, label: str, feature: str) -> float:
        here, anywhere, size = self._by_label[label][feature], self._in_any[feature], self._sizes[label]
        doubt = _PRIOR * anywhere / self._all
        inside = (here + doubt) / (size + _PRIOR)
        outside = (anywhere - here + doubt) / (self._all - size + _PRIOR)
        return math.log(inside / outside) * (_PAIR if "_" in feature else 1.0)


@cache
def examples(language: str = "en") -> Examples:
    """The examples of a language, counted at first use."""
    return Examples(load("examples", dict[str, list[str]], language))
