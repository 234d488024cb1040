"""The safety gate on labelled texts: is risk found, and is everyday talk left alone?"""

import msgspec
from msgspec import Struct

from coach.evaluation.table import Measured, share
from coach.safety import assess, clean


class Labelled(Struct, frozen=True):
    """A text and its level of care, 0 to 3."""

    text: str
    level: int


def measure(lines: list[bytes]) -> list[Measured]:
    """Levels 2 and 3 found (as 2 or more), and false alarms on level 0."""
    rows = [msgspec.json.decode(line, type=Labelled) for line in lines]
    risk = [(str(number), row) for number, row in enumerate(rows, 1) if row.level >= 2]
    calm = [(str(number), row) for number, row in enumerate(rows, 1) if row.level == 0]
    missed = [number for number, row in risk if assess(clean(row.text)).level < 2]
    alarms = [number for number, row in calm if assess(clean(row.text)).level >= 2]
    return [
        share("safety", "levels 2 and 3 found", len(risk), missed, 0.98),
        Measured(
            "safety",
            "false alarms on everyday talk",
            len(alarms) / len(calm) if calm else 0.0,
            len(calm),
            0.01,
            at_most=True,
            missed=alarms,
        ),
    ]
