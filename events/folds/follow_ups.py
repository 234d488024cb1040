"""Follow-ups: when to come back to a prospect who said "not now", and who is never to be contacted again.

A soft no with a prospect opens one by itself, with the date that was stated or one by its reason; a stated date opens
one after any other conversation too. Imported history opens none: nobody wants a thousand reminders of old calls.
The fold collects; `view` decides by moments, so late events need no repair.
"""

import calendar
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct, field

from events.envelope import Event, Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.follow_ups import FollowUpDone, FollowUpDropped, FollowUpScheduled, FollowUpSnoozed
from events.types.outcomes import OutcomeRecorded

Status = Literal["waiting", "due", "snoozed", "done", "dropped"]

WEEKS = {"timing": 6, "hesitation": 2, "authority": 2}
MONTHS = {"price": 3, "pitch": 3, "unstated": 3, "competitor": 6, "not_interested": 6}
"""How long to wait, by reason. Not in either: `fit`, where a referral is asked for instead."""


class FollowUpState(Struct):
    """What is known of one follow-up: the no it comes from (`opened`, in milliseconds, and its own date), and the
    last thing the person did about it (`act` at `acted`, with its date, and the entry that came of it)."""

    prospect_id: str = ""
    reason: str = ""
    opened: int | None = None
    due_on: str | None = None
    act: Literal["", "scheduled", "snoozed", "done", "dropped"] = ""
    acted: int | None = None
    day: str | None = None
    entry_id: str | None = None


class FollowUpsState(Struct):
    """Follow-ups by id; `answered` is when a prospect last said yes or not now; `locked` are those who are not to be
    contacted again, since a final no."""

    follow_ups: dict[str, FollowUpState] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)


class FollowUp(Struct, frozen=True):
    """One follow-up as of a day. `due_on` is its date as it stands. `reason` is empty where there was no no."""

    follow_up_id: str
    prospect_id: str
    reason: str
    due_on: date
    status: Status


def apply(state: FollowUpsState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutcomeRecorded):
        if event.prospect_id:
            _met(state, recorded, event, event.prospect_id)
    elif isinstance(event, FollowUpScheduled | FollowUpSnoozed | FollowUpDone | FollowUpDropped):
        _act(state, event, event.follow_up_id, milliseconds_of(recorded.occurred_at))


def _met(state: FollowUpsState, recorded: Occurrence, event: OutcomeRecorded, prospect_id: str) -> None:
    if event.confirmed:
        state.locked.add(prospect_id)
    at = milliseconds_of(recorded.occurred_at)
    if event.outcome in ("won", "soft_no"):
        state.answered[prospect_id] = max(at, state.answered.get(prospect_id, at))
    if event.batch_id or not (event.outcome == "soft_no" or event.revisit_on):
        return
    found = state.follow_ups.setdefault(recorded.event_id, FollowUpState())
    found.prospect_id, found.opened = prospect_id, at
    found.reason = event.reason or "unstated" if event.outcome == "soft_no" else ""
    found.due_on = event.revisit_on or revisit(recorded.date, found.reason)


def _act(state: FollowUpsState, event: Event, follow_up_id: str, at: int) -> None:
    found = state.follow_ups.setdefault(follow_up_id, FollowUpState())
    if isinstance(event, FollowUpScheduled) and not found.prospect_id:
        found.prospect_id = event.prospect_id
    if found.acted is not None and at < found.acted:
        return
    found.acted, found.day, found.entry_id = at, None, None
    match event:
        case FollowUpScheduled():
            found.act, found.day = "scheduled", event.due_on
        case FollowUpSnoozed():
            found.act, found.day, found.entry_id = "snoozed", event.until, event.entry_id
        case FollowUpDone():
            found.act, found.entry_id = "done", event.entry_id
        case _:
            found.act = "dropped"


def revisit(day: date, reason: str) -> str | None:
    """When to come back (YYYY-MM-DD) to a prospect who gave this reason on this day; None for never."""
    if reason in WEEKS:
        return (day + timedelta(weeks=WEEKS[reason])).isoformat()
    if reason not in MONTHS:
        return None
    months = day.month - 1 + MONTHS[reason]
    year, month = day.year + months // 12, months % 12 + 1
    # 30 November and three months is the last of February.
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])).isoformat()


def view(state: FollowUpsState, today: date, prospect_id: str | None = None) -> list[FollowUp]:
    """Every follow-up that has a date, of one prospect or of all, as of the local day `today`, in the order of their
    dates."""
    found = [
        FollowUp(follow_up_id, kept.prospect_id, kept.reason, date.fromisoformat(due), _status(state, kept, due, today))
        for follow_up_id, kept in state.follow_ups.items()
        # Without a prospect it is about a no that was taken back.
        if kept.prospect_id and prospect_id in (None, kept.prospect_id) and (due := kept.day or kept.due_on)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.follow_up_id))


def _status(state: FollowUpsState, kept: FollowUpState, due: str, today: date) -> Status:
    if kept.act == "done":
        return "done"
    # A final no goes before any reminder, also one that was set after it: nobody is contacted against their will.
    if kept.act == "dropped" or kept.prospect_id in state.locked:
        return "dropped"
    # They talked again since: that conversation, not this one, says when to come back.
    touched = max(moment for moment in (kept.opened, kept.acted) if moment is not None)
    if state.answered.get(kept.prospect_id, touched) > touched:
        return "done"
    if due <= today.isoformat():
        return "due"
    return "snoozed" if kept.act == "snoozed" else "waiting"


FOLLOW_UPS = Fold(
    "follow_ups",
    2,
    FollowUpsState,
    apply,
    (OutcomeRecorded, FollowUpScheduled, FollowUpSnoozed, FollowUpDone, FollowUpDropped),
)
