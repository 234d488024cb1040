"""People: whom of the journal's prospects a message names, and what is said of them before anything else. Pure.

In: a message and the prospects' names, which stay in memory. Out: `Here`, from which the first block is made. What is
said of somebody named has no name in it; the names of who waits today are in the one block that asks for it, and go
into the journal as marks, like names in a message.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, structs

from coach.coaching.called import Called, named_in_message
from coach.coaching.news import named_as_final, news_in, tells_final
from coach.insight.asked import Answer
from coach.insight.standing import days_to_next, due_today, has_refused, is_final, standing
from coach.understanding import language_of, reaches_for, replies_to_them, tells_of_touch
from events.folds.reader import States
from events.words import Outcome

MOST_NAMED: Final = 5

_BETTER: Final[tuple[Outcome, ...]] = ("won", "progress")


class Here(Struct, frozen=True):
    """Whom a message is about: ids of prospects that it names; those whose final no or other news it tells (`news`);
    whether it asks who waits today, and their names. `told`: whose final no, not logged yet, an earlier message told.
    `closed`: it reaches for somebody who gave one and is not named in it. `replies`: it asks about a reply to who wrote
    first. `pitch`: the pitch in use, where it names one. `better`: it tells of something better of today than what the
    journal has of them. `spoken`: who is named in it, else in the message before. `other`: it names somebody else than
    the message before.
    """

    named: frozenset[str] = frozenset()
    news: Mapping[Outcome, str] = {}
    told: frozenset[str] = frozenset()
    closed: bool = False
    replies: bool = False
    better: bool = False
    spoken: frozenset[str] = frozenset()
    other: bool = False
    asks_who: bool = False
    due: Sequence[str] = ()
    more: bool = False
    pitch: str = ""


def here_in(text: str, earlier: Sequence[str], known: Called, usual: str, states: States) -> Here:
    """Whom a message is about: who is named, else who is meant of the messages before it, the oldest first."""
    named = named_in_message(text, known, usual)
    finals = (named_as_final(one, known, usual, before) for before, one in zip(["", *earlier], earlier, strict=False))
    told = frozenset(who for who in finals if who and not is_final(states, who))
    news, language = news_in(text, earlier[-1] if earlier else "", known, usual), language_of(text, usual)
    better = not news.keys().isdisjoint(_BETTER) or tells_of_touch(text, language)
    before = named_in_message(earlier[-1], known, usual) if earlier else frozenset()
    here = Here(
        named,
        news,
        told,
        replies=replies_to_them(text, language),
        better=better,
        spoken=named or before,
        other=bool(named and before and named.isdisjoint(before)),
    )
    if named:
        return here
    meant = _meant(text, earlier, known, usual)
    if meant is None:
        return here
    locked = frozenset(who for who in named_in_message(meant, known, usual) if who in told or has_refused(states, who))
    return structs.replace(here, named=locked, closed=bool(locked) or tells_final(meant, usual))


def _meant(text: str, earlier: Sequence[str], known: Called, usual: str) -> str | None:
    """The message that tells of whom `text` reaches for."""
    reach = reaches_for(text, language_of(text, usual))
    if reach is None:
        return None
    near = list(reversed(earlier if reach == "nearest" else earlier[-1:]))
    return next((one for one in near if named_in_message(one, known, usual) or tells_final(one, usual)), None)


def with_told(states: States, here: Here) -> States:
    """The states as they are when the final no's told in the conversation stand in the journal."""
    if not here.told:
        return states
    prospects = structs.replace(states.prospects, locked=states.prospects.locked | dict.fromkeys(here.told, 0))
    follow_ups = structs.replace(states.follow_ups, locked=states.follow_ups.locked | here.told)
    by_fold = states.by_fold | {"prospects": prospects, "follow_ups": follow_ups}
    return structs.replace(states, by_fold=by_fold, worked_out={})


def is_locked(here: Here, states: States) -> bool:
    """Whether a final no of somebody whom the message may name or mean stands. One that was never confirmed is over
    when the message tells of a yes or a step forward."""
    holds = is_final if any(outcome in here.news for outcome in _BETTER) else has_refused
    return here.closed or any(holds(states, who) for who in here.named)


def said_of_people(here: Here, states: States, asks: bool, today: date) -> Answer | None:
    """What the journal says first of whom a message is about, None where nobody in particular is."""
    if is_locked(here, states):
        logged = any(has_refused(states, who) for who in here.named - here.told)
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
    if not here.due and (days := days_to_next(states, today)):
        found.add("people_next", "days until the next follow-up", days, "day", "from today")
        found.says.append("people_next")
    return found
