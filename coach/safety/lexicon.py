"""The phrase data of `patterns/`, read once; each pattern is compiled when it is first needed.

In: `patterns/<language>/*.toml`, in the notation of `notation.py`. Out: a `Lexicon`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, Literal

import msgspec

from coach.safety.normalise import without_accents
from coach.safety.notation import to_regex
from coach.safety.typos import Spellings, spellings

Kind = Literal["none", "low", "self", "others", "third_party"]

LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "it", "nl")
ANY_LANGUAGE: Final = "any"
"""Folder of what is written alike in every language: slang, hashtags."""


class PhraseData(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Phrases with one meaning. `any`: letters of which a sentence must hold some, looked for first."""

    any: tuple[str, ...]
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


class Phrases:
    """Phrases of one language, ready to search a sentence with."""

    def __init__(self, data: PhraseData, words: dict[str, str]) -> None:
        self.any = tuple(without_accents(stem) for stem in data.any)
        self._data, self._words = data, words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(to_regex(self._data.match, self._words))

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        if not self._data.unless:
            return None
        return re.compile(to_regex(self._data.unless, self._words, whole_words=False))

    def may_be_in(self, text: str) -> bool:
        return any(stem in text for stem in self.any)


class Rule(Phrases):
    def __init__(self, data: RuleData, words: dict[str, str], language: str) -> None:
        super().__init__(data, words)
        self.name, self.level, self.kind = data.name, data.level, data.kind
        self.denied, self.open_subject, self.language = data.denied, data.open_subject, language


class Grammar:
    """Whether and who, in one language: a negation before a match, a first or third person as its subject."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    @cached_property
    def negation(self) -> re.Pattern[str]:
        return re.compile(to_regex("<negation>", self._words))

    @cached_property
    def not_negation(self) -> re.Pattern[str]:
        """Phrases with a "not" that denies nothing: "I can't stop thinking about ..."."""
        return re.compile(to_regex("<not_negation>", self._words))

    @cached_property
    def subject(self) -> re.Pattern[str]:
        return re.compile(to_regex("(?P<third_person><third>)|<first>", self._words))

    @cached_property
    def clause_break(self) -> re.Pattern[str]:
        return re.compile(",|" + to_regex("<clause_break>", self._words))


class Lexicon(msgspec.Struct, frozen=True):
    rules: tuple[Rule, ...]
    idioms: tuple[Phrases, ...]
    grammar: dict[str, Grammar]
    common: dict[str, frozenset[str]]
    spellings: Spellings


@cache
def lexicon() -> Lexicon:
    """Return the phrase data. A mistake in it is a mistake in the package, and raises."""
    rules: list[Rule] = []
    idioms: list[Phrases] = []
    data: dict[str, list[FileData]] = {language: _read(language) for language in (*LANGUAGES, ANY_LANGUAGE)}
    words = {language: _merge(part.words for part in parts) for language, parts in data.items()}
    for language, parts in data.items():
        for part in parts:
            rules += [Rule(rule, words[language], language) for rule in part.rule]
            idioms += [Phrases(idiom, words[language]) for idiom in part.idiom]
    every = [part for parts in data.values() for part in parts]
    return Lexicon(
        rules=tuple(rules),
        idioms=tuple(idioms),
        grammar={language: Grammar(words[language]) for language in LANGUAGES},
        common={language: _folded(part.common for part in parts) for language, parts in data.items()},
        spellings=spellings(_folded(part.vocabulary for part in every), _real_words(every)),
    )


def _read(language: str) -> list[FileData]:
    folder = files("coach.safety") / "patterns" / language
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return [msgspec.convert(tomllib.loads(path.read_text("utf-8")), FileData) for path in paths]


def _merge(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    return {name: lines for part in parts for name, lines in part.items()}


def _folded(parts: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(without_accents(word) for part in parts for word in part)


_WORD: Final = re.compile(r"[a-z]{5,}")


def _real_words(parts: list[FileData]) -> frozenset[str]:
    """Every word that a phrase of any language spells out: "morire" is Italian, not a typo of "morirme"."""
    phrases = (phrases for part in parts for phrases in (*part.rule, *part.idiom))
    sources = [*(f"{one.match}\n{one.unless}" for one in phrases), *(text for part in parts for text in part.words.values())]
    spelled = _WORD.findall(without_accents("\n".join(sources)).casefold())
    return _folded(part.real for part in parts) | frozenset(spelled)
