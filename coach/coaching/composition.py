"""Composition: the deterministic reply, from cards and facts. A product in its own right, and a model's reference.

Order: validation, what the numbers say, a reframe, one or two things to do, at most one question. Short enough for a
phone screen and a half.
"""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Final

from msgspec import Struct

from coach.coaching.hearing import heard
from coach.coaching.observations import Observation, View, observe
from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import RATES, UnknownFact, named_in, render, sayable
from coach.coaching.repeats import opening
from coach.coaching.selection import Memory, agrees, fits, select, to_the_point
from coach.coaching.situation import APART, LONG, PLAIN, SHORT, WORK_DONE, Situation
from coach.contracts import Block, BlockKind
from coach.insight.facts import FactSheet
from coach.insight.wording import quoted
from coach.understanding import QuestionKind
from prompts.cards import Card, Deck, Line

MOST_BLOCKS: Final = 7
MOST_WORDS: Final = 170
WORDS_FOR_A_QUESTION: Final = 120
WORDS_FOR_A_LINE: Final = 80
"""Who writes a line wants no page: an answer is as long as what it answers."""

ASIDE_OF_A_QUESTION: Final = 50
"""So many words must be left for the reply to end on a question of its own."""


_WANTS_WORDS: Final[frozenset[QuestionKind]] = frozenset({"pitch", "practice"})
"""Kinds of a message that ask for something to say."""

OF_NOES: Final = frozenset({"rejections", "rejection_share", "unstated_no", "top_reason", "run", "yes_ceiling"})
"""Facts that nobody needs to hear while they are low."""


OF_FOLLOW_UPS: Final = frozenset({"follow_ups_due", "person_due"})
FOLLOW_UP: Final = "A10"
"""Facts of a follow-up that has come up or will, and the card that they say something of."""


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
    answered: bool = False,
) -> list[Piece]:
    """The pieces of the deterministic reply, in order. The same arguments give the same reply.

    `around`: blocks that stand before and after them, and take of the room that there is. `asked`: the reply ends with
    a question of its own, such as a draft entry to confirm. `answered`: what the numbers say stands among `around`.
    """
    random = Random(seed)
    observations = [] if answered else observe(View(sheet, situation, memory.stated, memory.said), random)
    fitting = (card for card in deck if fits(card, situation))
    cards = _beside(observations, around, heard(fitting, situation, sheet.language), deck)
    chosen = select([card for card in cards if to_the_point(card, situation)], situation, memory, random)
    said = set(memory.openings)
    stated = {name for _, text in observations for name in named_in(text)}

    def of_cards(cards: Sequence[Card], kind: BlockKind) -> list[Piece]:
        pieces: list[Piece] = []
        for card in cards:
            line = choose_line(card, situation, sheet, said, stated, random)
            said.add(_opening_of(line, sheet))
            stated.update(line.facts)
            first = kind == "action" and not pieces
            text = f"{line.text} {_in_words(card, line, situation, sheet)}" if first else line.text
            pieces.append(Piece(kind, text.rstrip(), [card.id]))
        return pieces

    validation = of_cards([] if situation.calm or situation.ordinary else chosen["validation"], "validation")
    insights = [Piece("insight", text, list(observation.cards)) for observation, text in observations]
    if situation.unclear:
        return _kind_word(deck, situation, memory, random, of_cards) or insights
    said_cards = {card for observation, _ in observations for card in (*observation.cards, *observation.repeats)}
    # A number that was asked for is the answer.
    answered = situation.calm and situation.kind == "numbers" and bool(insights)
    apt = [] if answered else [card for card in chosen["reframe"] if card.id not in said_cards]
    reframes = of_cards(apt, "reframe")
    able = [card for card in chosen["action"] if card.id not in said_cards][: 1 if answered else None]
    if situation.kind in _WANTS_WORDS:
        able.sort(key=lambda card: card.script is None)
    if (
        not able and not situation.calm and APART.isdisjoint(situation.patterns)
    ):  # nobody is left without a thing to do after such a day
        rest = [card for card in cards if card.kind == "selfcare" and card.id not in said_cards]
        able = select(rest, situation, memory, random)["action"][:1]
    actions = of_cards(able, "action")
    # A draft entry already asks something; one question is enough.
    questions = of_cards([] if asked or situation.guessed else chosen["question"], "question")
    # What comes last gives way first when it gets long.
    brief = situation.words <= SHORT and not (situation.reports or situation.calm)
    wanted = [*validation, *actions[:1], *insights[:1]] if brief else [*validation, *insights[:1], *actions[:1]]
    if not situation.guessed:
        # What is said of a no is for who told of one, or asks; a break is none.
        reframes = reframes if "no" in situation.subjects and situation.topics[:1] != ["restart"] else []
        wanted += reframes[:1] if situation.reasons or not situation.calm else []
        wanted += [*insights[1:2], *(actions[1:2] if situation.calm else []), *reframes[:1]]
    if situation.ordinary or (situation.good and situation.kind not in PLAIN):
        wanted = [*validation, *insights[:1]]  # a good day and an ordinary one are named, and that is all
    answered_first = sum(block.kind == "notice" for block in around)
    blocks = min(_most_blocks(situation) - answered_first, MOST_BLOCKS - len(around))
    words = sum(len(block.text.split()) for block in around)
    most = min(_most_words(situation), MOST_WORDS - words)
    kept = _fit([], wanted, sheet, blocks, most)
    kept = _fit(kept, questions[:1], sheet, blocks, most - ASIDE_OF_A_QUESTION)
    if not kept:
        return _kind_word(deck, situation, memory, random, of_cards)
    order = [*validation, *insights, *reframes, *actions, *questions]
    return [piece for piece in order if piece in kept]


