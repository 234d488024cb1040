"""Wishes: what messages want and are about, above all messages that were not learnt from."""

import pytest

from coach.learning import Weights
from coach.safety import normalise
from coach.understanding import understand
from coach.understanding.question import question_of
from coach.understanding.wishes import PARTS, weights, wish_of
from coach.understanding.wishes_training import fingerprint, learn, lines
from prompts.cards import TOPICS


@pytest.mark.parametrize("part", PARTS)
def test_weights_are_of_todays_messages(part: str) -> None:
    """After a change of messages or features: `python -m coach.understanding.wishes_training`."""
    assert weights(part).learnt_from == fingerprint()  # type: ignore[arg-type]


def test_every_message_has_known_labels() -> None:
    for line in lines():
        assert set(line.topics) <= set(TOPICS), line.text


def test_kinds_carry_over_to_another_writer() -> None:
    """Learnt from the other lists, more kinds are right than phrases alone get right."""
    every = lines()
    learnt = Weights(learn("kinds", [line for line in every if line.source != "en-2"]))
    unseen = [line for line in every if line.source == "en-2"]
    odds = [(line, learnt.odds(normalise(line.text))) for line in unseen]
    right = sum(max(found, key=lambda kind: found[kind]) in line.kinds for line, found in odds)
    assert right >= 0.72 * len(unseen)
    assert right > sum(question_of(line.text).kind in line.kinds for line in unseen)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("They hang up before I finish my first sentence.", "opening"),
        ("How many calls should I plan for next week?", "goal"),
        ("Ich habe Angst vor dem Telefon.", "fear"),
        ("A competitor took the account.", "competitor"),
    ],
)
def test_what_a_message_is_about(text: str, topic: str) -> None:
    assert topic in understand(text).topics


def test_what_phrases_know_stands() -> None:
    """A request out of scope stays one; a kind that phrases name is kept unless it is very unlikely."""
    assert wish_of("tell me about other people's numbers", "scope").kind == "scope"
    assert wish_of("Practise the price talk with me, you are the buyer.", "practice").kind == "practice"
