"""Every type that crosses an edge of Rebound as JSON: HTTP, `--json`, JSON Lines.

Rates are fractions (0.061), times are RFC 3339 with an offset, ids are strings. `docs/json.md` holds
one example of each type; a test decodes every example with the type here, so the two cannot drift apart.
"""

from coach.contracts.inputs import (
    AskInput,
    Count,
    EntryBatch,
    EntryId,
    EntryInput,
    Moment,
    Note,
    OutcomeInput,
    PersonInput,
    PitchRef,
    ProspectInput,
    RatingInput,
    ShortText,
)
from coach.contracts.insight import DayOdds, NextYes, Odds, PooledOdds, RunOdds, Verdict
from coach.contracts.journal import BatchResult, Entry, EntryResult, FollowUp, Goal, Person, Pitch, Prospect
from coach.contracts.keeping import (
    Classified,
    ExportedEvent,
    ExportHeader,
    ImportReport,
    Problem,
    RefusedRow,
    Triaged,
    VerifyReport,
)
from coach.contracts.numbers import Rate, Stats, Streaks
from coach.contracts.replies import Ask, Block, BlockKind, CardRef, DraftEntry, Fact, Reply, ReplySource, Unit

__all__ = [
    "Ask",
    "AskInput",
    "BatchResult",
    "Block",
    "BlockKind",
    "CardRef",
    "Classified",
    "Count",
    "DayOdds",
    "DraftEntry",
    "Entry",
    "EntryBatch",
    "EntryId",
    "EntryInput",
    "EntryResult",
    "ExportHeader",
    "ExportedEvent",
    "Fact",
    "FollowUp",
    "Goal",
    "ImportReport",
    "Moment",
    "NextYes",
    "Note",
    "Odds",
    "OutcomeInput",
    "Person",
    "PersonInput",
    "Pitch",
    "PitchRef",
    "PooledOdds",
    "Problem",
    "Prospect",
    "ProspectInput",
    "Rate",
    "RatingInput",
    "RefusedRow",
    "Reply",
    "ReplySource",
    "RunOdds",
    "ShortText",
    "Stats",
    "Streaks",
    "Triaged",
    "Unit",
    "Verdict",
    "VerifyReport",
]
