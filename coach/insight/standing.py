"""How it stands with one prospect: the last outcome, ever a yes, when to come back. Pure.

In: the states, a prospect's id, the local day. Out: an `Answer` without any name: "the one you name" is enough.
"""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from coach.insight.asked import Answer
from coach.journal.labels import REASON_WORDS
from events.folds import follow_ups
from events.folds.prospects import Dealings
from events.folds.reader import States
from events.folds.timeline import moment_of
from events.words import REASONS, Reason

_OPEN: Final = ("waiting", "due", "snoozed")


def is_final(states: States, prospect_id: str) -> bool:
    """Whether a confirmed final no stands."""
    return prospect_id in states.prospects.locked or prospect_id in states.follow_ups.locked


def has_refused(states: States, prospect_id: str) -> bool:
    """Whether a final no stands, or their last answer is one that was never confirmed."""
    answer = states.prospects.dealings.get(prospect_id, Dealings()).answer
    return is_final(states, prospect_id) or answer == "hard_no"


def standing(states: States, prospect_id: str, today: date) -> Answer:
    """What the journal has of a prospect without a final no, in sentences."""
    found = Answer()
    known = states.prospects.dealings.get(prospect_id, Dealings())
    if known.at is None:
        found.says.append("person_tried" if known.entries else "person_new")
    else:
        zone = ZoneInfo(states.person.time_zone)
        days = max(0, (today - moment_of(known.at).astimezone(zone).date()).days)
        found.add("person_since", "days since their last outcome", days, "day", "up to today")
        found.says.append(f"person_{known.outcome}")
        found.says.append("person_when" if days else "person_today")
        if known.outcome == "soft_no" and (reason := last_reason(states, prospect_id)):
            found.words["person_reason"] = REASON_WORDS[reason]
            found.says.append("person_reason")
    if known.won:
        found.add("person_won", "yeses of theirs", known.won, "win", "in your whole journal")
        found.says.append("person_bought")
    elif known.at is not None:
        found.says.append("person_never_bought")
    _follow_up(found, states, prospect_id, today)
    return found


def last_reason(states: States, prospect_id: str) -> Reason | None:
    """Why the last answer of a prospect is a no for now; None where it is none, or has no reason."""
    known = states.prospects.dealings.get(prospect_id, Dealings())
    reason = next((reason for reason in REASONS if reason == known.reason), None)
    return reason if known.answer == "soft_no" and reason != "unstated" else None


def due_today(states: States, today: date) -> list[str]:
    """The prospects whose follow-up has come up, the longest waiting first, each once."""
    # Thousands of follow-ups take their time, and one reply asks more than once: worked out once for a journal and day.
    as_of = (states.journal_version, today)
    known, due = states.worked_out.get("due", (None, None))
    if known != as_of:
        due = _due(states, today)
        states.worked_out["due"] = (as_of, due)
    assert isinstance(due, list)
    return due


def _due(states: States, today: date) -> list[str]:
    due = (one.prospect_id for one in follow_ups.view(states.follow_ups, today) if one.status == "due")
    return [prospect_id for prospect_id in dict.fromkeys(due) if not has_refused(states, prospect_id)]


def days_to_next(states: States, today: date) -> int | None:
    """Days until the next follow-up comes up; None where none is set."""
    coming = (one for one in follow_ups.view(states.follow_ups, today) if one.status in ("waiting", "snoozed"))
    return next(((one.due_on - today).days for one in coming if not has_refused(states, one.prospect_id)), None)


def _follow_up(found: Answer, states: States, prospect_id: str, today: date) -> None:
    kept = follow_ups.view(states.follow_ups, today, prospect_id)
    one = next((one for one in kept if one.status in _OPEN), None)
    if one is None:
        return
    days = (one.due_on - today).days
    if days == 0:
        found.says.append("person_due_today")
        return
    label = "days until the follow-up with them" if days > 0 else "days since the follow-up with them came up"
    found.add("person_due", label, abs(days), "day", "up to today")
    found.says.append("person_due_in" if days > 0 else "person_due_since")
