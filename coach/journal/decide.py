"""Decide: a command and what is known become events. Pure: time and ids come in, nothing is read or written.

Events of an entry derive their ids from the `entry_id` that the client made, so sending a command again gives the
same events, and the log answers "already there".
"""

from collections.abc import Sequence
from datetime import datetime

from coach.contracts import EntryInput, OutcomeInput, ProspectInput
from coach.errors import InvalidEntry
from events.envelope import NewEvent, Private
from events.ids import derive
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.prospects import ProspectAdded, ProspectDetails
from events.words import CONVERSATIONS, REJECTIONS


def log_entry(
    entry: EntryInput,
    person_id: str,
    occurred_at: datetime,
    prospect_id: str | None = None,
    batch_id: str | None = None,
) -> list[NewEvent]:
    """The events of one entry: its outreach, and what came of it. Raises `InvalidEntry`.

    `prospect_id` is the prospect that the entry is about, found or made by the caller.
    """
    check_entry(entry)
    outreach_id = derive(entry.entry_id, "outreach")
    subject = prospect_id or person_id
    note: dict[str, Private] = {subject: EntryNote(note=entry.note)} if entry.note.strip() else {}
    outreach = OutreachRecorded(
        entry_id=entry.entry_id,
        channel=entry.channel,
        count=attempts(entry),
        prospect_id=prospect_id,
        batch_id=batch_id,
    )
    events = [NewEvent(outreach_id, occurred_at, outreach, note)]
    for index, outcome in enumerate(entry.outcomes):
        reason = (outcome.reason or "unstated") if outcome.outcome in REJECTIONS else None
        recorded = OutcomeRecorded(
            entry_id=entry.entry_id,
            outreach_id=outreach_id,
            channel=entry.channel,
            outcome=outcome.outcome,
            reason=reason,
            count=outcome.count,
            prospect_id=prospect_id,
            confirmed=outcome.confirmed,
            revisit_on=outcome.revisit_on.isoformat() if outcome.revisit_on else None,
            amount=outcome.amount,
            batch_id=batch_id,
            pitch_id=entry.pitch.pitch_id if entry.pitch else None,
            pitch_version=entry.pitch.version if entry.pitch else None,
        )
        events.append(NewEvent(derive(entry.entry_id, f"outcome {index}"), occurred_at, recorded))
    return events


def add_prospect(
    prospect_id: str, details: ProspectInput, occurred_at: datetime, batch_id: str | None = None
) -> NewEvent:
    """The event that makes a prospect known. Its private details are sealed under the prospect's own key."""
    event = ProspectAdded(
        prospect_id=prospect_id,
        industry=details.industry,
        company_size=details.company_size,
        role=details.role,
        tags=list(details.tags),
        batch_id=batch_id,
    )
    private = ProspectDetails(
        contact=details.contact.strip(),
        company=details.company.strip(),
        email=details.email.strip(),
        phone=details.phone.strip(),
    )
    return NewEvent(derive(prospect_id, "added"), occurred_at, event, {prospect_id: private})


def retract_entry(entry_id: str, now: datetime) -> NewEvent:
    """The event that takes an entry back. Taking it back twice is one event."""
    return NewEvent(derive(entry_id, "retracted"), now, EntryRetracted(entry_id=entry_id))


def correct_entry(entry_id: str, replacement: Sequence[NewEvent], replacement_id: str, now: datetime) -> list[NewEvent]:
    """The events that put `replacement` in the place of an entry."""
    corrected = EntryCorrected(entry_id=entry_id, replacement_id=replacement_id)
    return [NewEvent(derive(replacement_id, "corrects"), now, corrected), *replacement]


def attempts(entry: EntryInput) -> int:
    """Attempts of an entry: as stated, else as many as came to something, at least one."""
    return entry.count if entry.count is not None else max(1, sum(outcome.count for outcome in entry.outcomes))


def check_entry(entry: EntryInput) -> None:
    """Raise `InvalidEntry` for an entry that contradicts itself."""
    total = sum(outcome.count for outcome in entry.outcomes)
    if entry.count is not None and total > entry.count:
        raise InvalidEntry(
            f"{total} outcomes cannot come of {entry.count} attempts. Raise the count or lower the outcomes."
        )
    if entry.pitch and not entry.outcomes:
        raise InvalidEntry("A pitch is measured by what came of it. Give an outcome too, or leave the pitch out.")
    for outcome in entry.outcomes:
        _check_outcome(outcome)


def _check_outcome(outcome: OutcomeInput) -> None:
    if outcome.reason and outcome.outcome not in REJECTIONS:
        raise InvalidEntry("Only a no has a reason. Leave the reason out, or log a soft_no or hard_no.")
    if outcome.confirmed and outcome.outcome != "hard_no":
        raise InvalidEntry("Only a hard_no can be confirmed as final.")
    if outcome.amount is not None and outcome.outcome != "won":
        raise InvalidEntry("Only a won outcome has an amount.")
    if outcome.revisit_on and outcome.outcome not in CONVERSATIONS - {"hard_no"}:
        raise InvalidEntry("A date to come back needs a conversation that left the door open.")
