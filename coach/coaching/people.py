"""People: whom of the journal's prospects a message names, and what is said of them before anything else. Pure.

In: a message and the prospects' names, which stay in memory. Out: `Here`, from which the first block is made. What is
said of somebody named has no name in it; the names of who waits today are in the one block that asks for it, and go
into the journal as marks, like names in a message.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, structs

from coach.contracts import Prospect
from coach.insight.asked import Answer
from coach.insight.standing import due_today, is_final, standing
from coach.journal.names import fold_name
from coach.understanding import language_of, reaches_for, read_quote, replies_to_them, tells_of_touch, told_in
from coach.understanding.deeds import Deed
from coach.understanding.language import known_word
from coach.understanding.plain import plain
from coach.understanding.reports import reports
from events.folds.reader import States
from events.words import Outcome

MOST_NAMED: Final = 5

FINAL: Final[Sequence[Deed]] = ["hard_no"]
DEEDS: Final[dict[Outcome, list[Deed]]] = {
    "won": ["won"],
    "soft_no": ["competitor", "price", "timing", "rejections"],
    "progress": ["small_wins"],
}
"""What is told of one prospect, by what it is in the journal; a final no is read apart."""

_LABEL: Final = re.compile(r"\s*(?P<name>(?:[^\s:]+ ){0,2}[^\s:]+?)(?:\s*:|\s[-\u2013\u2014])\s(?P<said>.+)", re.DOTALL)
"""A name in front of what they said: "Lou Fisk: take us off your list"."""

_SURE: Final = 0.5
"""How sure it must be that a note is about a final no, where no clause of it says so."""

_PART: Final = 3
_COMPANY_PART: Final = 4
"""Letters of a part of a name that may stand for the whole."""


class Here(Struct, frozen=True):
    """Whom a message is about: ids of prospects that it names; those whose final no or other news it tells (`news`);
    whether it asks who waits today, and their names. `told`: whose final no, not logged yet, an earlier message told.
    `closed`: it reaches for somebody who gave one and is not named in it. `replies`: it asks about a reply to who wrote
    first. `pitch`: the pitch in use, where it names one. `better`: it tells of something better of today than what the
    journal has of them. `spoken`: who is named in it, else in the message before.
    """

    named: frozenset[str] = frozenset()
    news: Mapping[Outcome, str] = {}
    told: frozenset[str] = frozenset()
    closed: bool = False
    replies: bool = False
    better: bool = False
    spoken: frozenset[str] = frozenset()
    asks_who: bool = False
    due: Sequence[str] = ()
    more: bool = False
    pitch: str = ""


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


def named_as_final(text: str, known: Called, usual: str, last: str = "") -> str | None:
    """Whose final no the text tells, None where it tells none, or may mean several. `last` as in `named_as`."""
    return _named(FINAL, text, last, known, usual)


def named_as(outcome: Outcome, text: str, last: str, known: Called, usual: str) -> str | None:
    """Whose yes, no or step forward the text tells, None where it tells none, or may mean several. "He signed" is whom
    the message before, `last`, names, where this one names nobody.
    """
    return _named(DEEDS[outcome], text, last, known, usual)


def _named(deeds: Sequence[Deed], text: str, last: str, known: Called, usual: str) -> str | None:
    language = language_of(text, usual)
    where = told_in(text, deeds, language)
    if text in where and not named_in_message(text, known, language):
        where = [last]
    if found := _only(named_in_message(words, known, language) for words in where):
        return found
    label = _LABEL.match(text)
    if not label or named_in_message(label["said"], known, language) or not _says(label["said"], deeds, language):
        return None
    return _only([named_in_message(label["name"], known, language)])


def _says(words: str, deeds: Sequence[Deed], language: str) -> bool:
    """Whether a note of what somebody said tells one of `deeds`."""
    if told_in(words, deeds, language):
        return True
    own = not set(plain(words, language).split()).isdisjoint({*reports(language).myself, "?"})
    if own or deeds != FINAL:
        return False
    reading = read_quote(words, language)
    return reading.outcome == "hard_no" and reading.confidence >= _SURE


def news_in(text: str, last: str, known: Called, usual: str) -> dict[Outcome, str]:
    """Whose final no, and whose other news, a message tells."""
    found: dict[Outcome, str | None] = {"hard_no": named_as_final(text, known, usual, last)}
    found |= {outcome: named_as(outcome, text, last, known, usual) for outcome in DEEDS}
    return {outcome: who for outcome, who in found.items() if who}


def _only(found: Iterable[frozenset[str]]) -> str | None:
    ids = frozenset[str]().union(*found)
    return next(iter(ids)) if len(ids) == 1 else None


def here_in(text: str, earlier: Sequence[str], known: Called, usual: str, states: States) -> Here:
    """Whom a message is about: who is named, else who is meant of the messages before it, the oldest first."""
    named = named_in_message(text, known, usual)
    finals = (named_as_final(one, known, usual, before) for before, one in zip(["", *earlier], earlier, strict=False))
    told = frozenset(who for who in finals if who and not is_final(states, who))
    news, language = news_in(text, earlier[-1] if earlier else "", known, usual), language_of(text, usual)
    better = not news.keys().isdisjoint({"won", "progress"}) or tells_of_touch(text, language)
    spoken = named or (named_in_message(earlier[-1], known, usual) if earlier else named)
    here = Here(named, news, told, replies=replies_to_them(text, language), better=better, spoken=spoken)
    if named:
        return here
    meant = _meant(text, earlier, known, usual)
    if meant is None:
        return here
    locked = frozenset(who for who in named_in_message(meant, known, usual) if who in told or is_final(states, who))
    return structs.replace(here, named=locked, closed=bool(locked) or tells_final(meant, usual))


def _meant(text: str, earlier: Sequence[str], known: Called, usual: str) -> str | None:
    """The message that tells of whom `text` reaches for."""
    reach = reaches_for(text, language_of(text, usual))
    if reach is None:
        return None
    near = list(reversed(earlier if reach == "nearest" else earlier[-1:]))
    return next((one for one in near if named_in_message(one, known, usual) or tells_final(one, usual)), None)


def tells_final(text: str, usual: str) -> bool:
    """Whether a message tells somebody's final no."""
    language = language_of(text, usual)
    if told_in(text, FINAL, language):
        return True
    label = _LABEL.match(text)
    return label is not None and _says(label["said"], FINAL, language)