def _beside(
    observations: Sequence[tuple[Observation, str]], around: Sequence[Block], cards: Sequence[Card], deck: Deck
) -> list[Card]:
    """The cards that contradict nothing which the reply says already."""
    stated = {name for _, text in observations for name in named_in(text)}
    stated.update(name for block in around for name in block.facts)
    made = {id_ for observation, _ in observations for id_ in observation.cards}
    made.update(id_ for block in around for id_ in block.cards)
    if not stated.isdisjoint(OF_FOLLOW_UPS):
        made.add(FOLLOW_UP)
    others = [deck[id_] for id_ in made if id_ in deck]
    return [card for card in cards if agrees(card, others)]


def _kind_word(
    deck: Deck,
    situation: Situation,
    memory: Memory,
    random: Random,
    of_cards: Callable[[Sequence[Card], BlockKind], list[Piece]],
) -> list[Piece]:
    """Who tells of a no, and of nothing else that was understood, hears that it was heard before anything is asked."""
    if not situation.refused:
        return []
    kind = [card for card in deck if card.kind == "validation"]
    return of_cards(select(kind, situation, memory, random)["validation"][:1], "validation")


def _in_words(card: Card, line: Line, situation: Situation, sheet: FactSheet) -> str:
    """The words to say that a card has, for who asks what to say. A line with its own topic is about other words."""
    if card.script is None or line.topics or situation.kind not in _WANTS_WORDS:
        return ""
    return f"{{in_words}} {quoted(card.script, sheet.language)}"


def _most_blocks(situation: Situation) -> int:
    """A few words get a word and a thing to do; who reports or writes at length gets more."""
    return 2 + (situation.words > SHORT) + (situation.reports or situation.words > LONG)


def _most_words(situation: Situation) -> int:
    if situation.reports or situation.words > LONG:
        return MOST_WORDS
    return WORDS_FOR_A_LINE if situation.words <= SHORT else WORDS_FOR_A_QUESTION


def choose_line(
    card: Card, situation: Situation, sheet: FactSheet, said: set[str], stated: set[str], random: Random
) -> Line:
    """The line to say for a card: true now, unlike what was said lately, with the person's numbers if it can.

    `said` are openings of earlier lines, `stated` the facts that this reply states already.
    """
    able = [
        line
        for line in card.lines
        if sayable(line.facts, sheet.facts, sheet.words)
        and (not line.patterns or not situation.patterns.isdisjoint(line.patterns))
        and (not line.topics or not set(line.topics).isdisjoint(situation.topics))
        and (not line.evening or situation.evening)
    ]
    if apart := situation.patterns & APART:
        able = [line for line in able if not apart.isdisjoint(line.patterns)] or able
    if situation.gentle:
        able = [line for line in able if line.facts.isdisjoint(OF_NOES)] or able
    known = stated | RATES if stated & RATES else stated
    new = [line for line in able if line.facts.isdisjoint(known)] or able
    fresh = [line for line in new if _opening_of(line, sheet) not in said] or new
    if situation.only_work and (done := [line for line in fresh if line.facts == WORK_DONE]):
        return done[0]
    told = situation.told - {"bad_day"}
    if situation.good and (named := [line for line in fresh if "win" in line.topics]):
        return random.choice(named)
    return max(fresh, key=lambda line: _made_for(line) + (not told.isdisjoint(line.patterns)) + random.random())


def _made_for(line: Line) -> float:
    """A line that was written for this says more than one that fits anything, above all one for the topic."""
    return 0.5 * (bool(line.facts) + bool(line.patterns)) + 1.5 * bool(line.topics)


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
