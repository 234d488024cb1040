"""Observations: every wording is sound, every rule has its moment, and nothing is said twice in a conversation."""

from datetime import date
from random import Random

import pytest

from coach.coaching.observations import View, all_observations, lines, observe, topics
from coach.coaching.preparation import prepare
from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import named_in
from coach.coaching.selection import Memory
from coach.coaching.situation import read_situation
from coach.evaluation.histories import fold, history
from coach.insight.facts import build_facts
from coach.understanding import understand
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"

MESSAGES = [
    "12 conversations today, 9 no's, most said too expensive.",
    "10 conversations, 10 no's.",
    "Talked to 3 people, 1 no",
    "Nobody answered, 30 calls.",
    "How am I doing?",
    "What should I do next?",
    "Two deals today!",
    "A losing streak. Ten in a row without a yes.",
    "I feel worthless.",
    "They all said now is not a good time, 4 no's.",
]


def view_of(seed: int, text: str, stated: frozenset[str] = frozenset()) -> View:
    message = understand(text)
    sheet = build_facts(fold(history(Random(seed), TODAY)), TODAY, message.reported)
    return View(sheet, read_situation(message, sheet, False), stated)


def test_every_rule_has_words_and_every_wording_a_rule() -> None:
    """And no wording types a number of its own."""
    names = [observation.name for observation in all_observations()]
    assert sorted(names) == sorted(lines())
    for texts in lines().values():
        assert texts
        for text in texts:
            assert typed_quantity(text) is None, text
            assert "!" not in text


def test_what_is_made_can_be_said() -> None:
    """Every fact that an observation names exists, and at most two are made."""
    for seed in range(150):
        view = view_of(seed, MESSAGES[seed % len(MESSAGES)])
        made = observe(view, Random(seed))
        assert len(made) <= 2
        for _, text in made:
            assert all(name in view.sheet.facts or name in view.sheet.words for name in named_in(text))


def test_what_was_stated_is_not_stated_again() -> None:
    """A second message of the day gets no observation that rests on the same numbers of the journal."""
    random = Random(1)
    for seed in range(60):
        states = fold(history(Random(seed), TODAY))
        text = "12 conversations today, 9 no's, most said too expensive."
        first = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None)
        stated = frozenset(name for piece in first.pieces for name in named_in(piece.template))
        again = view_of(seed, text, stated)
        for _, words in observe(again, random):
            assert "rejection_share" not in named_in(words) or "rejection_share" not in stated


@pytest.mark.parametrize("text", ["I feel worthless.", "I hate myself for being so bad at this."])
def test_a_low_message_is_not_answered_with_a_diagnosis(text: str) -> None:
    """Who is low gets what takes weight off, and no account of reasons."""
    for seed in range(40):
        message = understand(text)
        sheet = build_facts(fold(history(Random(seed), TODAY)), TODAY, message.reported)
        view = View(sheet, read_situation(message, sheet, True))
        assert all("reason" not in one.name and "no_yes" not in one.name for topic in topics(view) for one in topic)
