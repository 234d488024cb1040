"""Composition: the deterministic reply, from cards and facts. A product in its own right, and a model's reference.

Order: validation, what the numbers say, a reframe, one or two things to do, at most one question. Short enough for a
phone screen and a half.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

from msgspec import Struct

from coach.coaching.observations import View, observe
from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import UnknownFact, named_in, render
from coach.coaching.repeats import opening
from coach.coaching.selection import Memory, select, to_the_point
from coach.coaching.situation import Situation
from coach.contracts import Block, BlockKind
from coach.insight.facts import FactSheet
from prompts.cards import Card, Deck, Line

MOST_BLOCKS: Final = 7
MOST_WORDS: Final = 170
WORDS_WITH_QUESTION: Final = 130
"""A question is only asked where there is rest to think about it."""


OF_NOES: Final = frozenset({"rejections", "rejection_share", "unstated_no", "top_reason", "run", "yes_ceiling"})
"""Facts that nobody needs to hear while they are low."""


class Piece(Struct, frozen=True):
    """A block before its numbers are put in: what a model may rewrite, and what stands in if it may not."""

    kind: BlockKind
    template: str
    cards: list[str]


def compose(
    deck: Deck,
    situation: Situation,
    sheet: FactSheet,
    memory: Memory,
    seed: str,
    around: Sequence[Block] = (),
    asked: bool = False,
) -> list[Piece]:
    """The pieces of the deterministic reply, in order. The same arguments give the same reply.

    `around`: blocks that stand before and after them, and take of the room that there is. `asked`: the reply ends with
    a question of its own, such as a draft entry to confirm.
    """
    random = Random(seed)
    chosen = select(deck, situation, memory, random)
    said = set(memory.openings)
    observations = observe(View(sheet, situation, memory.stated, memory.said), random)
    stated = {name for _, text in observations for name in named_in(text)}

    def of_cards(cards: Sequence[Card], kind: BlockKind) -> list[Piece]:
        pieces = []
        for card in cards:
            line = choose_line(card, situation, sheet, said, stated, random)
            said.add(_opening_of(line, sheet))
            stated.update(line.facts)
            pieces.append(Piece(kind, line.text, [card.id]))
        return pieces

    validation = of_cards([] if situation.calm else chosen["validation"], "validation")
    insights = [Piece("insight", text, list(observation.cards)) for observation, text in observations]
    said_cards = {card for observation, _ in observations for card in (*observation.cards, *observation.repeats)}
    reframes = of_cards([card for card in chosen["reframe"] if card.id not in said_cards], "reframe")
    able = [card for card in chosen["action"] if card.id not in said_cards]
    # One thing to do is enough of an answer to a plain question; a second must be about it too.
    able = able[:1] + [card for card in able[1:] if not situation.calm or to_the_point(card, situation)]
    actions = of_cards(able, "action")
    # A draft entry already asks something; one question is enough.
    questions = of_cards([] if asked else chosen["question"], "question")
    # What comes last gives way first when it gets long.
    wanted = [*validation, *insights[:1], *actions[:1], *insights[1:2]]
    wanted += reframes[:1] if situation.reasons or not situation.calm else []
    wanted += [*([] if situation.gentle else actions[1:2]), *reframes[:1]]
    blocks, words = MOST_BLOCKS - len(around), sum(len(block.text.split()) for block in around)
    kept = _fit([], wanted, sheet, blocks, MOST_WORDS - words)
    kept = _fit(kept, questions[:1], sheet, blocks, WORDS_WITH_QUESTION - words)
    order = [*validation, *insights, *reframes, *actions, *questions]
    return [piece for piece in order if piece in kept]


def choose_line(
    card: Card, situation: Situation, sheet: FactSheet, said: set[str], stated: set[str], random: Random
) -> Line:
    """The line to say for a card: true now, unlike what was said lately, with the person's numbers if it can.

    `said` are openings of earlier lines, `stated` the facts that this reply states already.
    """
    able = [
        line
        for line in card.lines
        if all(name in sheet.facts or name in sheet.words for name in line.facts)
        and (not line.patterns or not situation.patterns.isdisjoint(line.patterns))
        and (not line.topics or not set(line.topics).isdisjoint(situation.topics))
    ]
    if situation.gentle:
        able = [line for line in able if line.facts.isdisjoint(OF_NOES)] or able
    new = [line for line in able if line.facts.isdisjoint(stated)] or able
    fresh = [line for line in new if _opening_of(line, sheet) not in said] or new
    return max(fresh, key=lambda line: _made_for(line) + random.random())


def _made_for(line: Line) -> float:
    """A line that was written for this says more than one that fits anything, above all one for the topic."""
    return 0.5 * (bool(line.facts) + bool(line.patterns)) + bool(line.topics)


def to_block(piece: Piece, sheet: FactSheet) -> Block:
    """A piece as the block that is shown. Raises `UnknownFact`."""
    rendered = render(piece.template, sheet.facts, sheet.words, sheet.language)
    return Block(kind=piece.kind, text=rendered.text, cards=piece.cards, facts=rendered.facts)


def _opening_of(line: Line, sheet: FactSheet) -> str:
    beginning = " ".join(line.text.split(maxsplit=3)[:3])  # a placeholder is at least one word when it is rendered
    return opening(render(beginning, sheet.facts, sheet.words, sheet.language).text)


def sound(piece: Piece, sheet: FactSheet) -> bool:
    """Whether a piece states no number of its own and every fact that it names exists."""
    try:
        render(piece.template, sheet.facts, sheet.words)
    except UnknownFact:
        return False
    return typed_quantity(piece.template) is None


def _fit(kept: list[Piece], more: Iterable[Piece], sheet: FactSheet, room: int, most_words: int) -> list[Piece]:
    kept = list(kept)
    words = sum(_words(piece, sheet) for piece in kept)
    for piece in more:
        if piece in kept:
            continue
        size = _words(piece, sheet)
        if len(kept) < room and words + size <= most_words:
            kept.append(piece)
            words += size
    return kept


def _words(piece: Piece, sheet: FactSheet) -> int:
    return len(to_block(piece, sheet).text.split())
