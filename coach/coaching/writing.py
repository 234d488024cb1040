"""Writing: a model rewrites the pieces of a prepared reply, and each block is checked before it is passed on.

The model's n-th block stands for the n-th piece. A block that a guard refuses is replaced by the piece itself; when the
model fails, stops early or leaks, the remaining pieces stand. So the reply is complete whatever a model does.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct, field

from coach.coaching.composition import to_block
from coach.coaching.disclosure import told
from coach.coaching.guards import LEAKS, NOBODY, Offered, accepted, check
from coach.coaching.rendering import named_in
from coach.coaching.turn import Prepared
from coach.contracts import Block
from coach.model import Exchange, ItemReader, ModelClient, ModelError
from coach.privacy import Placeholders, restore
from prompts.cards import Deck
from prompts.prompt_files import Prompt

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "blocks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string", "enum": ["validation", "insight", "reframe", "action", "question"]},
                    "text": {"type": "string"},
                    "cards": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["kind", "text", "cards"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["blocks"],
    "additionalProperties": False,
}
"""Of a model's answer, for endpoints that can hold a model to it. Lengths are the guards' business: grammars made
from them get large."""


class Written(Struct):
    """How the writing went: blocks refused by guard, how the model failed if it did, and what went over the wire."""

    guards: dict[str, int] = field(default_factory=dict)
    failure: str | None = None
    exchange: Exchange | None = None
    passed: int = 0
    names: Placeholders = field(default_factory=Placeholders)
    notes: dict[str, str] = field(default_factory=dict)
    """Ticked notes about prospects as they left, each with whom it is about."""


async def write_with_model(
    prepared: Prepared,
    deck: Deck,
    prompt: Prompt,
    client: ModelClient,
    emit: Callable[[Block], None],
    written: Written,
    message: str = "",
    names: Placeholders = NOBODY,
    notes: Sequence[str] = (),
    sent: Callable[[bytes], None] = lambda _: None,
) -> None:
    """Emit a checked block for each piece, in order, as the model closes it; at most all pieces.

    `message` is the person's and `notes` those they ticked, redacted; `names` are whom the placeholders stand for, put
    back into the blocks emitted. `sent` is told the body of each request before it leaves.

    Returns when the model is done or failed; `written.passed` says how many pieces were emitted. Cancelling it
    closes the call upstream.
    """
    messages = request_messages(prepared, deck, prompt, message, notes)
    reader = ItemReader()
    call = client.call(messages, SCHEMA, sent)
    try:
        async with call:
            async for text in call:
                for item in reader.feed(text):
                    if written.passed == len(prepared.pieces) or not _take(item, prepared, emit, written, names):
                        return
            reader.close()
    except ModelError as error:
        written.failure = error.kind
    finally:
        written.exchange = call.exchange


def request_messages(
    prepared: Prepared, deck: Deck, prompt: Prompt, message: str, notes: Sequence[str] = ()
) -> list[dict[str, str]]:
    """The chat messages of a request. What the person typed is JSON between boundaries nobody can guess."""
    values = {
        "boundary": secrets.token_hex(12),
        "material": material(prepared, deck),
        "message": msgspec.json.encode(message).decode(),
        "notes": msgspec.json.encode(notes).decode(),
    }
    return prompt.messages(values)


def _take(
    item: object, prepared: Prepared, emit: Callable[[Block], None], written: Written, names: Placeholders
) -> bool:
    piece = prepared.pieces[written.passed]
    block = to_block(piece, prepared.sheet)
    offered = check(item, piece, prepared.sheet, names)
    if isinstance(offered, Offered):
        rewritten = msgspec.structs.replace(piece, template=offered.text)
        block = accepted(offered, to_block(rewritten, prepared.sheet))
        block = msgspec.structs.replace(block, text=restore(block.text, names).text)
    else:
        written.guards[offered] = written.guards.get(offered, 0) + 1
    emit(block)
    written.passed += 1
    return isinstance(offered, Offered) or offered not in LEAKS


def material(prepared: Prepared, deck: Deck) -> str:
    """What the model sees: the kind of question, pieces, their cards and facts. No word of the person's own."""
    pieces = prepared.pieces
    cards = [deck[card] for card in dict.fromkeys(card for piece in pieces for card in piece.cards)]
    value = {
        "question": prepared.message.kind,
        "moods": sorted(prepared.message.moods),
        "facts": told(prepared.sheet, _names(prepared)),
        "cards": [{"id": card.id, "title": card.title, "idea": card.paraphrase} for card in cards],
        "pieces": [{"kind": piece.kind, "text": piece.template, "cards": piece.cards} for piece in pieces],
    }
    return msgspec.json.encode(value).decode()


def _names(prepared: Prepared) -> list[str]:
    return list(dict.fromkeys(name for piece in prepared.pieces for name in named_in(piece.template)))
