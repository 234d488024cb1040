"""Reasons of a no on labelled quotes, as rows of the table. A line has `outcome` and `reason`, or a `category`."""

from typing import Final

import msgspec
from msgspec import Struct

from coach.evaluation.reasons import Labelled, class_of, judge
from coach.evaluation.table import Measured
from coach.understanding import read_quote
from events.words import REASONS

CATEGORIES: Final[dict[str, str]] = {
    "wrong_fit": "fit",
    "think": "hesitation",
    "poor_pitch": "pitch",
    "no_response": "no_answer",
}
"""Other names that a labelled set may use."""


class Quote(Struct, frozen=True):
    """One line of a `quotes.jsonl`."""

    text: str
    outcome: str = "none"
    reason: str | None = None
    category: str | None = None

    def labelled(self) -> Labelled:
        """The line with the words of the journal. Raises `msgspec.ValidationError` for others."""
        named = CATEGORIES.get(self.category, self.category) if self.category else None
        found: dict[str, object] = {"text": self.text, "outcome": self.outcome, "reason": self.reason}
        if named in REASONS:
            found |= {"outcome": "soft_no", "reason": named}
        elif named:
            found |= {"outcome": named}
        return msgspec.convert(found, Labelled)


def measure(lines: list[bytes]) -> list[Measured]:
    """Macro-F1 over the reasons, and the share of final no's that were heard as final."""
    rows = [msgspec.json.decode(line, type=Quote).labelled() for line in lines]
    figures = judge(rows)
    wrong: list[str] = []
    for number, row in enumerate(rows, 1):
        found = read_quote(row.text)
        if class_of(row.outcome, row.reason) != class_of(found.outcome, found.reason):
            wrong.append(str(number))
    hard = [row for row in rows if row.outcome == "hard_no"]
    deaf = [str(n) for n, row in enumerate(rows, 1) if row.outcome == "hard_no" and str(n) in wrong]
    measured = [Measured("reasons", "macro-F1", figures.macro_f1, len(rows), 0.88, missed=wrong)]
    if hard:
        measured.append(Measured("reasons", "hard no recall", figures.hard_no_recall, len(hard), 0.99, missed=deaf))
    return measured
