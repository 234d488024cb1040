"""Prospects: their segments, which event holds their sealed details, and whether a final no locks them."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.outcomes import OutcomeRecorded
from events.types.prospects import ProspectAdded, ProspectChanged


class ProspectState(Struct):
    """One prospect, in the clear. `details_version` is the version of the event that seals who they are."""

    details_version: int
    industry: str = ""
    company_size: str = ""
    role: str = ""
    tags: list[str] = field(default_factory=list)


class ProspectsState(Struct):
    """Prospects by id; `locked` are the ids of those with a confirmed hard no."""

    prospects: dict[str, ProspectState] = field(default_factory=dict)
    locked: dict[str, int] = field(default_factory=dict)


def apply(state: ProspectsState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, ProspectAdded | ProspectChanged):
        state.prospects[event.prospect_id] = ProspectState(
            recorded.version, event.industry, event.company_size, event.role, list(event.tags)
        )
    elif isinstance(event, OutcomeRecorded) and event.confirmed and event.prospect_id:
        state.locked[event.prospect_id] = recorded.version


PROSPECTS = Fold("prospects", 1, ProspectsState, apply, (ProspectAdded, ProspectChanged, OutcomeRecorded))
