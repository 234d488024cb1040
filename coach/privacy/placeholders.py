"""Placeholders: what stands in a text for a name that stays here.

The form is `[PERSON_1]`: one word in capitals and a number, in square brackets. Models copy it as they copy citations;
the kind tells them enough to write a sentence around it; it is plain ASCII, so nothing escapes or translates it; and
where one loses its brackets or its underscore on the way, it can still be told from prose (see `restoring`).
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from coach.privacy.finding import Type
from coach.privacy.folding import fold

LABELS: Final[dict[Type, str]] = {
    "PERSON": "PERSON",
    "ORG": "COMPANY",
    "COMPETITOR": "COMPETITOR",
    "EMAIL": "EMAIL",
    "PHONE": "PHONE",
    "URL": "URL",
    "HANDLE": "HANDLE",
    "ADDRESS": "ADDRESS",
    "DEAL_ID": "DEAL",
    "ACCOUNT": "ACCOUNT",
    "BIRTH_DATE": "BIRTHDATE",
}
"""What is masked with a number. Money becomes a size instead, which is nobody's."""

_LABEL: Final = "|".join(sorted(LABELS.values(), key=len, reverse=True))
_OPEN, _SHUT = r"\[［【⟦〔{<(", r"\]］】⟧〕}>)"
LOOKS_LIKE_ONE: Final = re.compile(
    rf"(?P<open>(?:\\?[{_OPEN}]\s?){{0,2}})(?P<quote>[*`_]{{0,3}})(?<![^\W_])(?P<label>{_LABEL})"
    rf"(?:\\?[_\-‐‑＿ \u00a0]|\\_){{0,2}}(?P<number>\d{{1,6}})(?![^\W_])"
    rf"(?P<unquote>[*`]{{0,3}})(?P<shut>(?:\s?\\?[{_SHUT}]){{0,2}})",
    re.I,
)
"""A placeholder as it may come back: other case, spaces, escapes, full-width or missing brackets."""


class Entry(Struct):
    """One entity: its placeholder, its type, the words it is restored to, and all folded words it was called by."""

    placeholder: str
    type: Type
    words: str
    called: list[str]


class Placeholders(Struct):
    """Entity -> placeholder, for one conversation. The caller seals it: it holds names."""

    entries: dict[str, Entry] = {}
    counts: dict[str, int] = {}

    def of(self, type: Type, words: str, key: str = "", shown: str = "") -> str:
        """The placeholder of an entity, a new one at its first mention. `shown` is its name as on record."""
        folded = fold(words)
        found = self.entries.get(key) if key else self._called(type, folded)
        if found is None and key:
            found = self._known_by_words(type, folded, key)
        if found is None:
            label = LABELS[type]
            self.counts[label] = self.counts.get(label, 0) + 1
            found = Entry(f"[{label}_{self.counts[label]}]", type, _as_on_record(words, shown), [])
            self.entries[key or f"{type.lower()}~{folded}"] = found
        if folded not in found.called:
            found.called.append(folded)
        return found.placeholder

    def words(self) -> dict[str, str]:
        """Placeholder -> the words behind it."""
        return {entry.placeholder: entry.words for entry in self.entries.values()}

    def _called(self, type: Type, folded: str) -> Entry | None:
        """Who was called so before, in full or by a part of the name; nobody where two could be meant."""
        alike = [entry for entry in self.entries.values() if entry.type == type]
        for entry in alike:
            if folded in entry.called:
                return entry
        if type not in ("PERSON", "ORG", "COMPETITOR"):
            return None
        mine = frozenset(_words(folded))
        wider = [entry for entry in alike if any(mine <= set(_words(other)) for other in entry.called)]
        return wider[0] if mine and len(wider) == 1 else None

    def _known_by_words(self, type: Type, folded: str, key: str) -> Entry | None:
        """An entity that was unknown when it came up, and is on record now."""
        for held, entry in list(self.entries.items()):
            if "~" in held and entry.type == type and folded in entry.called:
                self.entries[key] = self.entries.pop(held)
                return entry
        return None


def _as_on_record(words: str, shown: str) -> str:
    """Words typed without capitals, or in nothing else, with the capitals they have on record: "maria" is "Maria"."""
    if not shown or not (words.islower() or words.isupper()):
        return words
    right = {fold(word): word for word in re.findall(r"[^\W_]+", shown)}
    return re.sub(r"[^\W_]+", lambda match: right.get(fold(match[0]), match[0]), words)


def _words(folded: str) -> Iterator[str]:
    return (match[0] for match in re.finditer(r"[^\W_]+", folded))
