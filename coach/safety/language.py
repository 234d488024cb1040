"""Which of our languages a text is in, by its everyday words. Enough to pick a fixed text to answer with."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import Final

from coach.safety.lexicon import LANGUAGES, lexicon

_WORD: Final = re.compile(r"[\w']+")
_ONLY_HERE: Final = 3
_SHARED: Final = 1
_SAID_HERE: Final = 4
"""Weights of an everyday word that one language has, of one that several have, and of a phrase of risk."""

_LIKELY: Final = 0.5
"""A language is likely from this share of the best score on."""

_POSSIBLE: Final = 0.3
"""And possible, as one of two in a text, from this share on."""


def language_of(plain: str, said_in: Collection[str], default: str) -> str:
    """Return the likeliest language of normalised text; `said_in` are those of the phrases found in it."""
    score = _score(plain, said_in)
    best = max(LANGUAGES, key=lambda language: (score[language], language == default))
    return best if score[best] else default


def likely_languages(plain: str, said_in: Collection[str]) -> set[str]:
    """Return those of `said_in` that the sentence may well be in. At least one of them."""
    score = _score(plain, said_in)
    best = max(score[language] for language in said_in)
    return {language for language in said_in if score[language] >= _LIKELY * best}


def possible_languages(plain: str) -> set[str]:
    """Return the languages that a part of the text may be in; all where no everyday word tells."""
    score = _score(plain, ())
    best = max(score.values(), default=0)
    return {language for language in LANGUAGES if score[language] >= _POSSIBLE * best}


def _score(plain: str, said_in: Collection[str]) -> Counter[str]:
    score = Counter({language: _SAID_HERE for language in said_in if language in LANGUAGES})
    for word in set(_WORD.findall(plain)):
        score.update(_weights().get(word, {}))
    return score


@cache
def _weights() -> dict[str, dict[str, int]]:
    common = {language: lexicon().common[language] for language in LANGUAGES}
    held_by = Counter(word for words in common.values() for word in words)
    weights: dict[str, dict[str, int]] = {}
    for language, words in common.items():
        for word in words:
            weights.setdefault(word, {})[language] = _ONLY_HERE if held_by[word] == 1 else _SHARED
    return weights
