"""Known people and companies in a text: which words call them, and who is meant. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from coach.privacy.edits import ONE_EDIT_FROM, allowed, distance
from coach.privacy.evidence import DENIES, Setting, against, does, everyday_capitals, named, setting
from coach.privacy.finding import Found
from coach.privacy.folding import fold
from coach.privacy.lexicon import EVERYDAY, KNOWN, UNKNOWN, commonness, explained_capital, explained_here
from coach.privacy.names import is_name
from coach.privacy.records import Claim, Records
from coach.privacy.tokens import Part, Word, Words
from coach.privacy.words_data import every, shared

_AND: Final = frozenset(["and", "und", "y", "e", "et", "og", "och", "en", "u", "i"])
_PLACED: Final = frozenset(
    ["from", "at", "@", "von", "bei", "chez", "de", "di", "da", "van", "bij", "fra", "hos", "från"]
)
_CLOSE: Final = frozenset(" \u00a0-‐‑'’.&/,+")
_POSSESSIVE: Final = re.compile(r"^['’]s(?= )")
_SHORTEST_TYPED: Final = 4
_WHOLE: Final = ("yes", "capital")
"""Claims that make a name of two words; particles alone do not."""


class _Hit(Struct, frozen=True):
    """A part of a word that calls somebody, or a run of parts that does (`sure`)."""

    first: int
    last: int
    claims: tuple[Claim, ...]
    exact: bool
    sure: bool = False


class Recognition:
    """One text held against the records. `language` is the text's; `known` are entities of the conversation."""

    def __init__(self, words: Words, records: Records, language: str, known: Iterable[str] = ()) -> None:
        self._words, self._records, self._language = words, records, language
        self._known = frozenset(known)
        self._parts: list[tuple[Part, int]] = [
            (part, place) for place, word in enumerate(words.words) for part in word.parts
        ]
        self._capitals = {word.key for word in words.words if word.capital and not words.shouted}

    def finds(self) -> list[Found]:
        """Every known person and company in the text; of two readings of a word the longer one."""
        if not self._records.claims:
            return []
        hits = [*self._companies(), *self._singles()]
        runs = self._runs([hit for hit in hits if not hit.sure])
        sure = self._longest([hit for hit in hits if hit.sure] + runs)
        taken = {place for hit in sure for place in range(hit.first, hit.last + 1)}
        meant = {claim.key for hit in sure for claim in hit.claims}
        singles = [
            hit
            for hit in hits
            if not hit.sure and taken.isdisjoint(range(hit.first, hit.last + 1)) and self._stands(hit, meant)
        ]
        return [self._found(hit, meant) for hit in [*sure, *singles]]

    def _companies(self) -> list[_Hit]:
        """Companies by two or more of their words in order."""
        found = []
        for place, (part, _) in enumerate(self._parts):
            firsts = [part.fold, *(self._near(part.fold) if len(part.fold) >= ONE_EDIT_FROM else ())]
            for first in firsts:
                for phrase, key in self._records.phrases.get(first, ()):
                    end = self._along(place, phrase) if len(phrase) > 1 else None
                    if end is not None:
                        found.append(_Hit(place, end, (Claim(key, "ORG", "yes"),), True, True))
        return found

    def _near(self, typed: str) -> tuple[str, ...]:
        return self._records.near.near(typed)

    def _along(self, place: int, phrase: tuple[str, ...]) -> int | None:
        """Where a company's words end that begin at `place`; None where they are not all there."""
        at = place
        for count, expected in enumerate(phrase):
            if count:
                at += 1
                while at < len(self._parts) and self._parts[at][0].fold in _AND and expected not in _AND:
                    at += 1
                if expected in _AND and at < len(self._parts) and self._parts[at][0].fold not in _AND:
                    at -= 1
                    continue
            if at >= len(self._parts) or (not self._adjacent(at) and at > place):
                return None
            typed = self._parts[at][0].fold
            if typed != expected and not (typed[:-1] == expected and typed[-1:] == "s"):
                most = allowed(len(expected))
                if not most or distance(typed, expected, most) > most:
                    return None
        return at

    def _adjacent(self, at: int) -> bool:
        """Whether a part follows the one before it closely."""
        gap = _POSSESSIVE.sub("", self._words.text[self._parts[at - 1][0].end : self._parts[at][0].start])
        return len(gap) <= 3 and set(gap) <= _CLOSE

    def _singles(self) -> list[_Hit]:
        found = []
        for place, (part, word) in enumerate(self._parts):
            claims, exact = self._claims(part, self._words.words[word])
            if not claims:
                claims = self._beside(place)
            if claims:
                found.append(_Hit(place, place, tuple(claims), exact))
        found += self._joined_words()
        return found

    def _claims(self, part: Part, word: Word) -> tuple[list[Claim], bool]:
        typed, records = part.fold, self._records
        if claims := records.of(typed):
            return claims, True
        if claims := records.joined.get(typed, []):
            return claims, True
        if (
            len(typed) > 3
            and typed.endswith("s")
            and (claims := records.of(typed[:-1]) or records.joined.get(typed[:-1], []))
        ):
            return [claim for claim in claims if claim.alone == "yes"], True
        if claims := records.shorts.get(typed, []):
            return claims, True
        if len(typed) < _SHORTEST_TYPED or typed.isdigit() or not self._odd(typed, word):
            return [], False
        nearest = [
            claim for near in self._near(typed)[:8] for claim in (*records.of(near), *records.joined.get(near, []))
        ]
        return [claim for claim in nearest if claim.alone == "yes"], False

    def _beside(self, place: int) -> list[Claim]:
        """Who an ordinary word stands for that is nearly their name, beside another of their words."""
        typed = self._parts[place][0].fold
        if len(typed) < _SHORTEST_TYPED:
            return []
        keys: set[str] = set()
        beside = {self._parts[at][0].fold for at in (place - 1, place + 1) if 0 <= at < len(self._parts)}
        for at in (place - 1, place + 1):
            if 0 <= at < len(self._parts) and self._adjacent(max(at, place)):
                keys |= {claim.key for claim in self._records.of(self._parts[at][0].fold)}
        if not keys:
            return []
        return [
            claim
            for near in self._near(typed)[:8]
            if near not in beside
            for claim in self._records.of(near)
            if claim.key in keys
        ]

    def _odd(self, typed: str, word: Word) -> bool:
        """Whether a word that is not a known name may be one with a slip in it."""
        common = commonness(word.lower, self._language) if len(word.parts) == 1 else commonness(typed, self._language)
        if common == UNKNOWN:
            return True
        if explained_capital(word.lower):
            return False
        bare = word.capital and not word.initial and not self._words.shouted and self._language != "de"
        return bare or (common == KNOWN and (word.capital or is_name(typed) or self._contacted(word)))

    def _contacted(self, word: Word) -> bool:
        place = self._words.words.index(word)
        return setting(self._words, place, place, self._language).contacted

    def _joined_words(self) -> list[_Hit]:
        """Names whose words stand together with a hyphen or an apostrophe, "D'Andre" for "Dandre"."""
        found = []
        for place in range(len(self._parts) - 1):
            one, other = self._parts[place][0], self._parts[place + 1][0]
            if self._words.text[one.end : other.start] in ("-", "'", "’", " ") and (
                claims := self._records.of(one.fold + other.fold)
            ):
                sure = [claim for claim in claims if claim.alone == "yes"]
                if sure and len(one.fold + other.fold) > 4 and (len(one.fold) > 1 or len(other.fold) > 3):
                    found.append(_Hit(place, place + 1, tuple(sure), True, True))
        return found

    def _runs(self, hits: list[_Hit]) -> list[_Hit]:
        """Neighbouring words of the same entity: whatever else they mean, together they are a name."""
        at = {hit.first: hit for hit in hits}
        found = []
        for start in sorted(at):
            keys = {claim.key for claim in at[start].claims if claim.alone != "initials"}
            end, strong = start, any(claim.alone in _WHOLE for claim in at[start].claims)
            initial = None
            while keys and end + 1 in at and self._adjacent(end + 1):
                shared_keys = keys & {claim.key for claim in at[end + 1].claims if claim.alone != "initials"}
                same = at[end + 1].claims == at[end].claims and self._parts[end][0].fold == self._parts[end + 1][0].fold
                if not shared_keys or same:
                    break
                keys, end = shared_keys, end + 1
                strong = strong or any(claim.alone in _WHOLE and claim.key in keys for claim in at[end].claims)
            if end > start and strong and not self._chance(start, end, keys):
                claims = tuple(claim for claim in at[start].claims if claim.key in keys) or at[start].claims
                found.append(_Hit(start, end, claims, True, True))
            elif self._initial_behind(start) and self._of_initial(at[start], start + 1):
                found.append(_Hit(start, start + 1, at[start].claims, True, True))
            elif (initial := self._initial_before(start)) is not None and self._of_initial(at[start], initial):
                found.append(_Hit(initial, start, at[start].claims, True, True))
        return found

    def _chance(self, start: int, end: int, keys: set[str]) -> bool:
        """Whether everyday words in small letters only happen to be part of a company's name."""
        places = [self._parts[at][1] for at in range(start, end + 1)]
        words = [self._words.words[place] for place in places]
        if any(word.capital and not self._words.shouted for word in words) or any(
            key.startswith("person:") for key in keys
        ):
            return False
        if any(commonness(word.lower, self._language) != EVERYDAY for word in words):
            return False
        around = setting(self._words, places[0], places[-1], self._language)
        return not (around.opened or around.org_before or around.competitor_before or around.person_before)

    def _initial_before(self, place: int) -> int | None:
        if place and len(self._parts[place - 1][0].fold) == 1 and self._adjacent(place):
            gap = self._words.text[self._parts[place - 1][0].end : self._parts[place][0].start]
            before = self._parts[place - 1][0].fold
            return place - 1 if gap in (". ", ".", " ", "-") and (gap != " " or before not in "aiwouyenx") else None
        return None

    def _initial_behind(self, place: int) -> bool:
        """Whether a lone letter follows: "mikko r", "sunny b's"."""
        if place + 1 >= len(self._parts) or len(self._parts[place + 1][0].fold) != 1:
            return False
        return self._words.text[self._parts[place][0].end : self._parts[place + 1][0].start] == " "

    def _of_initial(self, hit: _Hit, initial: int) -> bool:
        letter = self._parts[initial][0].fold
        return any(
            claim.kind == "PERSON" and claim.alone in _WHOLE and any(
                word.startswith(letter)
                for word in _other_words(self._records.shown.get(claim.key, ""), self._parts[hit.first][0].fold)
            )
            for claim in hit.claims
        )  # fmt: skip

    def _longest(self, hits: list[_Hit]) -> list[_Hit]:
        kept: list[_Hit] = []
        taken: set[int] = set()
        for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first, hit.claims[0].key)):
            if taken.isdisjoint(range(hit.first, hit.last + 1)):
                taken.update(range(hit.first, hit.last + 1))
                kept.append(hit)
        return kept

    def _stands(self, hit: _Hit, meant: set[str]) -> bool:
        """Whether a single word stands for the entity here; `meant` are those whom the text names in full."""
        part, place = self._parts[hit.first]
        word = self._words.words[place]
        around = setting(self._words, place, place, self._language)
        best = {claim.alone for claim in hit.claims}
        if best == {"no"}:
            return False
        if "yes" not in best and "capital" not in best:
            return self._are_initials(word, place)
        lower = word.lower if len(word.parts) == 1 else part.fold
        common = commonness(lower, self._language) if explained_here(lower, self._language) else UNKNOWN
        if (
            "yes" not in best
            and common <= KNOWN
            and word.case == "lower"
            and not (around.person_before or around.speech)
        ):
            return False
        if common == UNKNOWN:
            return True
        if not hit.exact:
            if self._language != "de" and word.capital and not word.initial:
                return True
            subject = word.capital and (around.person_after or around.colon) and common == KNOWN
            return subject or named(self._words, place, place, self._language)
        if word.possessive and not around.determined and hit.exact:
            return True
        again = around.person_after or (self._language == "de" and not word.initial)
        if word.capital and again and any(claim.key in meant for claim in hit.claims):
            return True  # "Jonas Wolf", and later "der Wolf will"
        if word.case == "lower" and part.fold in self._capitals and not self._cued(around, common):
            return False  # written with a capital where it is meant: "Grace gave me grace"
        if common == KNOWN and not (word.case == "lower" and around.determined):
            return not against(word, around, self._language) or (word.capital and self._language != "de")
        if all(claim.kind == "ORG" for claim in hit.claims):
            return self._stands_for_company(word, around.org_before or around.competitor_before, around.determined, hit)
        if named(self._words, place, place, self._language):
            return True
        if self._language == "de" and word.capital and not word.initial:
            return not around.determined and lower not in everyday_capitals(self._language)
        if lower in everyday_capitals(self._language) or against(word, around, self._language):
            return False
        if word.case == "lower":
            return word.initial and around.after in DENIES
        return (
            word.capital
            and word.initial
            and around.after != ""
            and (around.person_after or around.after in _PLACED or does(around.after, self._language))
        )

    def _cued(self, around: Setting, common: int) -> bool:
        return (
            around.title
            or around.kin
            or around.person_before
            or around.speech
            or around.org_before
            or around.competitor_before
            or (around.opened and (around.person_after or around.colon or common == KNOWN))
            or (around.before in _AND and common == KNOWN)
        )

    def _stands_for_company(self, word: Word, cued: bool, determined: bool, hit: _Hit) -> bool:
        if word.capital and not word.initial and not self._words.shouted and self._language != "de":
            return not explained_capital(word.lower)
        whole = any(" " not in claim.key.removeprefix("org:") for claim in hit.claims)
        if word.capital and whole and not determined:
            return True
        return cued and not determined and (whole or word.capital)

    def _are_initials(self, word: Word, place: int) -> bool:
        around = setting(self._words, place, place, self._language)
        cued = around.person_after or around.person_before or around.org_before or word.possessive
        if word.case != "upper" or self._words.shouted:
            return (
                word.case == "lower"
                and commonness(word.lower, self._language) == UNKNOWN
                and (around.speech or around.title)
            )
        return (
            around.speech
            or (around.opened and around.after in _PLACED)
            or commonness(word.lower, self._language) != EVERYDAY
            or (cued and not explained_capital(word.lower))
        )

    def _found(self, hit: _Hit, meant: set[str]) -> Found:
        start, end = self._parts[hit.first][0].start, self._parts[hit.last][0].end
        claims = [claim for claim in hit.claims if claim.alone != "no"] or list(hit.claims)
        place = self._parts[hit.first][1]
        around = setting(self._words, place, place, self._language)
        people = [claim for claim in claims if claim.kind == "PERSON"]
        firms = [claim for claim in claims if claim.kind == "ORG"]
        if people and firms:
            wants_firm = around.org_before and not around.person_before and not around.title and not around.speech
            claims = firms if wants_firm else people
        kind = claims[0].kind
        keys = sorted({claim.key for claim in claims})
        likely = [key for key in keys if key in meant] or [key for key in keys if key in self._known] or keys
        key = likely[0] if len(likely) == 1 else ""
        last = self._parts[hit.last][1]
        if kind == "ORG":
            end = self._with_suffix(last, end)
        elif self._words.between(last) == " ":
            follower = self._words.words[last + 1]
            if (
                len(follower.text) == 1
                and self._words.text[follower.end : follower.end + 1] == "."
                and follower.text not in "aiIu"
            ):
                end = follower.end
        return Found(start, end, kind, key)

    def _with_suffix(self, place: int, end: int) -> int:
        """The end of a company's name with the "GmbH" behind it."""
        while place + 1 < len(self._words.words) and self._words.between(place).strip(" .,/&") == "":
            follower = self._words.words[place + 1]
            gap = self._words.text[end : follower.start]
            if (
                "\n" in gap
                or follower.lower not in shared().suffixes
                or (follower.case == "lower" and len(follower.lower) < 3)
            ):
                break
            if follower.lower in _AND or (follower.lower in every("function") and follower.case == "lower"):
                break
            place, end = place + 1, follower.end
        return end


def _other_words(name: str, but: str) -> list[str]:
    """The folded words of a name without one of them."""
    return [word for word in fold(name).replace("-", " ").split() if word != but]
