"""A turn: one message and all that its reply may rest on, read once. Pure.

In: the message as typed and what is known. Out: a `Turn`, from which the ways to reply (`first_ways`, `coached_ways`)
make a `Prepared` reply, complete without any model.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct, structs

from coach.coaching.composition import Piece
from coach.coaching.people import Here
from coach.coaching.selection import Memory
from coach.coaching.situation import Situation
from coach.contracts import Block, DraftEntry
from coach.insight.facts import FactSheet, build_facts
from coach.safety import Assessment
from coach.understanding import (
    Gap,
    Message,
    Note,
    Query,
    Scope,
    Trade,
    in_context,
    language_of,
    note_on_drafts,
    says_little,
    scope_answer,
    trade_of,
    understand,
)
from events.folds.reader import States
from prompts.cards import Deck

ENGLISH: Final = "en"

GAP_CARDS: Final[dict[Gap, list[str]]] = {"types_of_no": ["A12"], "two_things": ["A21"], "no_study": ["B15"]}
SCOPE_CARDS: Final[dict[Scope, list[str]]] = {"invent": ["B18"], "abuse_of_others": ["B26"], "odds_due": ["A16"]}
"""What of the articles a fixed answer rests on."""

YIELDING: Final[frozenset[Scope]] = frozenset({"method", "complaint", "how_to"})
"""Scopes that a plain question is mistaken for: "how did you get my number" is about no number of the journal."""


class TickedNote(Struct, frozen=True):
    """A note to an entry that the person ticked for this question, and whose key seals it: a prospect's, or theirs."""

    subject: str
    text: str


class Prepared(Struct, frozen=True):
    """A reply before it is written: blocks that stand as they are around the pieces that may be rewritten."""

    message: Message
    assessment: Assessment
    situation: Situation | None
    sheet: FactSheet
    before: list[Block]
    pieces: list[Piece]
    after: list[Block]
    drafts: list[DraftEntry]
    notes: Sequence[TickedNote] = ()
    """What a model may read beside the message, redacted. The reply by rules takes nothing from it."""
    names: bool = False
    """The blocks `before` name prospects: only the person sees them, and the journal keeps them as marks."""
    rules_only: bool = False
    """It answers what the gate had asked about, or is about somebody whose final no stands: that reaches no model
    either."""

    @property
    def may_use_model(self) -> bool:
        """Levels 2 and 3 and out-of-scope questions never reach a model; nor do languages that no guard reads."""
        allowed = self.assessment.level < 2 and not self.rules_only
        return bool(self.pieces) and allowed and self.sheet.language == ENGLISH


class Turn(Struct, frozen=True):
    """A message that the gate let pass. `usual`: the language where it does not tell; `last`: the message before, where
    this one leans on it; `asked`: the number it asks for; `here`: whom it is about; `after`: what ends the reply.
    """

    text: str
    reply_id: str
    states: States
    today: date
    deck: Deck
    memory: Memory
    assessment: Assessment
    usual: str
    message: Message
    last: Message | None
    asked: Query | None
    language: str
    after: list[Block]
    notes: Sequence[TickedNote]
    hour: int
    here: Here

    def fixed(self, before: list[Block], drafts: Sequence[DraftEntry] = (), sheet: FactSheet | None = None) -> Prepared:
        """A reply that no card and no number of the journal has a part in, but for those in its blocks."""
        sheet = sheet or build_facts(States(), self.today, None)
        return Prepared(self.message, self.assessment, None, sheet, before, [], self.after, list(drafts))


def message_of(text: str, states: States, today: date, memory: Memory, usual: str) -> tuple[Message, Message | None]:
    """What a message says, in the light of the one before it, and that one where it leans on it."""
    used = build_facts(states, today, None).recent.channels
    message = understand(text, usual, used)
    leans = message.goes_on or message.asked.act or says_little(message)
    last = understand(memory.last, usual, used) if memory.last and leans else None
    if last:
        message = in_context(message, last)
    if message.trade == Trade():
        before = (trade_of(text, language_of(text, usual)) for text in [memory.last, *reversed(memory.earlier)])
        message = structs.replace(message, trade=next((trade for trade in before if trade != Trade()), Trade()))
    act = message.asked.act
    if (message.scope in YIELDING and act not in (None, "unlisted")) or (
        message.scope in ("about", "ai") and act == "chatbot"
    ):
        message = structs.replace(message, scope=None)
    return message, last


def scope_block(scope: Scope, gap: Gap | None, language: str) -> Block:
    """The fixed answer of a scope."""
    cards = GAP_CARDS[gap] if scope == "article_gap" and gap else SCOPE_CARDS.get(scope, [])
    return Block("notice", scope_answer(scope, gap, language), cards, [])


def note_blocks(note: Note | None, language: str, label: str = "") -> list[Block]:
    """A word about the drafts of a reply, where there is one to say."""
    return [Block("notice", note_on_drafts(note, language, label), [], [])] if note else []
