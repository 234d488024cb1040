"""Wins: the latest yeses and steps forward, by their moment, so that small wins are as easy to find as the no's."""

from bisect import insort

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.outcomes import OutcomeRecorded

KEPT = 12
"""How many are kept; older ones are in the log."""

KINDS = frozenset({"won", "progress"})


class WinState(Struct):
    """One yes or step forward, or `count` of them. The outreach `outreach_id` (an event id) seals the note."""

    at: int
    version: int
    day: str
    outcome: str
    count: int
    prospect_id: str | None
    outreach_id: str


class WinsState(Struct):
    """The latest wins, the earliest first; of equal moments, in the order they were recorded."""

    latest: list[WinState] = field(default_factory=list)


def apply(state: WinsState, recorded: Occurrence) -> None:
    event = recorded.event
    if not isinstance(event, OutcomeRecorded) or event.outcome not in KINDS:
        return
    win = WinState(
        milliseconds_of(recorded.occurred_at),
        recorded.version,
        recorded.day,
        event.outcome,
        event.count,
        event.prospect_id,
        event.outreach_id,
    )
    insort(state.latest, win, key=lambda one: (one.at, one.version))
    del state.latest[:-KEPT]


WINS = Fold("wins", 1, WinsState, apply, (OutcomeRecorded,))
