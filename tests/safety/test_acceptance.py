"""Lists by writers who knew the specification and nothing of the gate. What it reached on them must not slip.

What it found at first sight is in docs/safety.md.
"""

from pathlib import Path

from coach.safety import assess

LISTS = sorted((Path(__file__).parent / "acceptance").glob("*.tsv"))
ORDINARY = {"8", "9"}
"""The lists whose harmless lines are mostly messages as they come."""


class Judged:
    """What the gate says of the lines of some lists."""

    def __init__(self, ordinary: bool) -> None:
        paths = [path for path in LISTS if (path.stem in ORDINARY) == ordinary]
        rows = [line.split("\t") for path in paths for line in path.read_text("utf-8").splitlines()]
        self._judged = [(int(level), assess(text, lang).level) for lang, level, text in rows]

    def heard(self, *levels: int) -> float:
        """The share of lines of these levels that are taken for risk."""
        found = [given >= 2 for meant, given in self._judged if meant in levels]
        return sum(found) / len(found)


def test_risk_is_found_and_work_talk_left_alone() -> None:
    """Of lines most of which were made to be hard."""
    judged = Judged(ordinary=False)
    assert judged.heard(2, 3) >= 0.965
    assert judged.heard(3) >= 0.985
    assert judged.heard(0) <= 0.03
    assert judged.heard(1) <= 0.055


def test_ordinary_messages_are_mostly_left_alone() -> None:
    """And what is risk in everyday words is found among them."""
    judged = Judged(ordinary=True)
    assert judged.heard(2, 3) >= 0.97
    assert judged.heard(3) == 1
    assert judged.heard(0) <= 0.035
    assert judged.heard(1) <= 0.2
