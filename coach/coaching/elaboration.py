"""Elaboration: more about one point of the last reply, from the card that it rested on, or less of all of it.

In: the point that was asked about, and the cards of the points. Out: pieces: the idea in full, words to say where the
card has some, and what to do with it.
"""

import re
from collections.abc import Sequence
from random import Random
from typing import Final

from coach.coaching.composition import Piece, choose_line
from coach.coaching.selection import SLOT_OF_KIND, Memory
from coach.coaching.situation import Situation
from coach.contracts import Block, BlockKind
from coach.insight.facts import FactSheet
from coach.insight.wording import quoted
from coach.understanding import ANY, which_of
from prompts.cards import Card, Deck

_FIRST: Final[tuple[BlockKind, ...]] = ("action", "insight", "reframe", "validation", "notice")
"""What a short answer keeps, the most useful first."""

_QUOTED: Final = re.compile(r"[“„][^“”„]+[”“]")
_SENTENCE: Final = re.compile(r"(?<=[.!?]) +(?=[A-ZÄÖÜ„“])")
_FEW: Final = 6
"""Words: after a sentence as short as this comes the next one."""


def shortened(blocks: Sequence[Block], sheet: FactSheet) -> list[Block]:
    """The reply once more in a sentence or two: the words to say, where it has some, else its first advice."""
    block = next((block for kind in _FIRST for block in blocks if block.kind == kind), None)
    if block is None:
        return []
    quoted = _QUOTED.search(block.text)
    first, *others = _SENTENCE.split(block.text)
    text = quoted[0] if quoted else " ".join([first, *others[:1]]) if len(first.split()) <= _FEW else first
    return [Block(block.kind, text, block.cards, [name for name in block.facts if name in sheet.facts])]


def first_step(text: str, blocks: Sequence[Block]) -> int | None:
    """The point to begin with, where a message asks which of them comes first: the first thing to do."""
    made = [block for block in blocks if block.cards and block.kind in ("insight", "reframe", "action")]
    does = (place for place, block in enumerate(made, start=1) if block.kind == "action")
    return next(does, None) if which_of(text) == "things" else None


def asked_about(point: int, points: Sequence[str], deck: Deck) -> Card | None:
    """The card of a point: the n-th from the front or, negative, from the end; `ANY` is the last. None without one."""
    place = -1 if point == ANY else point - 1 if point > 0 else point
    if not -len(points) <= place < len(points) or points[place] not in deck:
        return None
    return deck[points[place]]


def elaborate(card: Card, situation: Situation, sheet: FactSheet, memory: Memory, seed: str) -> list[Piece]:
    """A line of the card that was not said lately, its words to say, and its idea."""
    line = choose_line(card, situation, sheet, set(memory.openings), set(), Random(seed))
    does = SLOT_OF_KIND[card.kind] == "action"
    pieces = [Piece("action" if does else "insight", line.text, [card.id])]
    if card.script:
        pieces.append(Piece("action", f"{{in_words}} {quoted(card.script, sheet.language)}", [card.id]))
    pieces.append(Piece("reframe", card.paraphrase, [card.id]))
    return pieces
