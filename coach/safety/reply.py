"""The fixed texts of the gate, in the language of the message, with the numbers of the person's country.

They are written by hand, and no model ever rewrites them.
"""

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from coach.safety.gate import Assessment
from coach.safety.resources import Country

FALLBACK: Final = "en"


@cache
def texts() -> dict[str, dict[str, str]]:
    """Language -> name of the text ("self_3") -> text with {emergency} and {line}."""
    raw = (files("coach.safety") / "texts.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, dict[str, str]])


def safety_text(assessment: Assessment, country: Country) -> str | None:
    """The text for levels 2 and 3 and for an answer to their question, the quiet line for level 1, None at level 0."""
    if assessment.level == 0:
        return None
    spoken = texts().get(assessment.language, texts()[FALLBACK])
    return spoken[_name(assessment)].format(emergency=country.emergency, line=country.line_in(assessment.language))


def _name(assessment: Assessment) -> str:
    if assessment.answer:
        return f"answer_{assessment.answer}"
    if assessment.level == 1:
        return "low_1"
    if assessment.level == 2:
        return f"{assessment.kind}_2_unsure" if assessment.unsure else f"{assessment.kind}_2"
    return "others_3" if assessment.kind == "others" else "self_3"
