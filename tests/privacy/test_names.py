"""Names that none of us chose, planted in notes as people write them: known ones are masked, unknown ones mostly.

The names are Faker's. Those of the countries in `HELD_OUT` are on no list that redaction reads.
"""

from random import Random

import pytest
from support.planted import FRAMES, Planted, planted, prospect
from support.proof import FULL

from coach.privacy import Placeholders, Records, redact
from coach.privacy.names import HELD_OUT

LINES = 100_000 if FULL else 2_000


def leaks(line: Planted, records: Records) -> bool:
    """Whether a letter of the name is left."""
    covered: set[int] = set()
    for span in redact(line.text, records, Placeholders()).spans:
        covered.update(range(span.start, span.end))
    return any(line.text[at].isalnum() and at not in covered for at in range(line.start, line.end))


def test_known_names_are_masked() -> None:
    """At least 999 in 1,000, whole or in part, in any case, with a slip in some."""
    random = Random(2026)
    lines = [planted(random, prospect(random, number)) for number in range(LINES)]
    missed = [line.text for line in lines if leaks(line, Records([line.prospect]))]
    assert 1 - len(missed) / LINES >= 0.999, missed[:20]


@pytest.mark.parametrize("which", ["listed", "held out"])
def test_unknown_names_are_mostly_masked(which: str) -> None:
    """With no record of them at all: what stands around them and what nothing explains has to do."""
    random = Random(7)
    missed = 0
    for number in range(LINES // 4):
        who = prospect(random, number, HELD_OUT) if which == "held out" else prospect(random, number)
        frame = FRAMES[number % len(FRAMES)]
        at = frame.index("{name}")
        text = frame.replace("{name}", who.contact)
        missed += leaks(Planted(text, at, at + len(who.contact), who), Records())
    recall = 1 - missed / (LINES // 4)
    print(f"unknown names masked, {which}: {recall:.4f} of {LINES // 4}")
    assert recall >= 0.97
