"""The phrase data of `patterns/`, read once; each phrase is compiled when its stems are first met.

In: `patterns/<language>/*.toml`, in the notation of `notation.py`. Out: a `Lexicon`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import Final, Literal

import msgspec

from coach.safety.grammar import Grammar
from coach.safety.normalise import without_accents
from coach.safety.notation import phrases, split, to_regex
from coach.safety.stems import StemFinder
from coach.safety.typos import Spellings, spellings

Kind = Literal["none", "low", "self", "others", "third_party"]

LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "it", "nl")
ANY_LANGUAGE: Final = "any"
"""Folder of what is written alike in every language: slang, hashtags."""


class PhraseData(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Phrases with one meaning, one a line."""

    match: str
    unless: str = ""
    """Words near a match that show it means something else."""


class RuleData(PhraseData, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Phrases with the level (0 to 3) and kind they stand for. Level 0 weighs only together with others."""

    name: str
    level: int
    kind: Kind
    denied: int | None = None
    """The level where a "not" stands before it. None: a "not" is part of the phrase, or changes nothing."""
    open_subject: bool = False
    """The words alone do not say who: after "he" or "my colleague" they are about a third party."""


class SignData(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Concepts that make a sign where they stand near each other; `signs.py` looks for them."""

    name: str
    all: tuple[str, ...]
    """Each must be there; "a|b" is one or the other."""
    none: tuple[str, ...] = ()
    """Concepts that show something else is meant."""
    weight: int = 2
    within: int = 90
    """Characters between the first concept and any other, at most."""


class FileData(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One file of `patterns/`. All files of a language are read together."""

    common: tuple[str, ...] = ()
    """Everyday words that tell this language from the others."""
    vocabulary: tuple[str, ...] = ()
    """Words of risk, towards which typos are mended."""
    real: tuple[str, ...] = ()
    """Words that look like a typo of those and are none."""
    words: dict[str, str] = {}
    rule: tuple[RuleData, ...] = ()
    idiom: tuple[PhraseData, ...] = ()
    concept: dict[str, str] = {}
    """Ideas by name: the parts of signs."""
    sign: tuple[SignData, ...] = ()


class Phrase:
    """One line of a rule or idiom, ready to be searched for."""

    def __init__(self, line: str, data: PhraseData, words: dict[str, str], language: str) -> None:
        self._line, self._data, self._words, self.language = line, data, words, language

    @property
    def rule(self) -> RuleData:
        """What the phrase stands for. An idiom stands for nothing, and is never asked."""
        assert isinstance(self._data, RuleData)
        return self._data

    def compile(self) -> None:
        """Make the patterns now, which takes up to five milliseconds."""
        _ = self.pattern, self.unless

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(to_regex(self._line, self._words))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        if not self._data.unless:
            return None
        return _compiled(to_regex(self._data.unless, self._words, whole_words=False))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile once what all phrases of a rule share."""
    return re.compile(pattern)


_START: Final = 4
"""Letters of a stem that a text is asked for first."""


class Index:
    """Phrases by their stems."""

    def __init__(self) -> None:
        self._by_stem: dict[str, list[int]] = {}
        self._by_start: dict[str, list[str]] = {}
        """Stems by their first letters, so that a text asks only for those that it may hold."""
        self._phrases: list[Phrase] = []

    def add(
        self, data: PhraseData, words: dict[str, str], language: str, finder: StemFinder, *, apart: bool = False
    ) -> None:
        """Take in the phrases of a rule. `apart`: each of several alternatives on a line by itself."""
        for line in (part for whole in phrases(data.match) for part in (split(whole) if apart else [whole])):
            for stem in finder.stems(line):
                if stem not in self._by_stem:
                    self._by_start.setdefault(stem[:_START], []).append(stem)
                self._by_stem.setdefault(stem, []).append(len(self._phrases))
            self._phrases.append(Phrase(line, data, words, language))

    def stems_in(self, text: str) -> list[str]:
        """Return the stems that the text holds."""
        starts = {text[i : i + length] for length in range(_START + 1) for i in range(len(text) - length + 1)}
        return [stem for start in starts & self._by_start.keys() for stem in self._by_start[start] if stem in text]

    def phrases_in(self, sentence: str, stems: Iterable[str]) -> list[Phrase]:
        """Return the phrases that may be in a sentence, in the order of the files; `stems` as for its text."""
        found = {index for stem in stems if stem in sentence for index in self._by_stem[stem]}
        return [self._phrases[index] for index in sorted(found)]

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._phrases)


class Lexicon(msgspec.Struct, frozen=True):
    rules: Index
    idioms: Index
    concepts: Index
    signs: tuple[SignData, ...]
    grammar: dict[str, Grammar]
    common: dict[str, frozenset[str]]
    spellings: Spellings


@cache
def lexicon() -> Lexicon:
    """Return the phrase data. A mistake in it is a mistake in the package, and raises."""
    data = {language: _read(language) for language in (*LANGUAGES, ANY_LANGUAGE)}
    words = {language: _merged(part.words for part in parts) for language, parts in data.items()}
    rules, idioms, concepts = Index(), Index(), Index()
    for language, parts in data.items():
        finder = StemFinder(words[language])
        for part in parts:
            for rule in part.rule:
                rules.add(rule, words[language], language, finder)
            for idiom in part.idiom:
                idioms.add(idiom, words[language], language, finder)
            for name, lines in part.concept.items():
                idea = RuleData(name=name, level=0, kind="none", match=lines)
                concepts.add(idea, words[language], language, finder, apart=True)
    every = [part for parts in data.values() for part in parts]
    return Lexicon(
        rules=rules,
        idioms=idioms,
        concepts=concepts,
        signs=tuple(sign for part in every for sign in part.sign),
        grammar={language: Grammar(words[language]) for language in LANGUAGES},
        common={language: _folded(part.common for part in parts) for language, parts in data.items()},
        spellings=spellings(_folded(part.vocabulary for part in every), _real_words(every)),
    )


def warm() -> Iterator[None]:
    """Compile every phrase ahead of the first text that needs it, one at each step."""
    known = lexicon()
    for phrase in chain(known.rules, known.idioms, known.concepts):
        phrase.compile()
        yield


def _read(language: str) -> list[FileData]:
    folder = files("coach.safety") / "patterns" / language
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return [msgspec.convert(tomllib.loads(path.read_text("utf-8")), FileData) for path in paths]


def _merged(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    return {name: lines for part in parts for name, lines in part.items()}


def _folded(parts: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(without_accents(word) for part in parts for word in part)


_WORD: Final = re.compile(r"[a-z]{5,}")


def _real_words(parts: list[FileData]) -> frozenset[str]:
    """Every word that a phrase of any language spells out: "morire" is Italian, not a typo of "morirme"."""
    every = [phrase.match for part in parts for phrase in (*part.rule, *part.idiom)]
    every += [lines for part in parts for lines in (*part.words.values(), *part.concept.values())]
    spelled = _WORD.findall(without_accents("\n".join(every)).casefold())
    return _folded(part.real for part in parts) | frozenset(spelled)
