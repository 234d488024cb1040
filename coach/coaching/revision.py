"""Guards of a revised pitch: what a model made of the person's words is checked against them. Pure.

A revision may say better what the pitch says. It may not say more: no number, name, link or promise that was not there.
In: what the model offered, and the masked pitch. Out: the revision, or the guard that refuses it.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from coach.coaching import guards
from coach.coaching.composition import Piece
from coach.coaching.guards import Checked, Offered, contacts_again, promises_a_yes
from coach.coaching.masking import FIELD
from coach.coaching.quantities import quantities
from coach.privacy import restore
from coach.privacy.lexicon import UNKNOWN, commonness

LONGEST: Final = 8_000
SHORTEST_SHARE, LONGEST_SHARE = 0.4, 1.5
"""Length of a revision as a share of the pitch's."""

_QUOTED: Final = 8
"""Words in a row of the prompt that are no chance."""

_KNOWN_SHARE: Final = 0.6
"""Of the words of an English text, those that a dictionary or another language's everyday words have, at least."""


class Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    """A revision as a model writes it: the whole pitch, why it is better, and the cards that this rests on."""

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    why: Annotated[str, Meta(min_length=15, max_length=420)]
    cards: Annotated[list[str], Meta(min_length=1, max_length=4)]


class Rewrite(Struct, frozen=True):
    """What a guard looks at: the proposal, the masked pitch, the cards that were offered and the prompt's own text."""

    proposal: Proposal
    original: str
    cards: frozenset[str] = frozenset()
    prompt: str = ""


