"""Reasons: why prospects said no, by day, reason, firmness and channel; and the same for each prospect that was named.

A prospect's segment is not in here: it may change, and what is said of a segment is of the prospects as they are now.
So it is joined when it is read, in `coach/insight/segments.py`. No's by pitch version are in the fold of the pitches.
"""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outcomes import OutcomeRecorded
from events.words import REJECTIONS


class ReasonsState(Struct):
    """Counts of no's: `days[date]["price/soft_no/call"]` of all, `prospects[id]["2026-01-05/price/soft_no/call"]` of
    those where the prospect was named."""

    days: dict[str, dict[str, int]] = field(default_factory=dict)
    prospects: dict[str, dict[str, int]] = field(default_factory=dict)


def apply(state: ReasonsState, recorded: Occurrence) -> None:
    event = recorded.event
    if not isinstance(event, OutcomeRecorded) or event.outcome not in REJECTIONS:
        return
    day = recorded.day
    cell = f"{event.reason or 'unstated'}/{event.outcome}/{event.channel}"
    cells = state.days.setdefault(day, {})
    cells[cell] = cells.get(cell, 0) + event.count
    if event.prospect_id:
        own, dated = state.prospects.setdefault(event.prospect_id, {}), f"{day}/{cell}"
        own[dated] = own.get(dated, 0) + event.count


REASONS = Fold("reasons", 2, ReasonsState, apply, (OutcomeRecorded,))
