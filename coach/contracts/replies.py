"""A coach's reply: its blocks, the facts and cards they rest on, the entries it drafts, the receipt of a model call."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from coach.contracts.inputs import OutcomeInput, ProspectInput
from coach.contracts.keeping import RedactedSpan
from events.words import Channel, Reason

Unit = Literal[
    "attempt",
    "call",
    "email",
    "meeting",
    "message",
    "visit",
    "conversation",
    "no",
    "win",
    "small_win",
    "follow_up",
    "hour",
    "day",
    "share",
]


class Fact(Struct, frozen=True, omit_defaults=False):
    """A number that a reply may state, and where it comes from.

    `value` is a whole count, or a fraction where `unit` is `share`; shares of n carry their interval.
    `period` is in words ("in the last eight weeks"). `source` is `journal`, `reported` for figures
    that the message itself stated, or `published` for those of other people's work, with who counted as `period`.
    """

    id: str
    label: str
    value: float
    unit: Unit
    period: str
    n: int | None = None
    low: float | None = None
    high: float | None = None
    source: Literal["journal", "reported", "published"] = "journal"


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
    day: date | None = None
    """The local day that it is of. None: the day on which it is confirmed."""
    prospect: ProspectInput | None = None
    """Whom a final no or a yes is of, by id: whoever confirms a final no as it is drafted locks them."""


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


class ReceiptPart(Struct, frozen=True):
    """One request to a model and its answer: the bodies, byte for byte (base64 in JSON). An answer may be missing."""

    request: bytes
    answer: bytes


class Receipt(Struct, frozen=True):
    """What left the machine for one reply, and what came back. `parts` are in order, retries included.

    `endpoint` is the address it went to, None in old receipts; `status` the HTTP status of the last answer.
    """

    receipt_id: str
    reply_id: str
    at: datetime
    model: str
    endpoint: str | None
    status: int | None
    parts: list[ReceiptPart]


class Preview(Struct, frozen=True):
    """What would leave the machine for a message, asked for before it is sent.

    `leaves` is False where no model would be called for it, and `why` says so in a sentence; `messages` is the whole
    request, by role. `spans` are what is masked, in code points of the message as it is read (without characters that
    cannot be seen); `doubtful` are the words that nothing explains, in it and in `notes`: each may be let through, or
    added to the records. `notes` are those that go with it, as they would leave.
    """

    leaves: bool
    why: str
    text: str
    spans: list[RedactedSpan]
    doubtful: list[str]
    messages: list[dict[str, str]]
    notes: list[str] = []
