"""Prospects: their segments, which event holds their sealed details, what was logged about them, and whether a final
no locks them."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.types.prospects import ProspectAdded, ProspectChanged


class ProspectState(Struct):
    """One prospect, in the clear. `details_version` is the version of the event that seals who they are."""

    details_version: int
    industry: str = ""
    company_size: str = ""
    role: str = ""
    tags: list[str] = field(default_factory=list)


class Dealings(Struct):
    """What was logged about a prospect: how many entries, and the newest outcome with its moment in milliseconds."""

    entries: int = 0
    outcome: str = ""
    at: int | None = None


class ProspectsState(Struct):
    """Prospects, and what was logged about them, by id; `locked` are the ids of those with a confirmed hard no."""

    prospects: dict[str, ProspectState] = field(default_factory=dict)
    locked: dict[str, int] = field(default_factory=dict)
    dealings: dict[str, Dealings] = field(default_factory=dict)


def apply(state: ProspectsState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, ProspectAdded | ProspectChanged):
        state.prospects[event.prospect_id] = ProspectState(
            recorded.version, event.industry, event.company_size, event.role, list(event.tags)
        )
    elif isinstance(event, OutreachRecorded) and event.prospect_id:
        state.dealings.setdefault(event.prospect_id, Dealings()).entries += 1
    elif isinstance(event, OutcomeRecorded) and event.prospect_id:
        if event.confirmed:
            state.locked[event.prospect_id] = recorded.version
        at, known = milliseconds_of(recorded.occurred_at), state.dealings.setdefault(event.prospect_id, Dealings())
        if known.at is None or at >= known.at:
            known.outcome, known.at = event.outcome, at


PROSPECTS = Fold(
    "prospects", 2, ProspectsState, apply, (ProspectAdded, ProspectChanged, OutreachRecorded, OutcomeRecorded)
)
