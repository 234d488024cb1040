"""Letters: words typed as a keyboard without umlauts has them ("fuer", "heisst"), spelt as the data of the language.

In: what a person typed. Out: plain words. Which letters may be missing is in `language.json` (`typed_as`); which words
have them is read off the phrases of the language.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from coach.understanding.language import DEFAULT, tongue
from coach.understanding.phrases import KEPT, book
from coach.understanding.plain import plain
from coach.understanding.spelling import mend

_TOPICS: Final = (
    "asked", "heard", "measures", "reasons", "reports", "numbers", "moods", "signs", "kinds", "scopes", "people",
    "stories",
)  # fmt: skip
_SHORTEST_END: Final = 5
"""A longer word is only mended by an end of so many letters: `gespraeche` in `erstgespraeche`."""


@lru_cache(maxsize=KEPT)
def worded(text: str, language: str = DEFAULT) -> str:
    """The plain words of `text`, with the letters that the language's phrases have."""
    words = plain(text, language)
    typed_as = tongue(language).typed_as
    if not typed_as:
        return words
    known, pairs = _known(language), tuple(typed_as.values())
    spelt = (_spelt(word, known) if any(pair in word for pair in pairs) else word for word in words.split())
    return f" {' '.join(spelt)} "


def mended(words: str, topic: str, language: str) -> str:
    """Plain words with slips mended towards the phrases of a topic."""
    return mend(words, book(topic, language).vocabulary(), language, tongue(language).careful)


def folded(text: str, language: str) -> str:
    """`text` as a keyboard without the letters of its language has it."""
    for letter, typed in tongue(language).typed_as.items():
        text = text.replace(letter, typed)
    return text


@cache
def _known(language: str) -> dict[str, str]:
    """From the folded spelling of a word to its own, for every word of the phrases that has one."""
    folder = files("coach.understanding") / language
    content = " ".join((folder / f"{topic}.json").read_text("utf-8") for topic in _TOPICS)
    words = set(re.findall(r"[^\W\d_]{3,}", content))
    return {short: word for word in sorted(words) if (short := folded(word, language)) != word}


def _spelt(word: str, known: dict[str, str]) -> str:
    if word in known:
        return known[word]
    for place in range(1, len(word) - _SHORTEST_END + 1):
        if end := known.get(word[place:]):
            return word[:place] + end
    return word
