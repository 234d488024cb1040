"""What the journal holds, as the person sees it."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from coach.contracts.inputs import OutcomeInput
from coach.contracts.numbers import Rate
from coach.safety import Care
from events.words import Channel, GoalKind, Horizon, Weekday


class EntryResult(Struct, omit_defaults=True):
    """What became of one entry of a batch. `problem` says what to mend; `safety` is for the person who wrote the
    note, to be shown where they wrote it and kept nowhere."""

    entry_id: str
    status: Literal["added", "already", "conflict", "invalid"]
    problem: str | None = None
    safety: Care | None = None


class BatchResult(Struct):
    results: list[EntryResult]


class Entry(Struct):
    """One entry as the person reads it back."""

    entry_id: str
    occurred_at: datetime
    channel: Channel
    count: int
    outcomes: list[OutcomeInput]
    label: str
    note: str = ""
    contact: str = ""
    company: str = ""


class Prospect(Struct):
    prospect_id: str
    contact: str
    company: str
    email: str
    phone: str
    industry: str
    company_size: str
    role: str
    tags: list[str]
    forgotten: bool = False


class Goal(Struct):
    """A goal and how far it is: `done` of `target` from `since` to `until`, both days in it."""

    goal_id: str
    kind: GoalKind
    horizon: Horizon
    target: int
    done: int
    since: date
    until: date


class Pitch(Struct):
    """One version of a pitch, what it met, and the person's words; `text` is None once they are forgotten.

    `name` is what the command line calls it: "1.2" is the second version of the first pitch. `reasons` are of its
    no's; `conversion` is won / conversations.
    """

    name: str
    pitch_id: str
    version: int
    title: str
    text: str | None
    source: Literal["person", "coach"]
    added_at: datetime
    in_use: bool
    outcomes: dict[str, int]
    reasons: dict[str, int]
    conversations: int
    conversion: Rate


class FollowUp(Struct):
    """When to come back to a prospect. `status` is waiting, due or snoozed, or done or dropped once it is over.

    `reason` is empty where there was no no. `opened_on` is the day of the conversation it comes from, `channel` how
    they were last tried, `note` what the person last noted about them. Who is forgotten has no name.
    """

    follow_up_id: str
    prospect_id: str
    contact: str
    company: str
    reason: str
    due_on: date
    status: Literal["waiting", "due", "snoozed", "done", "dropped"]
    opened_on: date | None = None
    channel: Channel = "call"
    note: str = ""
    forgotten: bool = False


class FollowUpResult(Struct, omit_defaults=True):
    """What became of an act: it was added, or had been already. `entry_id` is the entry that was logged with it."""

    follow_up_id: str
    status: Literal["added", "already"]
    entry_id: str | None = None


class Person(Struct):
    person_id: str
    name: str
    time_zone: str
    working_days: list[Weekday]
    language: str
    streaks: bool
