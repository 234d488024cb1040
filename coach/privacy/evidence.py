"""Evidence that a word which is also an everyday one ("Will", "may", "Koch") names somebody here.

The cues are data by language (`words/*/language.toml`). A word can be spoken for (a title, a verb that only people do)
or against (an article before it, a place where the everyday reading fits). Pure.
"""

from typing import Final

from msgspec import Struct

from coach.privacy.lexicon import KNOWN, UNKNOWN, commonness
from coach.privacy.names import is_name
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import Language, every, language, longest_cue, shared, worded

_MONTHS: Final = frozenset(
    ("may", "march", "april", "june", "august", "mai", "märz", "juni", "juli", "mars", "avril", "juin", "août",
     "mayo", "marzo", "abril", "maggio", "mei", "maart", "maj")
)  # fmt: skip
_BEFORE_MONTHS: Final = frozenset(
    ("in", "since", "until", "till", "by", "next", "last", "mid", "early", "late", "this", "from", "to", "of",
     "im", "seit", "bis", "ab", "ende", "anfang", "mitte", "nächsten", "en", "desde", "hasta", "fin", "de",
     "depuis", "fin", "début", "à", "a", "da", "entro", "tot", "vanaf", "i", "til", "fra", "før", "around",
     "end", "or", "and", "before", "after", "again")
)  # fmt: skip
_MODALS: Final = frozenset(["will", "may", "can"])
_NOT_SUBJECTS: Final = frozenset(
    ("he", "she", "it", "they", "we", "you", "i", "who", "that", "this", "which", "there", "budget", "price",
     "timing", "team", "deal", "contract", "company", "meeting", "call")
)  # fmt: skip
_BARE_VERBS: Final = frozenset(
    ("be", "have", "not", "never", "do", "go", "take", "need", "get", "make", "think", "call", "come", "let",
     "try", "see", "look", "ask", "send", "talk", "check", "keep", "know", "want", "decide", "review", "reply",
     "respond", "consider", "sign", "buy", "renew", "wait", "also", "still", "probably", "only", "just", "cost",
     "help", "work", "give", "pass", "move", "happen")
)  # fmt: skip


OPENERS: Final = frozenset(
    ("and", "but", "because", "that", "so", "when", "if", "since", "while", "then", "once", "und", "aber",
     "weil", "dass", "wenn", "y", "pero", "porque", "que", "si", "cuando", "et", "mais", "parce", "quand", "e",
     "ma", "perché", "se", "quando", "mas", "en", "maar", "omdat", "dat", "als", "och", "men", "att", "og", "at")
)  # fmt: skip
"""Words that open a clause, so that a subject follows."""
_ADDRESSES: Final = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "frl", "mlle", "ra", "srta", "mw", "frk",
     "herr", "herrn", "hr", "frau", "fr", "señor", "señora", "sr", "sra", "mme",
     "madame", "monsieur", "signor", "signora", "sig", "meneer", "mevrouw", "dhr", "mevr", "senhor", "senhora")
)  # fmt: skip
"""Titles that are nothing else, in whatever language a text is."""

DENIES: Final = frozenset(
    ("not", "never", "didnt", "didn't", "doesnt", "doesn't", "isnt", "isn't", "wasnt", "wasn't", "wont", "won't",
     "nicht")
)  # fmt: skip
"""What is said of somebody in the shortest of notes: "stone not interested"."""

AND: Final = frozenset(["and", "&", "und", "y", "e", "et", "og", "och", "en"])


class Setting(Struct, frozen=True):
    """What stands around a word."""

    before: str
    """The folded word before, empty at the start of a sentence or behind a comma."""
    after: str
    title: bool
    kin: bool
    person_before: bool
    person_after: bool
    speech: bool
    determined: bool
    contacted: bool
    """What stands before is more than a preposition: "called", "spoke to", "no reply from"."""
    org_before: bool
    competitor_before: bool
    place_before: bool
    closed: bool
    """Nothing follows in its clause."""
    opened: bool
    """It is the first word of a clause."""
    colon: bool
    """A colon or a dash follows: "Hope: no budget"."""

    @property
    def cued(self) -> bool:
        """Whether a name is to be expected here."""
        return self.title or self.kin or self.person_before or self.org_before or self.competitor_before or self.speech


def cues(name: str) -> tuple[Language, ...]:
    """The cue lists that are read for a language: its own, and English, which sellers everywhere mix in."""
    return (language(name),) if name == "en" else (language(name), language("en"))


def setting(words: Words, first: int, last: int, name: str) -> Setting:
    """What stands around the words from `first` to `last` (inclusive)."""
    before = _joined_before(words, first)
    lists = cues(name)
    last = _past_initial(words, last)
    gap = words.between(last)
    following = words.words[last + 1] if last + 1 < len(words.words) and not gap.strip(" '’\"()/,") else None
    after = following.lower if following and not words.broken[last] else ""
    wide = following.lower if following else ""
    tails = [" ".join(before[-count:]) for count in range(1, len(before) + 1)]
    previous = before[-1] if before else ""
    title = previous in every("titles") or previous.rstrip(".") in every("titles")
    return Setting(
        before=previous,
        after=after,
        title=title,
        kin=any((previous or _behind_comma(words, first)) in cue.kin for cue in lists),
        person_before=any(tail in cue.person_before for cue in lists for tail in tails),
        person_after=any(after in cue.person_after for cue in lists) or wide in every("honorifics"),
        speech=any(_verb(words, last + 1, after, lists) in cue.speech for cue in lists),
        determined=_determined(previous, lists),
        contacted=any(tail in cue.person_before and tail not in cue.function for cue in lists for tail in tails),
        org_before=any(tail in cue.org_before for cue in lists for tail in tails),
        competitor_before=any(tail in cue.competitor_before for cue in lists for tail in tails),
        place_before=any(tail in cue.place_before for cue in lists for tail in tails),
        closed=words.broken[last],
        opened=not before,
        colon=gap.lstrip().startswith((":", "-", "–", "—", "→", "->", "(")),
    )


