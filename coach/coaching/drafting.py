"""Drafting: which entries a reply offers to log for a report, and what is said where it offers none. Pure.

A run of no's is no day. What was spread over a week is of no day yet. What the journal has is not drafted again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from coach.coaching.selection import Memory
from coach.coaching.situation import HEAVY
from coach.contracts import DraftEntry
from coach.insight.facts import build_facts
from coach.insight.numbers import Numbers, Period, numbers
from coach.insight.standing import is_final
from coach.understanding import Message, Note, Order, Reported, adds, draft, of_prospect, one_of, reported_activities
from events.folds.entries import EntryState
from events.folds.reader import States
from events.ids import derive
from events.words import CHANNELS, Outcome

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
) -> Drafted:
    """What is offered for a message that reports something. `of`: whose final no or yes it tells."""
    if not message.reports:
        return Drafted([])
    if message.reported and message.reported.when == "week":
        return Drafted([], "which_day")
    if (message.asks or not HEAVY.isdisjoint(message.moods)) and all(_so_far(one, states) for one in message.reports):
        return Drafted([])
    if "run" in message.patterns and all(_undated(reported) for reported in message.reports):
        return Drafted([])
    ids = [derive(reply_id, name) for name in _IDS]
    found = entries(message.reports, ids, language, today)
    outcome = _only_outcome(found[0]) if len(found) == 1 else None
    if outcome and (who := of.get(outcome)):
        used = _channels_of(who, states)
        found = entries(reported_activities(text, language, used), ids, language, today) if used else found
        return _of_one(found[0], outcome, who, states, today, language)
    pairs = list(zip(message.reports, found, strict=False))
    notes = [None if adds(text, language) else _held(reported, entry.day or today, states) for reported, entry in pairs]
    new = [entry for (_, entry), note in zip(pairs, notes, strict=True) if note is None]
    if new:
        return Drafted(new, "left_open" if any(reported.open for reported in message.reports) else None)
    return Drafted([], "logged_in_part" if "logged_in_part" in notes else "logged_already")


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


def _so_far(reported: Reported, states: States) -> bool:
    """Whether tries of no day are those that the journal has, of many days: far more than on any one of them."""
    if reported.when != "unspecified" or reported.weekday is not None or reported.conversations or reported.rejections:
        return False
    days = [sum(day.attempts.values()) for day in states.stats.days.values()]
    return 2 * max(days, default=0) < (reported.attempts or 0) <= sum(days)


def _undated(reported: Reported) -> bool:
    """Whether only no's are told, of no day: "23 no's in a row"."""
    done = reported.attempts or reported.conversations
    return not done and reported.when == "unspecified" and reported.weekday is None


def _held(reported: Reported, day: date, states: States) -> Note | None:
    """What the journal has of the same numbers of that day already, in one entry or altogether: just these, or these
    beside others; None where it has not."""
    whole = numbers(states, Period(day, day))
    of_day = [entry for entry in states.entries.recent.values() if entry.occurred_at.startswith(day.isoformat())]
    found = [held for held in [whole, *map(_numbers_of, of_day)] if _same(reported, held)]
    if not found:
        return None
    return "logged_already" if any(_all_told(reported, held) for held in found) else "logged_in_part"


def _all_told(reported: Reported, held: Numbers) -> bool:
    """Whether an entry, or a day, has nothing but what is reported of it: its attempts, and each of its outcomes."""
    told = [
        (reported.attempts or reported.conversations or reported.rejections, held.attempts),
        (reported.rejections, held.rejections),
        (reported.won, held.won),
        (reported.small_wins, held.small_wins),
    ]
    return all((count or 0) == known for count, known in told)


def _numbers_of(entry: EntryState) -> Numbers:
    outcomes: dict[str, int] = {}
    for outcome in entry.outcomes:
        outcomes[outcome.outcome] = outcomes.get(outcome.outcome, 0) + outcome.count
    return Numbers({entry.channel: entry.count}, outcomes, {})


def _same(reported: Reported, held: Numbers) -> bool:
    told = [
        (reported.attempts, held.attempts),
        (reported.conversations, held.conversations),
        (reported.rejections, held.rejections),
        (reported.won, held.won),
        (reported.small_wins, held.small_wins),
        (reported.no_answer, held.outcomes.get("no_answer", 0)),
        (reported.unreachable, held.outcomes.get("unreachable", 0)),
    ]
    return all(count == known for count, known in told if count) and any(count for count, _ in told)
