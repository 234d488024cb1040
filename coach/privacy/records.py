"""What the person's own records know: contacts and companies, and every way in which a note may call them.

`Records` is built once for a list of prospects (about 50 microseconds each) and asked for every text. It knows words,
not texts: which single words and joined words belong to whom, and how surely. Reading a text with it is the business
of `recognition`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from coach.contracts import KnownInput, Prospect
from coach.privacy.edits import Shelves
from coach.privacy.folding import fold, spellings
from coach.privacy.words_data import PARTICLES, every, nicknames, shared

Kind = Literal["PERSON", "ORG"]

_WORD: Final = re.compile(r"[^\W_]+")
_PARTICLES: Final = PARTICLES | frozenset(
    [
        "abu",
        "af",
        "av",
        "ben",
        "e",
        "ibn",
        "mac",
        "mc",
        "op",
        "san",
        "santa",
        "st",
        "ten",
        "ter",
        "thi",
        "y",
        "zu",
        "zur",
    ]
)
_JOINS: Final = frozenset(
    [
        "&",
        "and",
        "das",
        "der",
        "die",
        "e",
        "el",
        "en",
        "et",
        "for",
        "i",
        "il",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "och",
        "of",
        "og",
        "the",
        "und",
        "y",
    ]
)
_JOINED_PARTICLES: Final = re.compile(r"\bv[ao]n de[rn]?\b")
"""They are written "vd" and "v.d." as well."""

_AMPERSAND: Final = re.compile(r"^(.*\w) ?(?:&|\+|\b(?:and|und|et|y|e|en|og|och)\b) ?(\w+)", re.IGNORECASE)

_LONGEST: Final = 6
"""Words of a name that are looked at; longer ones are told by these."""


class Claim(Struct, frozen=True, gc=False):
    """A word that belongs to an entity. `alone` says how well the word stands for it by itself."""

    key: str
    kind: Kind
    alone: Literal["yes", "capital", "no", "initials"]
    """`yes`: where nothing else explains it; `capital`: only as a name in the text; `no`: beside another of its words;
    `initials`: only in capitals."""


class Records:
    """The words of known people and companies. `names` are further people, `companies` further firms (one's own)."""

    def __init__(
        self, prospects: Iterable[Prospect] = (), *, names: Iterable[str] = (), companies: Iterable[str] = ()
    ) -> None:
        self.claims: dict[str, list[Claim]] = {}
        self.joined: dict[str, list[Claim]] = {}
        self.shorts: dict[str, list[Claim]] = {}
        """What a first name is shortened to: "iggy", "robbie"; never taken for a slip's target."""
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """First word of a company's name -> all its words, and whose it is."""
        self.emails: dict[str, str] = {}
        self.phones: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        """Entity -> its name as it is on record."""
        self.whole: dict[str, tuple[Kind, str]] = {}
        """The same the other way round: folded name -> what kind of entity, and which."""
        for prospect in prospects:
            if prospect.forgotten:
                continue
            self._person(prospect.contact, f"person:{prospect.prospect_id}")
            self._company(prospect.company)
            if prospect.email:
                self.emails[prospect.email.strip().casefold()] = f"email:{prospect.prospect_id}"
                self._domain(prospect.email, prospect.company)
            if digits := re.sub(r"\D", "", prospect.phone):
                self.phones[digits[-8:]] = f"phone:{prospect.prospect_id}"
        for name in names:
            self._person(name, f"person:{fold(name)}")
        for company in companies:
            self._company(company)
        self.near = Shelves([*self.claims, *self.joined])

    @classmethod
    def of_one(cls, known: KnownInput) -> "Records":
        """The records of a single prospect."""
        contact, company = known.contact or "", known.company or ""
        return cls([Prospect("one", contact, company, known.email or "", known.phone or "", "", "", "", [])])

    def of(self, word: str) -> list[Claim]:
        """Who is called by a folded word."""
        return self.claims.get(word, [])

    def _claim(self, word: str, claim: Claim) -> None:
        held = self.claims.setdefault(word, [])
        if all(other.key != claim.key or other.alone != claim.alone for other in held):
            held.append(claim)

    def _person(self, name: str, key: str) -> None:
        words = [match[0] for match in _WORD.finditer(name)][:_LONGEST]
        words = [word for word in words if fold(word) not in every("titles") or len(words) < 3] or words
        if not words:
            return
        self.shown[key] = " ".join(name.split())
        self.whole[fold(self.shown[key])] = "PERSON", key
        for place, word in enumerate(words):
            for spelt in spellings(word):
                self._claim(spelt, Claim(key, "PERSON", _alone(spelt, place, len(words))))
                if place < len(words) - 1 or len(words) == 1:
                    for nick in nicknames().get(spelt, ()):
                        self._claim(nick, Claim(key, "PERSON", "capital" if len(nick) < 3 else "yes"))
        folded = [fold(word) for word in words]
        for short in _shortened(folded[0]):
            self.shorts.setdefault(short, []).append(Claim(key, "PERSON", "capital"))
        for some in _runs(folded):
            self._join("".join(some), Claim(key, "PERSON", "yes"))
        if len(words) > 1:
            self._join(folded[-1] + folded[0], Claim(key, "PERSON", "yes"))
            self._join(folded[0][:1] + folded[-1], Claim(key, "PERSON", "yes"))
            self._join(folded[0] + folded[-1][:1], Claim(key, "PERSON", "yes"))
            main = [word for word in folded if word not in _PARTICLES]
            for initials in {"".join(word[:1] for word in folded), "".join(word[:1] for word in main)}:
                if len(initials) > 1:
                    self._claim(initials, Claim(key, "PERSON", "initials"))
            if _JOINED_PARTICLES.search(" ".join(folded)):
                for short in ("vd", "v", "d"):
                    self._claim(short, Claim(key, "PERSON", "no"))
            for full, short in _typed_names(words):
                self._join(full + short, Claim(key, "PERSON", "yes"))

    def _company(self, name: str) -> None:
        words = [fold(match[0]) for match in _WORD.finditer(name)][: _LONGEST + 2]
        core = _core(words)
        if not core:
            return
        key = f"org:{' '.join(core)}"
        self.shown.setdefault(key, " ".join(name.split()))
        self.whole.setdefault(fold(" ".join(name.split())), ("ORG", key))
        every_spelling = [
            _core(
                [form[0] if len(form) == 1 else form[1] for form in map(spellings, _WORD.findall(name))][: _LONGEST + 2]
            ),
            core,
        ]
        for forms in (*every_spelling, *_called(name, words, core)):
            if forms and (tuple(forms), key) not in self.phrases.get(forms[0], []):
                self.phrases.setdefault(forms[0], []).append((tuple(forms), key))
        firms = shared().suffixes | every("org_heads") | _JOINS
        for place, word in enumerate(core):
            for spelt in {word, *(forms[place] for forms in every_spelling if len(forms) == len(core))}:
                strong = spelt not in firms | _PARTICLES and len(spelt) > 2
                first = place == 0 and len(spelt) > 1
                self._claim(spelt, Claim(key, "ORG", "yes" if strong and (first or len(spelt) > 3) else "no"))
        for some in (*_runs(core), *_runs(words)):
            self._join("".join(some), Claim(key, "ORG", "yes"))
        main = [word for word in core if word not in _JOINS]
        for some in (main, [word for word in words if word not in _JOINS]):
            if len(some) > 1:
                self._claim("".join(word[:1] for word in some), Claim(key, "ORG", "initials"))

    def _domain(self, email: str, company: str) -> None:
        """The name in an address stands for the company: "boldbakery" of rich@boldbakery.com."""
        host = email.rpartition("@")[2].split(".")
        core = _core([fold(match[0]) for match in _WORD.finditer(company)])
        if core and len(host) > 1 and fold(core[0])[:3] == fold(host[-2])[:3]:
            self._join(fold(host[-2]), Claim(f"org:{' '.join(core)}", "ORG", "yes"))

    def _join(self, word: str, claim: Claim) -> None:
        if len(word) > 3:
            held = self.joined.setdefault(word, [])
            if claim not in held:
                held.append(claim)


def _alone(spelt: str, place: int, words: int) -> Literal["yes", "capital", "no"]:
    """How well a word of a name stands for it by itself: "de" only where it is the last, as in "Isaac Da"."""
    if len(spelt) < 2:
        return "no"
    if spelt in _PARTICLES and words > 1:
        return "capital" if place == words - 1 else "no"
    return "yes"


def _shortened(first: str) -> Iterator[str]:
    """Pet forms of a first name: its beginning, with "y" or "ie" behind it."""
    for length in (2, 3, 4):
        if length + 1 < len(first) and first[length - 1] not in "aeiouy":
            begun = first[:length]
            for stem in (begun + begun[-1], *([begun] if length > 2 else [])):
                yield from (stem + "y", stem + "ie", stem + "i")


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Neighbouring words that may be written as one."""
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            yield words[start:end]


def _typed_names(words: list[str]) -> Iterator[tuple[str, str]]:
    """First and last name as they are typed together with "ue" for "ü"."""
    for first in spellings(words[0]):
        for last in spellings(words[-1]):
            yield first, last


def _called(name: str, words: list[str], core: list[str]) -> Iterator[list[str]]:
    """What a company is called beside its core: with the "Co." of its name, up to the last of those that an "and" joins
    ("Vance & Daughters" Plumbing), and with letters written together or apart ("VR", "V R")."""
    yield words
    if joined := _AMPERSAND.match(name):
        yield [fold(word) for part in joined.groups() for word in _WORD.findall(part)]
    capitals = {fold(word) for word in _WORD.findall(name) if word.isupper() and 1 < len(word) <= 3}
    yield [letter for word in core for letter in (word if word in capitals else [word])]
    letters = next((place for place, word in enumerate(core) if len(word) > 1), 0)
    if letters > 1:
        yield ["".join(core[:letters]), *core[letters:]]


def _core(words: list[str]) -> list[str]:
    """The words of a company without what it is ("GmbH", "S.L." in pieces) and a leading article."""
    suffixes = shared().suffixes | frozenset(["s", "a", "l", "r", "p", "c", "b", "v", "n", "e", "k"])
    kept = list(words)
    while len(kept) > 1 and kept[-1] in suffixes:
        kept.pop()
    while len(kept) > 1 and kept[0] in ("the", "die", "der", "das"):
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in ("and", "und", "co"):
        kept.pop()
    return kept
