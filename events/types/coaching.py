"""Events about coaching: replies given, and what the person thought of them."""

from typing import ClassVar, Literal

import msgspec

from events.envelope import Event, Private


class CoachingContent(Private, frozen=True, kw_only=True, tag="coaching_content"):
    """What was said, sealed for the person: the message, and the whole reply as its JSON document."""

    message: str
    reply: msgspec.Raw


class Exchanged(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of one request and of its answer, byte for byte, each compressed with zlib."""

    request: bytes
    answer: bytes = b""


class CoachingReceipt(Private, frozen=True, kw_only=True, tag="coaching_receipt"):
    """What left the machine for a model, and what came back. Sealed for the person; notes about prospects in the
    requests are marks, and their words `Mentions` sealed for the prospects.

    `exchanges` are the requests in order, retries included, to the address `endpoint`; receipts of the first version
    lack both. `request` is the last body as text, `response` the reply's text.
    """

    request: str
    response: str
    endpoint: str = ""
    exchanges: list[Exchanged] = []


class CoachingGiven(Event, frozen=True, kw_only=True):
    """The coach replied. `facts_hash` and `prompt_hash` are SHA-256 in hex; `guards` counts blocks by the guard
    that refused them; `latency_ms` is until the last block. Sealed for the person: `CoachingContent`."""

    type: ClassVar[str] = "coaching_given"
    reply_id: str
    conversation_id: str
    mode: str
    source: Literal["model", "mixed", "rules"]
    cards: list[str] = []
    facts_hash: str = ""
    prompt_id: str | None = None
    prompt_hash: str | None = None
    model: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    latency_ms: int | None = None
    guards: dict[str, int] = {}
    failure: str | None = None


class ModelCalled(Event, frozen=True, kw_only=True):
    """A model was called for a reply. Sealed for the person: `CoachingReceipt`; for prospects: `Mentions`."""

    type: ClassVar[str] = "model_called"
    receipt_id: str
    reply_id: str
    model: str
    status: int | None = None


class CoachingRated(Event, frozen=True, kw_only=True):
    """The person found one block of a reply helpful, or not; `cards` are those the block cites."""

    type: ClassVar[str] = "coaching_rated"
    reply_id: str
    block: int
    helpful: bool
    cards: list[str] = []


class DraftDismissed(Event, frozen=True, kw_only=True):
    """The person chose not to log an entry that a reply had drafted."""

    type: ClassVar[str] = "draft_dismissed"
    entry_id: str
    reply_id: str


class CommitmentText(Private, frozen=True, kw_only=True, tag="commitment_text"):
    """What the person means to do, in their words. Sealed for the person."""

    text: str


class CommitmentMade(Event, frozen=True, kw_only=True):
    """The person took something on, by the local day `due_on` (YYYY-MM-DD) if they gave one; `reply_id` and `cards`
    name what it came from. Sealed for the person: `CommitmentText`."""

    type: ClassVar[str] = "commitment_made"
    commitment_id: str
    reply_id: str | None = None
    cards: list[str] = []
    due_on: str | None = None


class CommitmentKept(Event, frozen=True, kw_only=True):
    """The person did what they had taken on."""

    type: ClassVar[str] = "commitment_kept"
    commitment_id: str
