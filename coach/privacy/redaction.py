"""Redaction: a text with placeholders for whoever it names, and where they stand.

The layers, in order: what looks like a placeholder; forms (email, phone, address ...); the person's own records; words
that nothing explains; and, where it is installed and asked for, a recogniser of names. Pure, linear in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from coach.privacy.addresses import address_places
from coach.privacy.evidence import cues
from coach.privacy.finding import Found, Type, resolved
from coach.privacy.folding import fold
from coach.privacy.forms import form_end
from coach.privacy.grouping import groups
from coach.privacy.languages import language_of
from coach.privacy.lexicon import UNKNOWN, commonness, everyday_here
from coach.privacy.money import OWN, Sum, sums
from coach.privacy.names import is_name
from coach.privacy.patterns import pattern_finds
from coach.privacy.phones import phone_places
from coach.privacy.placeholders import LOOKS_LIKE_ONE, Placeholders
from coach.privacy.recognition import Recognition
from coach.privacy.records import Records
from coach.privacy.streets import street_places
from coach.privacy.tokens import Word, Words, words_of
from coach.privacy.unknown import suspects
from coach.privacy.words_data import every, shared

Recogniser = Callable[[str, str], Iterable[tuple[int, int, Type]]]
"""A further layer: (text, language) -> start, end and type of names."""

_INITIAL: Final = re.compile(r" (?![aiAIyoeu]\b)[^\W\d_]\.(?!\w)|(?<=\W[^\W\d_])\.(?=\s+[a-zß-ÿ])")
_BEFORE: Final = re.compile(r"(?<![\w.])(?:[^\W\d_a-zß-ÿ]\. ?){1,3}\Z")
_BARE_BEHIND: Final = re.compile(r" ([^\W\d_])(?![\w'’&@/.+-])(?!\s?\d)")
_BARE_BEFORE: Final = re.compile(r"(?<![\w'’&@/.+-])([^\W\d_]) \Z")
_WORDS: Final = frozenset("xvqàèéåó")
"""Kisses, "versus", and words of one letter in languages that sellers mix in."""
_PARTICLE: Final = re.compile(
    r"\b(?i:herrn?|frau|mme|madame|mevrouw|meneer|(?:hr|fr|mrs?|ms|dr|sra?|sig|sig\.ra|dhr|mevr)\.?) "
    r"((?i:von|van|vom|zu|de|del|della|di|du|da|dos|el|al|bin|ter|ten)(?: (?i:der|den|dem|de|la|las|los))? )\Z"
)
"""What stands between a title and a surname: "Herrn von Hallberg"."""
_SAINT: Final = re.compile(r"\b(?:St|Ste|Saint|Mt|Mount)\.? \Z")
_MORE: Final = re.compile(r" ([^\W\d_]+|\d{1,3})\b(?!['’-]\w)")
_ARTICLE: Final = re.compile(r"(?<=[^\W_] )((?:The|La|Le|Les|El|Il) )\Z")
_ITEM: Final = re.compile(r"[:(,\n][ \t]*(?:[-*•][ \t]*)?((?:The|La|Le|Les|El|Il) )\Z")
"""An article that begins an item of a list."""
_SIGNED: Final = re.compile(r"(?:[.!?]\s|[.!?,\w]\s*\n\s*)([^\W\d_a-zß-ÿIX]\.?)\s*\Z")
"""An initial at the end of a mail."""
TYPED: Final = "(mark)"
"""What stands for a placeholder that somebody typed: it must not be taken for one of ours."""


class Span(Struct, frozen=True):
    """A masked stretch: code points of the text given. `doubtful` where nothing says what it is."""

    start: int
    end: int
    type: Type
    placeholder: str
    doubtful: bool = False


class Redacted(Struct, frozen=True):
    """What may leave, and what was masked, in order."""

    text: str
    spans: list[Span]


def redact(
    text: str,
    records: Records,
    placeholders: Placeholders,
    *,
    unmasked: frozenset[str] = frozenset(),
    language: str | None = None,
    recogniser: Recogniser | None = None,
    own: bool = False,
) -> Redacted:
    """Mask whoever and whatever a text could give away. `placeholders` grows by what is new.

    `unmasked` are words the person has let through; they hold for doubtful finds only. `language` is two letters,
    found out where None. `own` says that the text is redaction's own, whose placeholders stay. Never raises,
    whatever the text.
    """
    name = language_of(text) if language is None else language_of("", language)
    free = frozenset(fold(word) for word in unmasked)
    amounts = list(sums(text))
    shown = {amount.start: amount.shown for amount in amounts}
    finds = [
        find
        for find in _finds(text, records, placeholders, name, recogniser, amounts)
        if not (find.doubtful and fold(text[find.start : find.end]) in free)
    ]
    ours = placeholders.words() if own else {}
    pieces: list[str] = []
    spans: list[Span] = []
    end = 0
    for find in finds:
        words = text[find.start : find.end]
        if find.type == "MONEY":
            mark = shown.get(find.start) or "[money]"
        elif find.type == "TYPED":
            if own and any(mark in words for mark in ours):
                continue
            mark = TYPED
        else:
            mark = placeholders.of(find.type, words, find.key, records.shown.get(find.key, ""))
        pieces += [text[end : find.start], mark]
        spans.append(Span(find.start, find.end, find.type, mark, find.doubtful))
        end = find.end
    return Redacted("".join([*pieces, text[end:]]), spans)


def _finds(
    text: str,
    records: Records,
    placeholders: Placeholders,
    language: str,
    recogniser: Recogniser | None,
    amounts: list[Sum],
) -> list[Found]:
    formed = resolved(_formed(text, records, amounts, language))
    words = words_of(text)
    taken = _places(words.words, formed)
    known = [
        find
        for find in Recognition(words, records, language, placeholders.entries).finds()
        if not _touches(find, formed)
    ]
    hyphened = [word for word in words.words if len(word.parts) > 1]
    known = resolved(_whole(find, hyphened, words, language) for find in known)
    taken |= _places(words.words, known)
    own = {place for match in OWN.finditer(text) for place in _places(words.words, [Found(*match.span(), "MONEY")])}
    taken |= dict.fromkeys(own, "MONEY")
    unknown = groups(words, suspects(words, language, taken), language, taken)
    seen = [] if recogniser is None else [Found(*found) for found in recogniser(text, language)]
    found = [_settled(text, find, records) for find in (*unknown, *seen) if find.end > find.start]
    return resolved([*formed, *(_widened(text, find, language) for find in (*known, *found))])


def _settled(text: str, find: Found, records: Records) -> Found:
    """A find in doubt whose words are a whole name on record, though nothing around them says that a name is meant."""
    if not find.doubtful or (known := records.whole.get(fold(text[find.start : find.end]))) is None:
        return find
    return Found(find.start, find.end, *known)


def _whole(find: Found, hyphened: list[Word], words: Words, language: str) -> Found:
    """A find with the rest of a hyphenated name: "Ann-" of "Ann-Marie", but not "-Angebot" of "Koch-Angebot"."""
    start, end = find.start, find.end
    at = bisect_left(hyphened, find.end, key=lambda word: word.start)
    while at and hyphened[at - 1].bare_end > find.start:
        at -= 1
        word = hyphened[at]
        rest = [part for part in word.parts if part.end <= find.start or part.start >= find.end]
        if any(_names(words.text[part.start : part.end], part.fold, language) for part in rest):
            start, end = min(start, word.start), max(end, word.bare_end)
    return msgspec.structs.replace(find, start=start, end=end)


def _names(text: str, key: str, language: str) -> bool:
    """Whether a part of a word is rather a name."""
    lower = text.lower()
    return commonness(lower, language) == UNKNOWN or (is_name(key) and not everyday_here(lower, language))


def _with_initial(text: str, find: Found, language: str) -> Found:
    """A person with the initial before or behind the name: "T. Alvarez", "theresa m.", "Sara K", "j okafor"."""
    if find.type != "PERSON":
        return find
    start, end = find.start, find.end
    if behind := _INITIAL.match(text, end):
        end = behind.end()
    elif (bare := _BARE_BEHIND.match(text, end)) and _is_initial(bare[1], text[find.start : find.end], language):
        end = bare.end()
    if (before := _BEFORE.search(text, max(0, start - 10), start)) and not _is_monsieur(before[0], language):
        start = before.start()
    elif (
        (bare := _BARE_BEFORE.search(text, max(0, start - 3), start))
        and _is_initial(bare[1], text[find.start : find.end], language)
        and not _is_monsieur(bare[1], language)
    ):
        start = bare.start(1)
    return msgspec.structs.replace(find, start=start, end=end)


def _widened(text: str, find: Found, language: str) -> Found:
    """A find with what belongs to the name around it."""
    return _with_article(
        text, _with_head(text, _with_form(text, _with_particle(text, _with_initial(text, find, language))))
    )


def _with_article(text: str, find: Found) -> Found:
    """A house with the article that its name begins with: "lunch at The Anchor"."""
    if find.type not in ("ORG", "COMPETITOR", "PERSON") or not text[find.start].isupper():
        return find
    if find.key and find.type != "ORG":
        return find
    before = _ARTICLE.search(text, max(0, find.start - 6), find.start)
    if before is None and " " in text[find.start : find.end]:
        before = _ITEM.search(text, max(0, find.start - 9), find.start)
    return msgspec.structs.replace(find, start=before.start(1), type="ORG") if before else find


def _with_particle(text: str, find: Found) -> Found:
    """A surname with the particle between it and its title."""
    before = _PARTICLE.search(text, max(0, find.start - 24), find.start)
    if before is None or find.type not in ("PERSON", "ORG") or find.key:
        return find
    return msgspec.structs.replace(find, start=before.start(1), type="PERSON")


@cache
def _head() -> re.Pattern[str]:
    """What kind of house or product a name is of, behind it: "'s Hospital", " CRM"."""
    heads = every("org_heads") | shared().product_heads
    either = "|".join(re.escape(form) for head in sorted(heads) for form in (head.capitalize(), head.upper()))
    return re.compile(rf"(?:['’]s)? (?:{either})\b")


def _with_head(text: str, find: Found) -> Found:
    """A name of a house or product whole: "St. Orla's Hospice", "Quillmark CRM"."""
    if find.key:
        return _with_more(text, find)
    if find.type not in ("ORG", "COMPETITOR", "PERSON") or not text[find.start].isupper():
        return find
    behind = _head().match(text, find.end)
    if behind is None:
        return find
    saint = _SAINT.search(text, max(0, find.start - 7), find.start)
    kind: Type = "COMPETITOR" if find.type == "COMPETITOR" else "ORG"
    return msgspec.structs.replace(find, start=saint.start() if saint else find.start, end=behind.end(), type=kind)


def _with_more(text: str, find: Found) -> Found:
    """A known company with what else it is called by: "hartwell brothers" of the Hartwell Bros., "Quay 9"."""
    behind = _MORE.match(text, find.end)
    if find.type not in ("ORG", "PERSON") or behind is None or behind[1][0].islower() != text[find.start].islower():
        return find
    heads = shared().kindred if find.type == "PERSON" else shared().kindred | every("org_heads")
    number = find.type == "ORG" and behind[1].isdigit() and text[find.start : find.end].lower() in shared().numbered
    if behind[1].lower() in heads or number:
        return msgspec.structs.replace(find, end=behind.end())
    return find


def _with_form(text: str, find: Found) -> Found:
    """A company with the legal form behind it, and a name that turns out to be one by it: "Orla Boats A.Ş."."""
    if find.type not in ("ORG", "COMPETITOR") and (find.type != "PERSON" or find.key):
        return find
    last = text.rfind(" ", find.start, find.end)
    end = max(form_end(text, find.end), form_end(text, last) if last > 0 else 0)
    kind: Type = "ORG" if end > find.end and find.type == "PERSON" else find.type
    end = max(end, find.end)
    return msgspec.structs.replace(find, end=end, type=kind)


def _is_monsieur(initial: str, language: str) -> bool:
    return language == "fr" and initial.startswith("M")


def _is_initial(letter: str, name: str, language: str) -> bool:
    """Whether a letter alone beside a name is its initial, not a word of the language or "u" for "you"."""
    if letter == "I":
        return False
    if letter.isupper() and not name.isupper():
        return True
    if letter.islower() != name.islower():
        return False
    lower = letter.lower()
    return (
        lower not in _WORDS and lower not in shared().short and all(lower not in cue.function for cue in cues(language))
    )


def _formed(text: str, records: Records, amounts: list[Sum], language: str) -> Iterator[Found]:
    for match in LOOKS_LIKE_ONE.finditer(text):
        if match["open"] or match["shut"] or match["label"].isupper():
            yield Found(match.start(), match.end(), "TYPED")
    for find in pattern_finds(text):
        if find.type == "EMAIL":
            yield Found(find.start, find.end, "EMAIL", records.emails.get(text[find.start : find.end].casefold(), ""))
        else:
            yield find
    if signed := _SIGNED.search(text):
        yield Found(signed.start(1), signed.end(1), "PERSON")
    for start, end in phone_places(text):
        digits = "".join(sign for sign in text[start:end] if sign.isdigit())
        yield Found(start, end, "PHONE", records.phones.get(digits[-8:], ""))
    for start, end in (*address_places(text), *street_places(text, language)):
        yield Found(start, end, "ADDRESS")
    own = [match.span() for match in OWN.finditer(text)]
    for found in amounts:
        if not any(start <= found.start < end for start, end in own):
            yield Found(found.start, found.end, "MONEY")


def _places(words: list, finds: list[Found]) -> dict[int, str]:  # type: ignore[type-arg]
    """The places of the words that finds cover, with the type."""
    places: dict[int, str] = {}
    at = 0
    for find in finds:
        while at and at < len(words) and words[at].start > find.start:
            at -= 1
        while at < len(words) and words[at].end <= find.start:
            at += 1
        while at < len(words) and words[at].start < find.end:
            places[at] = find.type
            at += 1
    return places


def _touches(find: Found, formed: list[Found]) -> bool:
    """Whether it stands within something that is masked as a whole, an email or an address."""
    return any(other.start < find.end and find.start < other.end for other in formed)
