"""Traces: what of an identity would give it away, and whether a text has any of it.

A mail address, a handle and the digits of a phone always do; of a name and a company each word that is no ordinary one
in the message's language or in English; and first and last name side by side, whatever words they are.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field
from support.identities import LANGUAGES, Identity, Message

from coach.privacy.folding import fold
from coach.privacy.lexicon import UNKNOWN, commonness
from coach.privacy.slips import is_slip

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d(?:[\s()./-]{0,3}\d)*")
_SHORTEST, _PHONE = 3, 7


class Seen(Struct):
    """What left: its words, its neighbouring words, and every seven digits in a row. Grows with `add`."""

    words: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)

    def add(self, text: str) -> "Seen":
        """Read a text, whatever its case and accents."""
        words = [match[0] for match in _WORD.finditer(fold(text))]
        self.words.update(words)
        self.pairs.update(pairwise(words))
        for match in _DIGITS.finditer(text):
            run = re.sub(r"\D", "", match[0])
            self.digits.update(run[at : at + _PHONE] for at in range(len(run) - _PHONE + 1))
        return self

    def found(
        self, named: Iterable[tuple[Identity, str]], languages: Sequence[str], but: frozenset[str] = frozenset()
    ) -> set[str]:
        """The traces of people that are here; `name` is one as it was written. `but` are words of our own."""
        held: set[str] = set()
        for who, name in named:
            words = telling(f"{who.name} {name}", languages) | telling_of_firm(who.company, languages)
            held |= {word for word in words if word in self.words and word not in but}
            held |= {word for text in (who.mail, who.handle) for word in _long(text) if word in self.words}
            held |= {" ".join(pair) for pair in _pairs(who.name) | _pairs(name) if pair in self.pairs}
            digits = re.sub(r"\D", "", who.phone.partition("x")[0])[-_PHONE:]
            held |= {digits} & self.digits
        return held


def telling(text: str, languages: Sequence[str]) -> set[str]:
    """The folded words that are no ordinary ones."""
    words = {match[0] for match in re.finditer(r"[^\W\d_]+", text.lower()) if len(match[0]) >= _SHORTEST}
    return {
        fold(word)
        for word in words
        if all(commonness(form, language) == UNKNOWN for form in (word, fold(word)) for language in languages)
    }


def telling_of_firm(company: str, languages: Sequence[str]) -> set[str]:
    """Those of a company: "Talleres" is ordinary somewhere else, and "Pearle" looks like "parle" with a slip."""
    words = telling(company, LANGUAGES)
    return {word for word in words if not any(is_slip(word, language) for language in languages)}


def _long(address: str) -> set[str]:
    return {word for word in _WORD.findall(fold(address)) if len(word) > 7 and word != "example"}


def _pairs(name: str) -> set[tuple[str, str]]:
    words = _WORD.findall(fold(name))
    return {(words[0], words[-1])} if len(words) > 1 and min(map(len, (words[0], words[-1]))) > 1 else set()


def left(message: Message, text: str) -> set[str]:
    """What of those whom a message names is left in a text."""
    return Seen().add(text).found(message.named, [message.language])
