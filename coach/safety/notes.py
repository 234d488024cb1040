"""The gate for words that nobody answers: notes to entries.

In: a note and the person's time zone. Out: the fixed text to show beside where it was written, None where there is
nothing to say. The note itself is stored like any other; nothing is lost and nobody is stopped.
"""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.safety.gate import assess
from coach.safety.reply import safety_text
from coach.safety.resources import Resources

HEARD_FROM: Final = 2
"""A low mood in a note is left alone: a line of resources after every bad day would soon be read by nobody."""


class Care(Struct):
    """What to show where a note was written: the level (2 or 3) and the fixed text."""

    level: int
    text: str


def care_for(note: str, time_zone: str, resources: Resources) -> Care | None:
    """Return what a note of level 2 or 3 asks for."""
    if not note.strip():
        return None
    assessment = assess(note)
    if assessment.level < HEARD_FROM:
        return None
    country = resources.for_time_zone(time_zone, assessment.language)
    # Nobody can answer a note's question with a no.
    return Care(assessment.level, safety_text(replace(assessment, unsure=False), country) or "")