def with_told(states: States, here: Here) -> States:
    """The states as they are when the final no's told in the conversation stand in the journal."""
    if not here.told:
        return states
    prospects = structs.replace(states.prospects, locked=states.prospects.locked | dict.fromkeys(here.told, 0))
    follow_ups = structs.replace(states.follow_ups, locked=states.follow_ups.locked | here.told)
    by_fold = states.by_fold | {"prospects": prospects, "follow_ups": follow_ups}
    return structs.replace(states, by_fold=by_fold, worked_out={})


def is_locked(here: Here, states: States) -> bool:
    """Whether a final no of somebody whom the message may name or mean stands."""
    return here.closed or any(is_final(states, who) for who in here.named)


def said_of_people(here: Here, states: States, asks: bool, today: date) -> Answer | None:
    """What the journal says first of whom a message is about, None where nobody in particular is."""
    if is_locked(here, states):
        logged = any(is_final(states, who) for who in here.named - here.told)
        found = Answer(says=["person_final" if logged else "person_told"])
        if here.replies:
            found.says.append("person_reply")
        return found
    if asks and here.news.get("hard_no") in here.named:
        return Answer(says=["person_told"])
    if asks and len(here.named) == 1 and not here.better:
        return standing(states, next(iter(here.named)), today)
    if not here.asks_who:
        return None
    found = Answer(words={"names": ", ".join(here.due)})
    found.add(
        "follow_ups_due", "follow-ups whose day has come", len(due_today(states, today)), "follow_up", "up to today"
    )
    found.says.append("people_due_more" if here.more else "people_due" if here.due else "people_none")
    return found
