"""Facts about one version of a pitch: what it met while it was in use.

In: the version and states. Out: a `FactSheet`.
"""

from typing import Final

from coach.contracts import Fact
from coach.insight.facts import FactSheet, add_recent
from coach.insight.numbers import Numbers
from coach.insight.record_facts import add_pitch
from events.folds.pitches import PitchResult
from events.folds.reader import States
from events.words import OUTCOMES, REASONS

WITH_IT: Final = "with this version"


def version_sheet(found: PitchResult, states: States, language: str) -> FactSheet:
    """The facts of a version, under the ids that the facts of a period have. The one in use is also compared with the
    one before it."""
    met = Numbers({}, dict.fromkeys(OUTCOMES, 0) | found.outcomes, dict.fromkeys(REASONS, 0) | found.reasons)
    facts: dict[str, Fact] = {}
    words: dict[str, str] = {}
    add_recent(facts, words, met, WITH_IT)
    if found.in_use:
        add_pitch(facts, states)
    return FactSheet(facts, words, met, Numbers({}, {}, {}), language=language)
