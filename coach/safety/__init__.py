"""The safety gate: what a free text asks for in care, the fixed texts that answer it, and whom to turn to.

`clean` is the intake of every text; `assess` gives the level; `safety_text` the words for it. See docs/safety.md.
"""

from coach.safety.answers import affirms, denies, may_affirm, said_behind_no
from coach.safety.gate import Assessment, assess
from coach.safety.lexicon import warm
from coach.safety.normalise import clean, normalise
from coach.safety.notes import Care, care_for
from coach.safety.reply import safety_text
from coach.safety.resources import Country, Resources, SafetyFileError, load_resources

__all__ = [
    "Assessment",
    "Care",
    "Country",
    "Resources",
    "SafetyFileError",
    "affirms",
    "assess",
    "care_for",
    "clean",
    "denies",
    "load_resources",
    "may_affirm",
    "normalise",
    "safety_text",
    "said_behind_no",
    "warm",
]