_PROMISE: Final = re.compile(
    r"\b(?:guarantee\w*|risk[- ]free|money[- ]back|refund\w*|for free|free of charge|no obligation|certified|"
    r"award[- ]winning|proven|number one|market[- ]lead\w+|world[- ]class|the best|the only|"
    r"(?:will|can) (?:certainly|definitely|always)|never fails?|trusted by)\b",
    re.IGNORECASE,
)
_PRESSURE: Final = re.compile(
    r"\b(?:(?:take|accept) (?:a )?no for|no is not|before you (?:say|said) no|(?:do not|don['’]t|can['’]t) say no|"
    r"last chance|now or never|only today|today only|act now|act fast|sign (?:now|today)|decide (?:now|today)|"
    r"offer (?:ends|expires)|before it is too late|would be (?:a )?(?:mistake|crazy|foolish|stupid)|"
    r"(?:you(?:['’]ll| will)) regret|what would it take|why not|change your mind)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def wrong_length(rewrite: Rewrite) -> bool:
    """Much shorter or much longer than the pitch."""
    length, before = len(rewrite.proposal.text.strip()), len(rewrite.original)
    return not SHORTEST_SHARE * before <= length <= LONGEST_SHARE * before


def marks_changed(rewrite: Rewrite) -> bool:
    """A mark, or a field of the person's own, was dropped, added or doubled."""
    return Counter(FIELD.findall(rewrite.proposal.text)) != Counter(FIELD.findall(rewrite.original))


def stray_mark(rewrite: Rewrite) -> bool:
    """Something that reads like a mark and is none: "PERSON_2", "( person 1 )"."""
    return bool(restore(_plain(rewrite.proposal.text), guards.NOBODY).unknown)


def new_quantity(rewrite: Rewrite) -> bool:
    """A quantity that the pitch does not have, or one of its numbers with another unit."""
    return not quantities(_plain(rewrite.proposal.text)) <= quantities(_plain(rewrite.original))


def new_markup(rewrite: Rewrite) -> bool:
    """A link, an address, HTML or Markdown that the pitch does not have."""
    now, before = (
        Counter(match.casefold() for match in guards.MARKUP.findall(_plain(text)))
        for text in (rewrite.proposal.text, rewrite.original)
    )
    return not now <= before


def new_name(rewrite: Rewrite) -> bool:
    """A name that the pitch does not have, also where a sentence begins with it."""
    known = {word.casefold() for word in _WORD.findall(_plain(rewrite.original))}
    words = {word for word in _WORD.findall(_plain(rewrite.proposal.text)) if word[:1].isupper()}
    strange = any(word.casefold() not in known and _is_strange(word) for word in words)
    return strange or guards.names_somebody(_text(rewrite))


def new_promise(rewrite: Rewrite) -> bool:
    """A promise that the pitch does not make: to the buyer, or that a yes is due."""
    now, before = (
        {match.casefold() for match in _PROMISE.findall(text)} for text in (rewrite.proposal.text, rewrite.original)
    )
    return not now <= before or _newly(promises_a_yes, rewrite)


def new_pressure(rewrite: Rewrite) -> bool:
    """Pressing somebody who says no, or contact that the pitch does not speak of."""
    now, before = (
        {match.casefold() for match in _PRESSURE.findall(text)} for text in (rewrite.proposal.text, rewrite.original)
    )
    return not now <= before or _newly(contacts_again, rewrite)


def other_language(rewrite: Rewrite) -> bool:
    """Another language than the pitch's, which is English: no other is sent."""
    return not is_english(rewrite.proposal.text)


def prompt_text(rewrite: Rewrite) -> bool:
    """Words about prompts and models, or a stretch of the prompt itself, that the pitch does not have."""
    proposal = rewrite.proposal
    quoted = _runs(f"{proposal.text}\n{proposal.why}") & _runs(rewrite.prompt)
    if quoted - _runs(rewrite.original):
        return True
    return guards.talks_about_itself(_text(rewrite)) and not guards.talks_about_itself(_before(rewrite))


def unchanged(rewrite: Rewrite) -> bool:
    """The pitch as it was, whatever its spaces and capitals."""
    return rewrite.proposal.text.casefold().split() == rewrite.original.casefold().split()


def wrong_cards(rewrite: Rewrite) -> bool:
    """A card that was not offered."""
    return not set(rewrite.proposal.cards) <= rewrite.cards


def looping(rewrite: Rewrite) -> bool:
    """The same words again and again, which the pitch does not have."""
    return guards.looping(_text(rewrite)) and not guards.looping(_before(rewrite))


def harmful(rewrite: Rewrite) -> bool:
    """What nobody may be told: verdicts, medicine, ways to harm oneself."""
    unfit = (guards.unkind, guards.medical, guards.encourages_harm, guards.shows_risk)
    return any(guard(_text(rewrite)) for guard in unfit)


def unfit_why(rewrite: Rewrite) -> bool:
    """A reason that could not stand in a reply: each of its guards looks at it."""
    proposal = rewrite.proposal
    why = Offered("insight", proposal.why, proposal.cards)
    piece = Piece("insight", _plain(rewrite.original), proposal.cards)
    return any(guard(Checked(why, piece, {}, {})) for guard in guards.GUARDS)


GUARDS: Final[tuple[Callable[[Rewrite], bool], ...]] = (
    wrong_length,
    marks_changed,
    stray_mark,
    new_quantity,
    new_markup,
    new_name,
    new_promise,
    new_pressure,
    other_language,
    prompt_text,
    unchanged,
    wrong_cards,
    looping,
    harmful,
    unfit_why,
)


def check(item: object, original: str, cards: frozenset[str], prompt: str) -> Proposal | str:
    """The revision that may be shown, or the name of the guard that refuses it."""
    try:
        proposal = msgspec.convert(item, Proposal)
    except msgspec.ValidationError:
        return "schema"
    rewrite = Rewrite(proposal, original, cards, prompt)
    return next((guard.__name__ for guard in GUARDS if guard(rewrite)), proposal)


def is_english(text: str) -> bool:
    """Whether a pitch is in the language that these guards read, by its everyday words and by most of all its words."""
    plain = _plain(text)
    words = _WORD.findall(plain)
    known = sum(not _is_strange(word) for word in words)
    return known >= _KNOWN_SHARE * len(words) and not guards.foreign(plain)


def _is_strange(word: str) -> bool:
    return commonness(word.casefold().replace("’", "'"), "en") == UNKNOWN


def _plain(text: str) -> str:
    """The text with a pronoun for each mark, for the guards that look at its words."""
    return FIELD.sub("them", text)


def _text(rewrite: Rewrite) -> Checked:
    return _checked(rewrite.proposal.text, rewrite)


def _before(rewrite: Rewrite) -> Checked:
    return _checked(rewrite.original, rewrite)


def _checked(text: str, rewrite: Rewrite) -> Checked:
    """A text as the guards of replies look at it, beside the pitch."""
    return Checked(Offered("insight", _plain(text), []), Piece("insight", _plain(rewrite.original), []), {}, {})


def _newly(says: Callable[[str], bool], rewrite: Rewrite) -> bool:
    return says(rewrite.proposal.text) and not says(rewrite.original)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every stretch of some words in a row."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + _QUOTED]) for at in range(len(words) - _QUOTED + 1)}
