"""People and firms in a list of which one is clearly such: "angela, dr patel, coastal hvac". Pure."""

from collections.abc import Iterator, Set
from typing import Final

from coach.privacy.evidence import AND
from coach.privacy.hurried import is_called
from coach.privacy.lexicon import everyday_here, explained_capital
from coach.privacy.names import first_names
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, shared, worded

_LONGEST: Final = 8
"""Words in an item."""
_NAME: Final = 3
"""Words of a name in it."""


def listed(words: Words, language: str, masked: Set[int]) -> Iterator[int]:
    """Places of names in lists; `masked` are the places that are names already."""
    for items, opened in _lists(words):
        clear = [item for item in items if _is_clear(words, item, masked)]
        names = [item for item in items if _is_given(words, item)]
        firms = opened and all(_is_titled(words, item) for item in items)
        if not clear and not firms and not (len(names) > 2 and len(names) == len(items)):
            continue
        for item in items:
            found = _named(words, item, language, whole=len(names) == len(items))
            yield from (at for at in found if at not in masked)


def _lists(words: Words) -> Iterator[tuple[list[range], bool]]:
    """Three items and more between commas, or two where a colon or a bracket opens them; and whether one does."""
    items: list[range] = []
    first = 0
    opened = False
    for place in range(len(words.words)):
        gap = words.between(place).strip(" ")
        last = place == len(words.words) - 1
        joined = not last and words.words[place + 1].lower in AND and not words.broken[place] and items
        if not (words.broken[place] or joined or last):
            continue
        items.append(range(first, place + 1))
        first = place + 2 if joined else place + 1
        if last or not (joined or gap in (",", ", ", ";", "/") or gap.endswith(("),", ");"))):
            items = [item for item in items if 0 < len(item) <= _LONGEST]
            if len(items) > 2 or (opened and len(items) > 1):
                yield items, opened
            items = []
            opened = gap.endswith((":", "(")) or ":" in gap


def _is_clear(words: Words, item: range, masked: Set[int]) -> bool:
    """Whether an item is a name and nothing else, but for a title or what kind of house it is."""
    rest = [at for at in item if at not in masked]
    heads = every("titles", "org_heads") | worded("de").houses
    return len(rest) < len(item) and all(words.words[at].lower in heads for at in rest)


def _is_given(words: Words, item: range) -> bool:
    """Whether an item is a single word that is a given name."""
    return len(item) == 1 and (
        words.words[item[0]].key in first_names() or words.words[item[0]].lower in worded("en").names
    )


def _is_titled(words: Words, item: range) -> bool:
    """Whether an item is two words or three with capitals."""
    inside = [words.words[at] for at in item]
    return 1 < len(inside) <= _NAME and all(word.case == "title" for word in inside) and _is_firm(inside, "en")


def _named(words: Words, item: range, language: str, *, whole: bool) -> Iterator[int]:
    """The places of an item's name."""
    inside = [words.words[at] for at in item]
    if len(inside) == 1 and (is_called(inside[0], language) or whole):
        yield item[0]
    elif 1 < len(inside) <= _NAME and _is_firm(inside, language):
        yield from (at for at in item if words.words[at].lower not in AND)


def _is_firm(inside: list[Word], language: str) -> bool:
    """Whether an item is words with capitals throughout, or in small letters ends with a trade: "coastal hvac"."""
    if any(word.lower in every("function") - {"the"} or word.lower in every("titles") for word in inside):
        return False
    if all(word.case == "title" for word in inside):
        return not all(explained_capital(word.lower) for word in inside)
    trade = inside[-1].lower in shared().trades or inside[-1].lower in every("org_heads")
    odd = inside[0].lower == "the" or any(not everyday_here(word.lower, language) for word in inside[:-1])
    return trade and odd and all(word.case == "lower" for word in inside)
