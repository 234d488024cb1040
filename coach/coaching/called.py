"""What prospects are called, and whom of them a text names. Pure: names stay in memory."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from coach.contracts import Prospect
from coach.journal.names import fold_name
from coach.understanding import language_of
from coach.understanding.language import known_word

_PART: Final = 3
_COMPANY_PART: Final = 4
"""Letters of a part of a name that may stand for the whole."""


class Called(Struct, frozen=True):
    """What prospects are called: the words of a name, to who is called so; `whole` where it is not a part of one."""

    names: dict[tuple[str, ...], frozenset[str]]
    whole: frozenset[tuple[str, ...]]


def called_so(prospects: Iterable[Prospect]) -> Called:
    """The names of prospects: contact and company, first and last name, and what a company begins with."""
    names: dict[tuple[str, ...], set[str]] = {}
    whole: set[tuple[str, ...]] = set()
    for prospect in prospects:
        contact, company = fold_name(prospect.contact).split(), fold_name(prospect.company).split()
        entire = [tuple(words) for words in (contact, company) if len(words) > 1]
        parts = [(word,) for word in contact if len(word) >= _PART]
        parts += [(word,) for word in company[:1] if len(word) >= _COMPANY_PART]
        for words in [*entire, *parts]:
            names.setdefault(words, set()).add(prospect.prospect_id)
        whole.update(entire)
    return Called({words: frozenset(ids) for words, ids in names.items()}, frozenset(whole))


def named_in_message(text: str, known: Called, usual: str) -> frozenset[str]:
    """Everybody whom the text may name: several who are called the same are all of them. Longer names win over the
    shorter ones inside them, and a part of a name that is an everyday word names nobody."""
    spoken = " ".join(word.removesuffix(" s") for word in map(fold_name, text.split())).split()
    language = language_of(text, usual)
    found: set[str] = set()
    taken: set[int] = set()
    for size in sorted({len(name) for name in known.names}, reverse=True):
        for at in range(len(spoken) - size + 1):
            name, places = tuple(spoken[at : at + size]), set(range(at, at + size))
            ids = known.names.get(name)
            if ids and taken.isdisjoint(places) and (name in known.whole or not known_word(name[0], language)):
                found |= ids
                taken |= places
    return frozenset(found)
