"""Lists by writers who knew the specification and nothing of the gate. What it reached on them must not slip.

What it found at first sight is in docs/safety.md.
"""

from pathlib import Path

from coach.safety import assess

LISTS = sorted((Path(__file__).parent / "acceptance").glob("*.tsv"))


def test_risk_is_found_and_work_talk_left_alone() -> None:
    rows = [line.split("\t") for path in LISTS for line in path.read_text("utf-8").splitlines()]
    judged = [(int(level), assess(text, lang).level) for lang, level, text in rows]

    def heard(*levels: int) -> float:
        found = [given >= 2 for meant, given in judged if meant in levels]
        return sum(found) / len(found)

    assert heard(2, 3) >= 0.97
    assert heard(3) >= 0.985
    assert heard(0) <= 0.045
    assert heard(1) <= 0.055
