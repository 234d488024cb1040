"""Rewriting: one call that asks a model to revise a masked pitch, and what came of it.

A revision is whole or it is not there: what a guard refuses, or a model does not finish, is not shown.
"""

import secrets
from typing import Any, Final

import msgspec
from msgspec import Struct

from coach.coaching.composition import to_block
from coach.coaching.pitch_help import PitchHelp
from coach.coaching.revision import Proposal, check
from coach.model import Exchange, ItemReader, ModelClient, ModelError
from coach.privacy.cells import FEWEST
from prompts.prompt_files import Prompt

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "blocks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "why": {"type": "string"},
                    "cards": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["text", "why", "cards"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["blocks"],
    "additionalProperties": False,
}

MOST_TOKENS: Final = 3_000
"""Of an answer: a long pitch in JSON, with its reason."""

MOST_BYTES: Final = 28 * 1024
"""Of the one item in an answer."""


class Rewritten(Struct):
    """How the call went: the proposal, or the guard that refused it, or how the model failed; and the exchange."""

    proposal: Proposal | None = None
    guard: str | None = None
    failure: str | None = None
    exchange: Exchange | None = None


async def rewrite(pitch: str, help_: PitchHelp, prompt: Prompt, client: ModelClient, written: Rewritten) -> None:
    """Ask for a revision of a masked pitch, and note in `written` what came. Cancelling it closes the call upstream."""
    reader = ItemReader(MOST_BYTES)
    call = client.call(request_messages(pitch, help_, prompt), SCHEMA)
    items: list[object] = []
    try:
        async with call:
            async for text in call:
                items += reader.feed(text)
        reader.close()
    except ModelError as error:
        written.failure = error.kind
        return
    finally:
        written.exchange = call.exchange
    rules = "\n".join(text for _, text in prompt.sections)
    cards = frozenset(card.id for card in help_.cards)
    checked = check(items[0], pitch, cards, rules) if len(items) == 1 else "schema"
    if isinstance(checked, Proposal):
        written.proposal = checked
    else:
        written.guard = checked


def request_messages(pitch: str, help_: PitchHelp, prompt: Prompt) -> list[dict[str, str]]:
    """The chat messages of a request. The pitch is a JSON string between boundaries nobody can guess."""
    values = {
        "boundary": secrets.token_hex(12),
        "material": material(help_),
        "pitch": msgspec.json.encode(pitch).decode(),
    }
    return prompt.messages(values)


def material(help_: PitchHelp) -> str:
    """What the numbers say about the version, and the cards: no word of the person's own. What is said of very few
    no's stays here, since it could tell whose they were."""
    said = [to_block(piece, help_.sheet) for piece in help_.said]
    small = {name for name in ("top_reason", "second_reason", "unstated_no") if _is_small(help_, name)}
    value = {
        "numbers": [block.text for block in said if small.isdisjoint(block.facts)],
        "cards": [{"id": card.id, "title": card.title, "idea": card.paraphrase} for card in help_.cards],
    }
    return msgspec.json.encode(value).decode()


def _is_small(help_: PitchHelp, name: str) -> bool:
    return name in help_.sheet.facts and help_.sheet.facts[name].value < FEWEST
