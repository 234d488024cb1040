"""What is made of the probabilities that were learnt: which level, and whether in doubt."""

import pytest

from coach.safety import learnt
from coach.safety.learnt import LABELS, hear


class _Weights:
    """Weights that give every text these odds, and the rest to `none`."""

    def __init__(self, odds: dict[str, float]) -> None:
        self._odds = dict.fromkeys(LABELS, 0.0) | odds
        self._odds["none"] = 1.0 - sum(odds.values())

    def odds(self, plain: str, marks: object) -> dict[str, float]:
        return self._odds


@pytest.mark.parametrize(
    ("odds", "level", "kind", "unsure"),
    [
        ({}, 0, "none", False),
        ({"veiled": 0.19}, 0, "none", False),
        ({"veiled": 0.2}, 1, "low", True),
        ({"veiled": 0.2, "explicit": 0.14}, 1, "low", True),
        ({"explicit": 0.24}, 1, "low", True),
        ({"explicit": 0.25}, 2, "self", True),
        ({"veiled": 0.15, "explicit": 0.15}, 1, "low", True),
        ({"veiled": 0.35}, 2, "self", True),
        ({"third_party": 0.35}, 2, "third_party", True),
        ({"veiled": 0.3, "third_party": 0.49}, 2, "third_party", True),
        ({"veiled": 0.8}, 2, "self", False),
        ({"explicit": 0.49}, 2, "self", True),
        ({"explicit": 0.79}, 2, "self", True),
        ({"explicit": 0.8}, 3, "self", False),
        ({"others": 0.25}, 2, "others", False),
        ({"others": 0.8}, 3, "others", False),
        ({"veiled": 0.5, "explicit": 0.5}, 2, "self", False),
        ({"low": 0.49}, 0, "none", False),
        ({"low": 0.5}, 1, "low", False),
        ({"low": 0.5, "veiled": 0.3}, 1, "low", False),
    ],
)
def test_how_sure_what_was_learnt_must_be(
    odds: dict[str, float], level: int, kind: str, unsure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line of help from .2 on, a question from .35 on, without a doubt from .8 on;
    what is rather explicit from .25 on, and as such from .5 on."""
    monkeypatch.setattr(learnt, "weights", lambda: _Weights(odds))
    heard = hear("i rang the client", [])
    assert (heard.level, heard.kind, heard.unsure) == (level, kind, unsure)
    assert heard.calm is (not odds)
