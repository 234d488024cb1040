"""A street alone, without a number: "in der Lindenallee", "en la calle Olmedo". Pure."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from coach.privacy.addresses import CAPITALISED, LINK, NAME, either
from coach.privacy.folding import fold
from coach.privacy.lexicon import everyday_here, explained_capital, is_german_noun_or_name
from coach.privacy.names import is_name
from coach.privacy.words_data import language as cues_of
from coach.privacy.words_data import shared, worded

_BEFORE_NAME: Final = frozenset(("fr", "es", "it", "pt"))
"""Languages that name a street behind its kind."""
_SHORTEST: Final = 3


def street_places(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of every street that is named without a number."""
    if language == "de":
        yield from _german(text)
    elif language in _BEFORE_NAME:
        for match in _named_behind(language).finditer(text):
            if not explained_capital(match["name"].lower()):
                yield match.span()


@cache
def _named_behind(language: str) -> re.Pattern[str]:
    kinds = {kind for kind in cues_of(language).streets | shared().streets_before if len(kind) >= _SHORTEST}
    return re.compile(
        rf"(?<!\w)(?i:{either(kinds - shared().courses)})\s{LINK}{{0,2}}(?=(?P<name>{CAPITALISED})){NAME}"
    )


@cache
def _compounds() -> re.Pattern[str]:
    """German streets, whose kind ends the word, and whether something says that a place is meant."""
    return re.compile(
        rf"(?P<cue>\b(?i:{either(worded('de').street_cues)})\s)?(?<![\w-])"
        rf"(?P<street>(?:{CAPITALISED}-){{0,4}}{CAPITALISED})(?![\w-])(?P<number>\s\d{{1,4}}[a-z]?(?![\w%€.,:]))?"
    )


_NUMBERED: Final = re.compile(
    rf"(?<!\w)(?:Am|Im|An der|An den|Auf der|Auf dem|Zum|Zur|Unter den|In der|In den)\s(?P<name>{CAPITALISED})"
    r"\s\d{1,3}\s?[a-z]?(?=\s*(?:[,;)]|\.(?!\d)|$))",
    re.M,
)
"""A German street that is a place: "Am Sonnenhang 4"."""


def _german(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBERED.finditer(text):
        lower = match["name"].lower()
        if not explained_capital(lower) and not everyday_here(lower, "de"):
            yield match.span()
    for match in _compounds().finditer(text):
        lower = match["street"].lower()
        if lower in worded("de").common_streets or everyday_here(lower, "de"):
            continue
        sure = _before(lower, worded("de").sure_streets)
        likely = _before(lower, worded("de").likely_streets)
        if sure or (match["cue"] and likely and (is_name(fold(likely)) or not is_german_noun_or_name(match["street"]))):
            yield match.start("street"), match.end()


def _before(lower: str, kinds: frozenset[str]) -> str:
    """What stands in a word before the kind of street at its end; empty where there is none or hardly anything."""
    kind = max((kind for kind in kinds if lower.endswith(kind)), key=len, default="")
    rest = lower.removesuffix(kind).rstrip("-")
    return rest if kind and len(rest) >= _SHORTEST else ""
