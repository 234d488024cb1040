"""All event types and all kinds of private content, by the name they are stored under. One module a family."""

from typing import Final

from events.envelope import Event, Private
from events.types import (
    coaching,
    entries,
    follow_ups,
    goals,
    imports,
    mentions,
    mood,
    outcomes,
    outreach,
    person,
    pitches,
    plans,
    practice,
    privacy,
    prospects,
    rest,
)

EVENT_TYPES: Final[dict[str, type[Event]]] = {
    event.type: event
    for event in (
        person.PersonRegistered,
        person.PersonSettingsChanged,
        prospects.ProspectAdded,
        prospects.ProspectChanged,
        outreach.OutreachRecorded,
        outcomes.OutcomeRecorded,
        follow_ups.FollowUpScheduled,
        follow_ups.FollowUpSnoozed,
        follow_ups.FollowUpDone,
        follow_ups.FollowUpDropped,
        entries.EntryRetracted,
        entries.EntryCorrected,
        imports.ImportStarted,
        imports.ImportFinished,
        imports.ImportUndone,
        coaching.CoachingGiven,
        coaching.ModelCalled,
        coaching.CoachingRated,
        coaching.DraftDismissed,
        privacy.ForgettingRequested,
        privacy.ForgettingDone,
        coaching.CommitmentMade,
        coaching.CommitmentKept,
        rest.RestDaysTaken,
        rest.PauseStarted,
        rest.PauseEnded,
        mood.MoodReported,
        goals.GoalSet,
        goals.GoalDropped,
        pitches.PitchVersionAdded,
        pitches.PitchVersionChosen,
        plans.PlanIssued,
        plans.PlanStepDone,
        practice.PracticeHeld,
        pitches.PitchRevised,
    )
}

PRIVATE_TYPES: Final[tuple[type[Private], ...]] = (
    person.PersonName,
    prospects.ProspectDetails,
    outreach.EntryNote,
    mentions.Mentions,
    imports.ImportSource,
    coaching.CoachingContent,
    coaching.CoachingReceipt,
    coaching.CommitmentText,
    mood.Mood,
    pitches.PitchText,
    plans.PlanContent,
    pitches.RevisionContent,
)
