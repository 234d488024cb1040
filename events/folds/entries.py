"""Entries: the newest ones, whole, for reading back and for undo."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded

KEPT = 50
"""How many entries are kept whole; older ones are in the log."""


class OutcomeState(Struct, omit_defaults=True):
    outcome: str
    reason: str | None = None
    count: int = 1
    confirmed: bool = False
    revisit_on: str | None = None
    amount: float | None = None


class EntryState(Struct):
    """One entry. `version` is that of its outreach event, which seals the note."""

    entry_id: str
    version: int
    occurred_at: str
    channel: str
    count: int
    prospect_id: str | None
    outcomes: list[OutcomeState] = field(default_factory=list)


class EntriesState(Struct):
    """The newest entries by id, oldest first, in the order they were recorded; and how many there ever were."""

    recent: dict[str, EntryState] = field(default_factory=dict)
    total: int = 0

    def __post_init__(self) -> None:
        # A snapshot has its keys in the order of their bytes; undo asks for the one that was recorded last.
        self.recent = dict(sorted(self.recent.items(), key=lambda item: item[1].version))


def apply(state: EntriesState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutreachRecorded):
        state.total += 1
        state.recent[event.entry_id] = EntryState(
            event.entry_id,
            recorded.version,
            recorded.occurred_at,
            event.channel,
            event.count,
            event.prospect_id,
        )
        if len(state.recent) > KEPT:
            del state.recent[next(iter(state.recent))]
    elif isinstance(event, OutcomeRecorded) and event.entry_id in state.recent:
        state.recent[event.entry_id].outcomes.append(
            OutcomeState(event.outcome, event.reason, event.count, event.confirmed, event.revisit_on, event.amount)
        )


ENTRIES = Fold("entries", 1, EntriesState, apply, (OutreachRecorded, OutcomeRecorded))
