"""Whole replies by rules, over many invented histories and messages: true in every number, cited, short."""

from random import Random

import pytest
from support.proof import FULL

from coach.coaching.composition import to_block
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.evaluation.histories import fold, history
from coach.evaluation.replies import MESSAGES, REPLY, TODAY, faults, generated
from coach.understanding import wishes_training
from events.ids import derive
from prompts.cards import load_deck


def rounds() -> int:
    return 10_000 if FULL else 400


def test_replies_over_many_histories() -> None:
    """Every number is a rendered fact, every piece cites existing cards, nobody is contacted after a hard no, no yes is
    due, it fits a phone, and there are two actions at most: one or two where a hard day was told."""
    deck = load_deck()
    for seed in range(rounds()):
        reply = generated(seed, deck)
        assert not faults(reply, deck), seed
        kinds = [piece.kind for piece in reply.pieces]
        assert kinds[:1] == ["validation"] or "validation" not in kinds
        day = reply.situation
        told = day is not None and day.reports and not (day.good or day.ordinary)
        assert told <= kinds.count("action") <= 2, (seed, kinds)
        assert kinds.count("question") <= 1


def test_replies_to_whatever_people_type() -> None:
    """The same of every labelled message, in both languages, at any hour and in any order: none is left unanswered."""
    deck, random = load_deck(), Random(1)
    journals = [fold(history(Random(seed), TODAY)) for seed in range(40)]
    messages = [message.text for message in wishes_training.lines()]
    before = ""
    for number, text in enumerate(random.sample(messages, len(messages) if FULL else 300)):
        memory, states = Memory(last=before), journals[number % len(journals)]
        reply_id = derive(REPLY, str(number))
        reply = prepare(text, reply_id, states, TODAY, deck, memory, lambda _: "A person to talk to.", hour=number % 24)
        assert not faults(reply, deck), text
        assert [piece.kind for piece in reply.pieces].count("action") <= 2, text
        before = text


def test_the_same_question_gives_the_same_reply() -> None:
    """A reply is decided by its id and what is known: asked again, it is the same."""
    assert generated(3, load_deck()).pieces == generated(3, load_deck()).pieces


def test_the_standing_example() -> None:
    """The example day gets validation, reframe and action, its numbers as facts, and a draft to confirm."""
    reply = generated(0, load_deck())
    kinds = {piece.kind for piece in reply.pieces}
    assert {"validation", "reframe", "action"} <= kinds
    assert reply.sheet.facts["reported_rejections"].value == 9
    (draft,) = reply.drafts
    assert draft.count == 12
    assert sum(outcome.count for outcome in draft.outcomes) == 9
    assert [(ask.reason, ask.of) for ask in draft.asks] == [("price", 9)]


def test_replies_of_a_week_open_unlike_each_other() -> None:
    """Told what was said before, no new reply begins as an earlier one did."""
    from coach.coaching.repeats import opening

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