def _past_initial(words: Words, last: int) -> int:
    """The place of the initial behind a name, "V" of "Hope V asked", or of the name where there is none."""
    if words.between(last) != " " or words.shouted:
        return last
    follower = words.words[last + 1]
    return last + 1 if len(follower.text) == 1 and follower.capital and follower.text != "I" else last


def _verb(words: Words, place: int, after: str, lists: tuple[Language, ...]) -> str:
    """The word behind a name, past an adverb: "asked" of "Hope also asked"."""
    if after and not words.broken[place] and any(after in cue.adverbs for cue in lists):
        further = words.words[place + 1].lower
        return further if any(further in cue.speech for cue in lists) else after
    return after


def addressed(words: Words, word: Word, around: Setting, name: str) -> bool:
    """Whether a word follows a title that leaves no doubt: "Frau Sommer", "Mr Winter", "hr. kurz"."""
    title = around.before.rstrip(".")
    if words.shouted or len(word.lower) < 2 or any(word.lower in every(field) for field in ("titles", "function")):
        return False
    if word.capital:
        return title in _ADDRESSES
    if words.text[max(0, word.start - 3) : word.start].startswith("HR"):
        return False
    if title not in shared().short_titles or word.lower in every("determiners") | every("kin") | shared().daytimes:
        return False
    if is_name(word.key) or commonness(word.lower, name) == UNKNOWN or word.lower in worded(name).names:
        return True
    return title != "fr" and not any(word.lower in cue.speech | cue.person_after | cue.vocabulary for cue in cues(name))


def idiomatic(words: Words, place: int) -> bool:
    """Whether an English idiom begins at the start of a sentence: "Grace period", "Rose from"."""
    word = words.words[place]
    if not word.initial or words.broken[place]:
        return False
    return f"{word.lower} {words.words[place + 1].lower}" in worded("en").idioms


def does(after: str, name: str) -> bool:
    """Whether an English word may be what somebody does: "counts", "sends", but not "this"."""
    if name != "en" or not after.endswith("s") or after.endswith("ss"):
        return False
    known = commonness(after.removesuffix("s"), name) >= KNOWN
    return known and all(after not in cue.function | cue.determiners for cue in cues(name))


def _determined(previous: str, lists: tuple[Language, ...]) -> bool:
    """Whether an article or the like stands before; a word of the text's own, "an" in German, is not English there."""
    own, *others = lists
    if previous in own.function | own.determiners:
        return previous in own.determiners
    return any(previous in other.determiners for other in others)


def named(words: Words, first: int, last: int, name: str) -> bool:
    """Whether the evidence is that an everyday word, or a pair of them, is a name here."""
    word, around = words.words[first], setting(words, first, last, name)
    if around.title or (words.words[last].possessive and word.capital and not around.determined):
        return True
    if against(word, around, name):
        return False
    if _says_capital(words, word, name):
        return True
    if word.capital and (around.speech or around.colon or around.person_before):
        return True
    if around.speech and (around.opened or around.person_before or around.before in OPENERS):
        return True
    if (around.kin and not around.opened) or around.contacted:
        return True
    return (
        around.person_before
        and (around.closed or around.person_after or around.after in AND)
        and around.before not in ("for", "from", "by", "a", "to")
    )


def everyday_capitals(name: str) -> frozenset[str]:
    """What has a capital in a language or in English though it names nobody: months, departments."""
    return frozenset().union(*(cue.vocabulary for cue in cues(name)))


def against(word: Word, around: Setting, name: str) -> bool:
    """Whether the everyday reading is what the words around it call for."""
    if around.determined and not around.kin:
        return True
    if (
        word.lower in _MONTHS & everyday_capitals(name)
        and not around.contacted
        and (around.before in _BEFORE_MONTHS or around.after.isdigit())
    ):
        return True
    if word.lower in _MODALS:
        if around.before in _NOT_SUBJECTS or around.after in _BARE_VERBS:
            return not (word.initial and around.speech)
        return not word.capital and not around.speech and not around.closed
    return False


def _says_capital(words: Words, word: Word, name: str) -> bool:
    """Whether its capital says something: not at the start of a sentence, not in a text of capitals, not in German."""
    return word.capital and not word.initial and not words.shouted and name != "de"


def _joined_before(words: Words, first: int) -> list[str]:
    """The words before in the same clause, at most as many as the longest cue has."""
    found: list[str] = []
    place = first
    while place > 0 and len(found) < longest_cue():
        gap = words.between(place - 1)
        if words.broken[place - 1]:
            break
        if gap.strip() in ("@", "w/", "w/o", "&"):
            found.append(gap.strip())
            if gap.strip() == "&":
                break
        elif gap.strip() == "/" and words.words[place - 1].lower == "w":
            found.append("w/")
            place -= 1
            continue
        found.append(words.words[place - 1].lower)
        place -= 1
    return found[::-1]


def _behind_comma(words: Words, first: int) -> str:
    """The word before a comma: "his boss, Henrik"."""
    return words.words[first - 1].lower if first and words.between(first - 1).strip() in (",", "(") else ""
