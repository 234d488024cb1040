"""A layer between features and labels: the same kind of file, and it tells apart what no sum of features can."""

from random import Random

import pytest

from coach.learning import Weights, layered
from coach.learning.layered import train_layered
from coach.learning.training import Example, train

SEEN = 2


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """More and smaller steps than tens of thousands of examples need."""
    monkeypatch.setattr(layered, "_ROUNDS", 40)
    monkeypatch.setattr(layered, "_BATCH", 16)


def either_or(chance: Random) -> Example:
    """One word or the other, but not both and not neither, far apart among words that mean nothing."""
    one, other = chance.random() < 0.5, chance.random() < 0.5
    between = [chance.choice("abcdefgh") for _ in range(6)]
    words = ["xylophone" if one else "quokka", *between, "zebra" if other else "muffin"]
    return Example("yes" if one != other else "no", " ".join(words))


def right(weights: Weights, examples: list[Example]) -> float:
    """The share of labels that are told."""
    found = [(weights.odds(one.text), one.label) for one in examples]
    return sum(max(odds, key=lambda name: odds[name]) == label for odds, label in found) / len(found)


def test_it_tells_apart_what_no_sum_can() -> None:
    chance = Random(5)
    examples = [either_or(chance) for _ in range(600)]
    known, unseen = examples[:400], examples[400:]
    assert right(Weights(train_layered(known, SEEN)), unseen) > 0.9
    assert right(Weights(train(known, SEEN, 0.01)), unseen) < 0.7


def test_the_same_examples_give_the_same_weights() -> None:
    chance = Random(6)
    examples = [either_or(chance) for _ in range(60)]
    assert train_layered(examples, SEEN, "from here") == train_layered(list(examples), SEEN, "from here")
    assert Weights(train_layered(examples, SEEN, "from here")).learnt_from == "from here"


def test_odds_are_odds() -> None:
    """Of any text, an empty one and one without a known word among them."""
    chance = Random(7)
    weights = Weights(train_layered([either_or(chance) for _ in range(60)], SEEN))
    for text in ("", "!!", "unheard", "xylophone zebra " * 3000):
        odds = weights.odds(text)
        assert set(odds) == {"yes", "no"}
        assert sum(odds.values()) == pytest.approx(1)
