"""Reasons: why prospects said no, by day, firmness and channel."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outcomes import OutcomeRecorded
from events.words import REJECTIONS


class ReasonsState(Struct):
    """`days[date]["price/soft_no/call"]` is a count of no's; `prospects` counts them per reason and prospect."""

    days: dict[str, dict[str, int]] = field(default_factory=dict)
    prospects: dict[str, dict[str, int]] = field(default_factory=dict)


def apply(state: ReasonsState, recorded: Occurrence) -> None:
    event = recorded.event
    if not isinstance(event, OutcomeRecorded) or event.outcome not in REJECTIONS:
        return
    reason = event.reason or "unstated"
    cell = f"{reason}/{event.outcome}/{event.channel}"
    cells = state.days.setdefault(recorded.day, {})
    cells[cell] = cells.get(cell, 0) + event.count
    if event.prospect_id:
        by_prospect = state.prospects.setdefault(reason, {})
        by_prospect[event.prospect_id] = by_prospect.get(event.prospect_id, 0) + event.count


REASONS = Fold("reasons", 1, ReasonsState, apply, (OutcomeRecorded,))
