"""Mentions: known prospects' names in a text, replaced by marks before the text is sealed for the person.

The words themselves are sealed under the key of the prospect they name. So forgetting a prospect also takes them out
of what the person wrote to the coach. Pure. Names are found whole, or by first or last name, whatever their case and
accents; finer matching is the business of redaction.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from coach.contracts import Prospect
from coach.journal.names import fold_name
from coach.words import gettext_noop
from events.types.mentions import Mentions

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MARK: Final = re.compile(r"\ue000(\d+)\ue001")
FORGOTTEN_WORDS: Final = gettext_noop("(forgotten)")

SHORTEST: Final = 3
"""Letters of a first or last name that is looked for on its own: "Al" or "Jo" are too often something else."""


class Marked(Struct, frozen=True):
    """Texts with marks for names, and the words behind them: prospect id -> number of the mark -> words."""

    texts: list[str]
    words: dict[str, dict[str, str]]


class Names:
    """The names of a person's prospects, ready to be looked for."""

    def __init__(self, prospects: Iterable[Prospect]) -> None:
        self._by_first: dict[str, list[tuple[int, list[str], str]]] = {}
        for place, (parts, prospect_id) in enumerate(_names(prospects)):
            self._by_first.setdefault(parts[0], []).append((place, parts, prospect_id))

    def that_may_begin(self, words: Iterable[str]) -> list[tuple[list[str], str]]:
        """Those whose first part is one of the words: parts and prospect, longer ones first."""
        begins = {first for word in words for first in (word, word.removesuffix("s"), word.removesuffix(" s"))}
        found = [name for first in begins for name in self._by_first.get(first, [])]
        return [(parts, prospect_id) for _, parts, prospect_id in sorted(found)]


def mark_mentions(texts: Sequence[str], names: Names) -> Marked:
    """Take the names of known prospects out of texts that are kept together: their marks are numbered through."""
    words, marked = dict[str, dict[str, str]](), list[str]()
    for text in texts:
        marked.append(_mark(text, names, words))
    return Marked(marked, words)


def _mark(text: str, names: Names, words: dict[str, dict[str, str]]) -> str:
    """The text with marks, their words added to `words`. Longer names win over shorter ones inside them."""
    first = sum(map(len, words.values()))
    text = _MARK.sub("", text)
    spoken = [(match.start(), match.end(), fold_name(match[0])) for match in _WORD.finditer(text)]
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for parts, prospect_id in names.that_may_begin(word for _, _, word in spoken):
        for at in range(len(spoken) - len(parts) + 1):
            window = range(at, at + len(parts))
            if taken.isdisjoint(window) and all(
                _same(spoken[place][2], part) for place, part in zip(window, parts, strict=True)
            ):
                taken.update(window)
                found.append((spoken[at][0], spoken[at + len(parts) - 1][1], prospect_id))
    pieces, end = [], 0
    for number, (start, stop, prospect_id) in enumerate(sorted(found), first):
        pieces += [text[end:start], f"\ue000{number}\ue001"]
        words.setdefault(prospect_id, {})[str(number)] = text[start:stop]
        end = stop
    return "".join([*pieces, text[end:]])


def goes_with(name: str, prospect: Prospect) -> bool:
    """Whether a name in a text is taken out of it whole, so that it goes when the prospect is forgotten."""
    return not _MARK.sub("", mark_mentions([name], Names([prospect])).texts[0]).strip()


def restore_mentions(text: str, words: Mapping[str, str]) -> str:
    """The text with its names again; "(forgotten)" where the words are gone."""
    return _MARK.sub(lambda match: words.get(match[1], FORGOTTEN_WORDS), text)


def words_behind(parts: Mapping[str, object]) -> dict[str, str]:
    """The words behind the marks of a text, out of the unsealed parts that came with it."""
    mentions = [part for part in parts.values() if isinstance(part, Mentions)]
    return {number: word for part in mentions for number, word in part.words.items()}


def _names(prospects: Iterable[Prospect]) -> list[tuple[list[str], str]]:
    names: set[tuple[tuple[str, ...], str]] = set()
    for prospect in prospects:
        for whole in (prospect.contact, prospect.company):
            parts = fold_name(whole).split()
            if parts:
                names.add((tuple(parts), prospect.prospect_id))
        for part in fold_name(prospect.contact).split():
            if len(part) >= SHORTEST:
                names.add(((part,), prospect.prospect_id))
    return [(list(parts), prospect_id) for parts, prospect_id in sorted(names, key=lambda name: (-len(name[0]), name))]


def _same(spoken: str, part: str) -> bool:
    return spoken in (part, f"{part} s", f"{part}s")
