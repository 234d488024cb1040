"""Privacy: what leaves for a model names nobody. Redaction, placeholders and their way back, coarse counts."""

from coach.privacy.cells import Cell, coarsened
from coach.privacy.lexicon import warm
from coach.privacy.placeholders import Placeholders
from coach.privacy.records import Records
from coach.privacy.redaction import Redacted, Span, redact
from coach.privacy.restoring import Restored, Restorer, restore

__all__ = [
    "Cell",
    "Placeholders",
    "Records",
    "Redacted",
    "Restored",
    "Restorer",
    "Span",
    "coarsened",
    "redact",
    "restore",
    "warm",
]
