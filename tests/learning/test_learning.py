"""Learning: features mean the same text alike, and weights tell labels apart in texts that they never saw."""

from random import Random

import pytest

from coach.learning import Weights, features, kin
from coach.learning.training import Example, train

SEEN = 2
GOOD = "the client signed today", "a signature, at last", "they signed it this morning", "signed, all of it"
BAD = "nobody picked up", "they hung up on me", "hung up again", "no one picked up all day"


def learnt(pull: float = 0.01) -> Weights:
    examples = [Example("good", text) for text in GOOD] + [Example("bad", text) for text in BAD]
    return Weights(train(examples, SEEN, pull))


def test_a_feature_is_numbered_once() -> None:
    found = features("again and again and again")
    assert len(found) == len(set(found))
    assert all(0 <= number < 1 << 32 for number in found)


def test_what_means_alike_shares_features() -> None:
    """Beginnings, pieces of words and kin in another language; nothing in common shares nothing."""
    assert kin()["monday"] == kin()["lunes"]

    def shared(one: str, other: str) -> int:
        return len(set(features(one)) & set(features(other)))

    assert shared("negotiating", "negotiation") > 5 > shared("negotiating", "holiday")
    assert shared("monday", "lunes") > shared("monday", "perro")


def test_order_counts() -> None:
    assert set(features("not good")) != set(features("good not"))


def test_weights_read_what_they_never_saw() -> None:
    weights = learnt()
    assert weights.odds("she signed")["good"] > 0.6
    assert weights.odds("he hung up")["bad"] > 0.6


def test_what_no_example_has_says_nothing() -> None:
    """However many words of other writers stand around what was learnt."""
    weights, unknown = learnt(), [number for word in ("xylophone", "quokka") for number in features(f"{word} {word}")]
    known = features("she signed")
    assert weights.odds_of([*known, *set(unknown) - set(known)]) == weights.odds_of(known)


def test_odds_are_odds() -> None:
    """Of any text, an empty one and one without a known word among them."""
    for text in ("", "xyzzy", "signed " * 5000, "they signed"):
        odds = learnt().odds(text)
        assert set(odds) == {"good", "bad"}
        assert sum(odds.values()) == pytest.approx(1)


def test_marks_are_heard() -> None:
    """What others found decides where the words are the same."""
    examples = [Example(label, "the same words", (label,)) for label in ("good", "bad")] * 3
    weights = Weights(train(examples, SEEN, 0.01))
    assert weights.odds("the same words", ["good"])["good"] > 0.9
    assert weights.odds("the same words", ["bad"])["bad"] > 0.9


def test_the_same_examples_give_the_same_weights() -> None:
    examples = [Example("good", text) for text in GOOD] + [Example("bad", text) for text in BAD]
    assert train(examples, SEEN, 0.1) == train(list(examples), SEEN, 0.1)


def test_a_stronger_pull_is_less_sure() -> None:
    assert learnt(10.0).odds("she signed")["good"] < learnt(0.01).odds("she signed")["good"]


def test_chance_teaches_nothing() -> None:
    """Labels at random are not read from new texts."""
    chance = Random(3)
    words = [f"word{number}" for number in range(40)]
    examples = [Example(chance.choice(("a", "b")), " ".join(chance.sample(words, 6))) for _ in range(400)]
    weights = Weights(train(examples[:300], SEEN, 0.3))
    right = sum(max(odds := weights.odds(one.text), key=lambda k: odds[k]) == one.label for one in examples[300:])
    assert 30 <= right <= 70
