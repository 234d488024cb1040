"""Every type that crosses an edge of Rebound as JSON: HTTP, `--json`, JSON Lines.

Rates are fractions (0.061), times are RFC 3339 with an offset, ids are strings. `docs/json.md` holds
one example of each type; a test decodes every example with the type here, so the two cannot drift apart.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from events.words import Channel, GoalKind, Horizon, Outcome, Reason, Weekday

# ---------------------------------------------------------------- what comes in

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


class EntryBatch(Struct, forbid_unknown_fields=True):
    """The offline queue of a phone. Each entry succeeds or fails on its own."""

    entries: Annotated[list[dict[str, object]], Meta(max_length=500)]


class AskInput(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A question to the coach. The client names the reply, so that asking again asks nothing twice."""

    text: Annotated[str, Meta(max_length=8_000)]
    reply_id: EntryId | None = None
    conversation_id: EntryId | None = None


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


# ---------------------------------------------------------------- what goes out


class EntryResult(Struct, omit_defaults=True):
    """What became of one entry of a batch. `problem` says what to mend."""

    entry_id: str
    status: Literal["added", "already", "conflict", "invalid"]
    problem: str | None = None


class BatchResult(Struct):
    results: list[EntryResult]


class Rate(Struct, frozen=True):
    """A share of `n` with its 95% Wilson interval. `value` is None where n is 0."""

    value: float | None
    n: int
    low: float | None
    high: float | None


Unit = Literal[
    "attempt", "call", "email", "meeting", "message", "visit", "conversation", "no", "win", "small_win", "day", "share"
]


class Fact(Struct, frozen=True, omit_defaults=False):
    """A number that a reply may state, and where it comes from.

    `value` is a whole count, or a fraction where `unit` is `share`; shares of n carry their interval.
    `period` is in words ("in the last eight weeks"). `source` is `journal`, or `reported` for figures
    that the message itself stated.
    """

    id: str
    label: str
    value: float
    unit: Unit
    period: str
    n: int | None = None
    low: float | None = None
    high: float | None = None
    source: Literal["journal", "reported"] = "journal"


BlockKind = Literal["validation", "reframe", "insight", "action", "question", "notice", "safety", "resources"]


class Block(Struct, frozen=True):
    """One checked piece of a reply: `cards` are card ids it cites, `facts` ids of the facts it renders."""

    kind: BlockKind
    text: str
    cards: list[str]
    facts: list[str]
    by: Literal["rules", "model"] = "rules"


class CardRef(Struct, frozen=True):
    id: str
    title: str
    article: str
    section: str


class Ask(Struct, frozen=True):
    """What a draft entry still needs to know: how many of `of` no's were about `reason`."""

    reason: Reason
    of: int
    text: str


class DraftEntry(Struct, frozen=True):
    """An entry that a message reported. Nothing is logged until the person confirms it."""

    entry_id: str
    channel: Channel
    count: int
    outcomes: list[OutcomeInput]
    label: str
    asks: list[Ask]


ReplySource = Literal["model", "mixed", "rules"]


class Reply(Struct):
    """A whole reply. `receipt` names the receipt of the model call, None where no model was called."""

    reply_id: str
    source: ReplySource
    safety_level: int
    blocks: list[Block]
    facts: list[Fact]
    cards: list[CardRef]
    draft_entries: list[DraftEntry]
    receipt: str | None
    note: str
    """The quiet line below a reply: what it was made from."""


class Stats(Struct):
    """The numbers of a person, over the whole journal or one period.

    `outreach` is attempts (the sum of counts); `conversion` is won / conversations and
    `conversion_per_outreach` won / attempts.
    """

    person_id: str
    since: date | None
    until: date | None
    outreach: int
    conversations: int
    rejections: int
    small_wins: int
    outcomes: dict[str, int]
    conversion: Rate
    conversion_per_outreach: Rate
    rejection_share: Rate
    reasons: dict[str, int]
    channels: dict[str, int]
    entries: int
    active_days: int


class Streaks(Struct):
    """Days with effort on the person's working days. `strength` is between 0 and 1."""

    person_id: str
    on: bool
    current: int
    best: int
    strength: float
    active_today: bool
    last_active: date | None
    week_days: int
    week_working_days: int


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
    """When to come back to a prospect. `status` is waiting, due or snoozed; `reason` is empty where there was no no."""

    follow_up_id: str
    prospect_id: str
    contact: str
    company: str
    reason: str
    due_on: date
    status: str


class RefusedRow(Struct):
    """A row that an import did not take: its line in the file, and why."""

    line: int
    problem: str


class ImportReport(Struct):
    """What an import did. `added + already + corrected + refused` is the number of rows read."""

    batch_id: str
    format: str
    rows: int
    added: int
    already: int
    corrected: int
    refused: int
    problems: list[RefusedRow]
    dry_run: bool = False


class Person(Struct):
    person_id: str
    name: str
    time_zone: str
    working_days: list[Weekday]
    language: str
    streaks: bool


class VerifyReport(Struct):
    """Result of walking the chains. `heads` maps person_id to `version:hash` for keeping elsewhere."""

    ok: bool
    events: int
    people: int
    problem: str | None
    heads: dict[str, str]


class ExportHeader(Struct):
    """The first line of an export: what it is, and how many events follow, one a line."""

    format: Literal["rebound-journal"]
    version: int
    person_id: str
    exported_at: datetime
    events: int


class ExportedEvent(Struct):
    """One event of an export. `fields` are its clear fields, as `type` and `schema` have them.

    `private` holds what was sealed, opened, by the subject it is about (the person or a prospect); null where that
    was forgotten, and then `forgotten` is true. `withdrawn` events were taken back or replaced and no longer count.
    """

    version: int
    event_id: str
    type: str
    schema: int
    occurred_at: datetime
    recorded_at: datetime
    fields: dict[str, object]
    private: dict[str, dict[str, object] | None]
    forgotten: bool
    withdrawn: bool


class Problem(Struct, omit_defaults=True):
    """RFC 9457 problem details, for every error over HTTP."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
