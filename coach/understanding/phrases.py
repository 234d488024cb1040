"""Phrases: the small language in which the words of this package are data, and how it is matched.

In: a phrase such as `no|not+enough _ budget`, and plain text (see `plain`). Out: where it occurs.

    word        that word                       a|b        either
    a+b         two words as one alternative    stem*      any word that begins so, *end: that ends so
    word?       may be missing                  _          up to three words between (`__`: six)
    <name>      a named list of alternatives    ^ $        start and end of the text or of a sentence

It is not a regular expression, so that nobody can write a slow one: the time to match is bounded by the
length of the text, whatever the text. The files are in one folder per language (`en/`), one file per topic.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")

BOOKS: Final = ("asked", "heard", "kinds", "moods", "objections", "reasons", "scopes", "signs", "stories")
"""The topics whose phrases have labels and weights."""

KEPT: Final = 128
"""Texts whose reading stays in memory: a reply reads its message and those before it in several places."""

_LONG: Final = 4
"""Letters of a word that few texts have."""

_STOP: Final = r".!?;:"
_WORD: Final = r"[^\s.!?;:]+"
_END: Final = rf"(?=[{_STOP},]|$)"
_GAPS: Final = {"_": f"(?:{_WORD} ){{0,3}}?", "__": f"(?:{_WORD} ){{0,6}}?"}


def load(topic: str, kind: type[T], language: str = "en") -> T:
    """The data of one topic in one language, checked against its type."""
    raw = (files("coach.understanding") / language / f"{topic}.json").read_bytes()
    return msgspec.json.decode(raw, type=kind)


class Phrase:
    """One phrase, compiled when it is first needed."""

    __slots__ = ("__dict__", "anchors", "text")

    def __init__(self, text: str, names: Mapping[str, str] | None = None) -> None:
        for name, value in (names or {}).items():
            text = text.replace(f"<{name}>", value)
        self.text = text
        self.anchors = _anchors(text)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression: words are followed by their space, so that a match is of whole words."""
        parts = [r"(?<= )"]
        for part in self.text.split():
            if part in _GAPS:
                parts.append(_GAPS[part])
            elif part == "^":
                parts.append(rf"(?<![^{_STOP}, ] )")
            else:
                optional = part.endswith("?") and len(part) > 1
                body = "|".join(_alternative(word) for word in part.removesuffix("?").split("|"))
                parts.append(f"(?:{body})" + "?" * optional)
        return re.compile("".join(parts))

    def find(self, words: str) -> re.Match[str] | None:
        """The first place where the phrase occurs in plain words."""
        return self.pattern.search(words)

    def starts(self, words: str) -> re.Match[str] | None:
        """A match at the very start of `words`, which begin with their padding space."""
        return self.pattern.match(words, 1)


def _alternative(word: str) -> str:
    if word == "$":
        return _END
    escaped = re.escape(word.strip("*")).replace(r"\+", " ")
    return (r"[^\s]*" * word.startswith("*")) + escaped + (r"[^\s]* " if word.endswith("*") else " ")


def _anchors(text: str) -> frozenset[str]:
    """Words of which one must be in a text that matches; empty where the phrase cannot promise any."""
    best: frozenset[str] = frozenset()
    for token in text.split():
        alternatives = token.split("|")
        if token in {"_", "__", "^"} or token.endswith("?"):
            continue
        if any(word == "$" or word.startswith("*") or word.endswith("*") for word in alternatives):
            continue
        words = frozenset(alternative.split("+")[0] for alternative in alternatives)
        if not best or _often(words) < _often(best):
            best = words
    return best


def _often(words: frozenset[str]) -> tuple[int, int]:
    """How often a text has one of these words, roughly: short words are everywhere, many are more than one."""
    return sum(len(word) < _LONG for word in words), len(words)


class Book:
    """Phrases by label and weight, with the weights of what a text contains."""

    def __init__(self, entries: Mapping[str, Mapping[str, list[str]]], names: Mapping[str, str]) -> None:
        self._entries = [
            (label, float(weight), Phrase(text, names))
            for label, by_weight in entries.items()
            for weight, texts in by_weight.items()
            for text in texts
        ]
        # A text has a dozen words and a book a thousand phrases: most have no word in common with it.
        self._anywhere = [place for place, (_, _, phrase) in enumerate(self._entries) if not phrase.anchors]
        self._by_word: dict[str, list[int]] = {}
        for place, (_, _, phrase) in enumerate(self._entries):
            for word in phrase.anchors:
                self._by_word.setdefault(word, []).append(place)

    def found(self, words: str) -> Iterator[tuple[str, float, re.Match[str]]]:
        """Each phrase that occurs in plain `words`: its label, its weight, where."""
        places = set(self._anywhere)
        for word in set(words.split()):
            places.update(self._by_word.get(word, ()))
        for place in sorted(places):
            label, weight, phrase = self._entries[place]
            if match := phrase.find(words):
                yield label, weight, match

    def warm(self) -> Iterator[None]:
        """Compile every phrase ahead of the first text that needs it, one at each step."""
        for _, _, phrase in self._entries:
            _ = phrase.pattern
            yield

    @cache  # noqa: B019  a book lives as long as the program
    def vocabulary(self) -> frozenset[str]:
        """Every whole word of the phrases, for mending typing mistakes."""
        found: set[str] = set()
        for _, _, phrase in self._entries:
            found.update(re.findall(r"(?<![^\W\d_])[^\W\d_]{4,}(?![^\W\d_*])", phrase.text))
        return frozenset(found)


class BookFile(msgspec.Struct, forbid_unknown_fields=True):
    """A file of phrases: named lists of alternatives, and phrases by label and weight."""

    names: dict[str, str]
    phrases: dict[str, dict[str, list[str]]]


@cache
def book(topic: str, language: str = "en") -> Book:
    """The book of a topic, read once."""
    content = load(topic, BookFile, language)
    return Book(content.phrases, content.names)
