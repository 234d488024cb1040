"""Whole replies by rules, over many invented histories and messages: true in every number, cited, short."""

import os
import re
from datetime import date
from random import Random

import pytest
from support.histories import fold, history

from coach.coaching.composition import MOST_BLOCKS, MOST_WORDS, sound, to_block
from coach.coaching.guards import _DUE
from coach.coaching.preparation import Prepared, prepare
from coach.coaching.quantities import typed_quantity
from coach.coaching.selection import Memory
from coach.insight.wording import number, with_unit
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"

MESSAGES = [
    "12 calls today, 9 no's, most said too expensive. I feel useless.",
    "Talked to 12 people today, 9 no's, most said too expensive. I feel useless.",
    "sent 40 emails, 2 replies, both no because of price",
    "I'm so tired of this.",
    "They all said now is not a good time.",
    "She told me never to call again. Rude as well.",
    "I closed two deals today, what now?",
    "3 meetings, 1 deal, 2 want to think about it",
    "Nobody picked up. Thirty calls for nothing.",
    "What should I do first tomorrow?",
    "We lost the big one to a competitor.",
    "I am angry at everybody on that list.",
    "I've had 19 no's, so a yes must be due now, right?",
    "I'm new at this and scared of the phone.",
    "ok",
]


def rounds() -> int:
    return 10_000 if os.environ.get("REBOUND_PROOF") == "full" else 400


def prepared(seed: int) -> Prepared:
    random = Random(seed)
    states = fold(history(random, TODAY))
    memory = Memory(shown=[[card.id for card in random.sample(list(load_deck()), 5)]])
    text = MESSAGES[seed % len(MESSAGES)]
    return prepare(text, REPLY[:-4] + f"{seed % 65536:04x}", states, TODAY, load_deck(), memory, lambda _: None)


def test_replies_over_many_histories() -> None:
    """Every number is a rendered fact, every piece cites existing cards, it fits a phone, and no yes is due."""
    deck = load_deck()
    for seed in range(rounds()):
        reply = prepared(seed)
        blocks = [to_block(piece, reply.sheet) for piece in reply.pieces]
        assert blocks, seed
        assert len(blocks) + len(reply.before) + len(reply.after) <= MOST_BLOCKS
        assert sum(len(block.text.split()) for block in blocks) <= MOST_WORDS + 25, seed
        for piece, block in zip(reply.pieces, blocks, strict=True):
            assert sound(piece, reply.sheet), (seed, piece)
            assert block.cards and all(card in deck for card in block.cards)
            assert not _DUE.search(block.text), (seed, block.text)
            assert "{" not in block.text
            left = block.text
            for fact in sorted((reply.sheet.facts[name] for name in block.facts), key=lambda f: -len(number(f))):
                for text in (fact.period, with_unit(fact), number(fact)):
                    left = re.sub(re.escape(text), " ", left, flags=re.IGNORECASE)
            assert typed_quantity(left) is None, (seed, block.text, left)
        kinds = [block.kind for block in blocks]
        assert kinds[0] == "validation" or "validation" not in kinds
        assert kinds.count("action") in (1, 2), (seed, kinds)
        assert kinds.count("question") <= 1


def test_the_same_question_gives_the_same_reply() -> None:
    """A reply is decided by its id and what is known: asked again, it is the same."""
    assert prepared(3).pieces == prepared(3).pieces


def test_the_standing_example() -> None:
    """The example day gets validation, reframe and action, its numbers as facts, and a draft to confirm."""
    reply = prepared(0)
    kinds = {piece.kind for piece in reply.pieces}
    assert {"validation", "reframe", "action"} <= kinds
    assert reply.sheet.facts["reported_rejections"].value == 9
    (draft,) = reply.drafts
    assert draft.count == 12
    assert sum(outcome.count for outcome in draft.outcomes) == 9
    assert [(ask.reason, ask.of) for ask in draft.asks] == [("price", 9)]


def test_replies_of_a_week_open_unlike_each_other() -> None:
    """Told what was said before, no new reply begins as an earlier one did."""
    from coach.coaching.composition import opening

    states = fold(history(Random(11), TODAY))
    shown: list[list[str]] = []
    openings: set[str] = set()
    for day in range(7):
        memory = Memory(shown=shown, openings=frozenset(openings))
        text = MESSAGES[0]
        reply = prepare(text, REPLY[:-1] + str(day), states, TODAY, load_deck(), memory, lambda _: None)
        blocks = [to_block(piece, reply.sheet) for piece in reply.pieces]
        assert opening(blocks[0].text) not in openings, blocks[0].text
        openings |= {opening(block.text) for block in blocks}
        shown.insert(0, [card for block in blocks for card in block.cards])


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b"])
def test_nothing_said_is_refused(text: str) -> None:
    """A message without a word gets one clear error."""
    from coach.errors import InvalidEntry
    from events.folds.reader import States

    with pytest.raises(InvalidEntry, match="Write a few words"):
        prepare(text, REPLY, States(), TODAY, load_deck(), Memory(), lambda _: None)


def test_risk_is_answered_by_the_fixed_text_alone() -> None:
    """Explicit risk gets the fixed text: no card, no fact, no draft, and no way to a model."""
    from events.folds.reader import States

    reply = prepare(
        "12 calls, 9 no's. I want to kill myself.", REPLY, States(), TODAY, load_deck(), Memory(), lambda _: "Fixed."
    )
    assert [(block.kind, block.text) for block in reply.before] == [("safety", "Fixed.")]
    assert not reply.pieces and not reply.drafts and not reply.sheet.facts and not reply.after
    assert reply.assessment.level == 3
    assert not reply.may_use_model
