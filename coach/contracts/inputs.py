"""What comes in: entries, questions, settings. Unknown fields are refused, texts and counts have limits."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from events.words import Channel, Outcome, Reason, Weekday

EntryId = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""A UUID in its usual lower-case form; a phone makes a UUIDv7 where it logs offline."""

Count = Annotated[int, Meta(ge=1, le=10_000)]

Note = Annotated[str, Meta(max_length=2_000)]

ShortText = Annotated[str, Meta(max_length=200)]

Moment = Annotated[datetime, Meta(tz=True)]


class OutcomeInput(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What came of an outreach. A `reason` is for rejections only; without one it is `unstated`."""

    outcome: Outcome
    reason: Reason | None = None
    count: Count = 1
    confirmed: bool = False
    """For `hard_no` only: the person confirmed that it is final, which locks the prospect."""
    revisit_on: date | None = None
    amount: Annotated[float, Meta(ge=0, le=1e12)] | None = None


class KnownInput(Struct):
    """What is on record about the prospect whom a text is about, as far as it is known."""

    contact: str | None = None
    company: str | None = None
    email: str | None = None
    phone: str | None = None


class RedactInput(Struct):
    """A text to be redacted."""

    text: str
    record: KnownInput | None = None


class ProspectInput(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Somebody sold to, by id when known, else by what is private about them."""

    prospect_id: EntryId | None = None
    contact: ShortText = ""
    company: ShortText = ""
    email: ShortText = ""
    phone: ShortText = ""
    industry: ShortText = ""
    company_size: ShortText = ""
    role: ShortText = ""
    tags: Annotated[list[ShortText], Meta(max_length=20)] = []


class PitchRef(Struct, forbid_unknown_fields=True):
    """A version of one of the person's pitches."""

    pitch_id: EntryId
    version: Annotated[int, Meta(ge=1, le=10_000)]


class EntryInput(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One entry for the journal: an outreach and what came of it, logged together or not at all."""

    entry_id: EntryId
    channel: Channel = "call"
    count: Count | None = None
    """Attempts. None: as many as its outcomes count, at least 1."""
    outcomes: Annotated[list[OutcomeInput], Meta(max_length=20)] = []
    prospect: ProspectInput | None = None
    note: Note = ""
    occurred_at: Moment | None = None
    """None: now, in the person's time zone."""
    pitch: PitchRef | None = None
    """The version that was used, for its outcomes. None: the one that was in use at the time."""


class FollowUpAct(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What the person did about a follow-up. `answered` logs an entry for its prospect, with the `outcome` of it, under
    the client's `act_id`; `snoozed` puts it off `until` a day; `scheduled` brings back one that was done or dropped."""

    follow_up_id: EntryId
    act_id: EntryId
    """Made by the client: the same act again is the same thing."""
    act: Literal["answered", "snoozed", "done", "dropped", "scheduled"]
    outcome: Outcome | None = None
    channel: Channel | None = None
    """None: as they were last tried, else a call."""
    until: date | None = None


class EntryBatch(Struct, forbid_unknown_fields=True):
    """The offline queue of a phone. Each entry succeeds or fails on its own."""

    entries: Annotated[list[dict[str, object]], Meta(max_length=500)]


class AskInput(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A question to the coach. The client names the reply, so that asking again asks nothing twice."""

    text: Annotated[str, Meta(max_length=8_000)]
    reply_id: EntryId | None = None
    conversation_id: EntryId | None = None
    unmasked: Annotated[list[Annotated[str, Meta(max_length=80)]], Meta(max_length=50)] = []
    """Words that may leave for a model although nothing explains them: the person has looked at them."""
    notes: Annotated[list[EntryId], Meta(max_length=3)] = []
    """Entries whose notes may go with this question to a model, redacted. All other notes stay here."""


class RatingInput(Struct, forbid_unknown_fields=True):
    """Thumbs up or down for one block of a reply."""

    block: Annotated[int, Meta(ge=0, le=50)]
    helpful: bool


class PersonInput(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Settings of a person; what is left out stays as it is."""

    name: ShortText | UnsetType = UNSET
    time_zone: ShortText | UnsetType = UNSET
    working_days: Annotated[list[Weekday], Meta(min_length=1, max_length=7)] | UnsetType = UNSET
    language: ShortText | UnsetType = UNSET
    streaks: bool | UnsetType = UNSET
