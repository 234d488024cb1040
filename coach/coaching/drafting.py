"""Drafting: which entries a reply offers to log for a report, and what is said where it offers none. Pure.

A run of no's is no day. What was spread over a week is of no day yet. What the journal has is not drafted again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from coach.coaching.logged import held, is_of_it_all, is_so_far
from coach.coaching.selection import Memory
from coach.coaching.situation import HEAVY
from coach.contracts import DraftEntry
from coach.insight.facts import build_facts
from coach.insight.standing import is_final
from coach.understanding import (
    Message,
    Note,
    Order,
    Reported,
    adds,
    draft,
    of_prospect,
    one_of,
    reported_activities,
    touch_by,
)
from events.folds.reader import States
from events.ids import derive
from events.words import CHANNELS, Outcome

_HELD: Final[tuple[Note, ...]] = ("logged_in_part", "logged_already", "logged_yesterday")
_IDS: Final = ("draft", "second draft", "third draft", "fourth draft")


class Drafted(Struct, frozen=True):
    """Entries to confirm, and the note that stands where there are none."""

    entries: list[DraftEntry]
    note: Note | None = None


def drafted(
    message: Message,
    text: str,
    states: States,
    today: date,
    reply_id: str,
    language: str,
    of: Mapping[Outcome, str] = {},
    last: str = "",
) -> Drafted:
    """What is offered for a message that reports something. `of`: whose final no or yes it tells; `last`: the message
    before, which may say how they were in touch.
    """
    if not message.reports:
        who = None if "?" in text else of.get("hard_no")
        return Drafted([final_of(who, states, today, reply_id, language)] if who and not is_final(states, who) else [])
    if message.reported and message.reported.when == "week":
        return Drafted([], "which_day")
    if (message.asks or not HEAVY.isdisjoint(message.moods)) and all(is_so_far(one, states) for one in message.reports):
        return Drafted([])
    if all(is_of_it_all(one, states, today) for one in message.reports):
        return Drafted([], None if message.scope == "odds_due" else "in_total")  # the answer to it says what it is
    if "run" in message.patterns and all(_undated(reported) for reported in message.reports):
        return Drafted([])
    ids = [derive(reply_id, name) for name in _IDS]
    found = entries(message.reports, ids, language, today)
    outcome = _only_outcome(found[0]) if len(found) == 1 else None
    if outcome and (who := of.get(outcome)):
        by = touch_by(text, language) or touch_by(last, language)
        used = Counter[str]({by: 1}) if by else _channels_of(who, states)
        again = reported_activities(text, language, used) if used else []
        found = entries(again, ids, language, today) or found  # a mail inside it may be in another language
        return _of_one(found[0], outcome, who, states, today, language)
    pairs = list(zip(message.reports, found, strict=False))
    notes = [None if adds(text, language) else held(reported, entry.day, states, today) for reported, entry in pairs]
    new = [entry for (_, entry), note in zip(pairs, notes, strict=True) if note is None]
    if new:
        return Drafted(new, "left_open" if any(reported.open for reported in message.reports) else None)
    return Drafted([], next(note for note in _HELD if note in notes))


def _channels_of(who: str, states: States) -> Counter[str]:
    """How often the journal has each channel with a prospect: where a message names none, it was the usual one."""
    used: Counter[str] = Counter()
    for entry in states.entries.recent.values():
        if entry.prospect_id == who:
            used[entry.channel] += entry.count
    tried = states.prospects.tried.get(who)
    return used or Counter({tried.channel: 1} if tried else {})


def _of_one(entry: DraftEntry, outcome: Outcome, who: str, states: States, today: date, language: str) -> Drafted:
    """The final no or the yes of one prospect. Nothing but a correction follows a final no that stands."""
    if is_final(states, who):
        return Drafted([] if outcome == "hard_no" else [entry])
    day = (entry.day or today).isoformat()
    of_them = [one for one in states.entries.recent.values() if one.prospect_id == who]
    if any(one.occurred_at.startswith(day) and outcome in {part.outcome for part in one.outcomes} for one in of_them):
        return Drafted([], "logged_already")
    return Drafted([of_prospect(entry, who, language)])


def final_of(who: str, states: States, today: date, reply_id: str, language: str) -> DraftEntry:
    """A final no of a prospect, which locks them."""
    used = _channels_of(who, states)
    usual = max((channel for channel in CHANNELS if used.get(channel)), key=lambda name: used[name], default=None)
    (entry,) = entries([one_of("hard_no", "", usual or "call", language)], [derive(reply_id, _IDS[0])], language, today)
    return of_prospect(entry, who, language)


def entries(found: Sequence[Reported], ids: Iterable[str], language: str, today: date) -> list[DraftEntry]:
    """Each activity as an entry."""
    return [draft(reported, entry_id, language, today) for reported, entry_id in zip(found, ids, strict=False)]


def ordered(
    order: Order, memory: Memory, states: States, today: date, reply_id: str, language: str
) -> list[DraftEntry]:
    """What an order to write down means: what its message tells or the one before it did, as it says; the drafts of the
    reply before, where these are still open. Empty where nothing is told.
    """
    if not order.told:
        done = {*states.entries.recent, *states.coaching.dismissed}
        drafted_so = [draft for draft in memory.drafts if _has(draft, order.outcome) and means(order, draft)]
        if drafted_so:
            return [draft for draft in drafted_so if draft.entry_id not in done]
    used = build_facts(states, today, None).recent.channels
    told = order.told or memory.last
    reports = reported_activities(told, language, used)
    ids = [derive(reply_id, name) for name in _IDS]
    found = [draft for draft in entries(reports, ids, language, today) if _has(draft, order.outcome)]
    if found or not order.outcome:
        done = {*states.entries.recent, *states.coaching.dismissed}
        return found or [draft for draft in memory.open_drafts if draft.entry_id not in done]
    usual = max((channel for channel in CHANNELS if used.get(channel)), key=lambda name: used[name], default=None)
    return entries([one_of(order.outcome, told, usual or "call", language)], ids, language, today)


def means(order: Order, draft: DraftEntry) -> bool:
    """Whether an order may be about a draft: it says no number, or one that the draft has ("log the three calls")."""
    return order.count in {None, draft.count, *(part.count for part in draft.outcomes)}


def _has(draft: DraftEntry, outcome: Outcome | None) -> bool:
    return outcome is None or any(part.outcome == outcome for part in draft.outcomes)


def _only_outcome(draft: DraftEntry) -> Outcome | None:
    """The outcome of a draft of one attempt."""
    return draft.outcomes[0].outcome if draft.count == 1 and draft.outcomes else None


def _undated(reported: Reported) -> bool:
    """Whether only no's are told, of no day: "23 no's in a row"."""
    done = reported.attempts or reported.conversations
    return not done and reported.when == "unspecified" and reported.weekday is None
