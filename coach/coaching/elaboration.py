"""Elaboration: more about one point of the last reply, from the card that it rested on.

In: the point that was asked about, and the cards of the points. Out: pieces: the idea in full, words to say where the
card has some, and what to do with it.
"""

from collections.abc import Sequence
from random import Random

from coach.coaching.composition import Piece, choose_line
from coach.coaching.selection import SLOT_OF_KIND, Memory
from coach.coaching.situation import Situation
from coach.insight.facts import FactSheet
from coach.insight.wording import quoted
from coach.understanding import ANY
from prompts.cards import Card, Deck


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
