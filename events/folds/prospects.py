"""Prospects: their segments, which event holds their sealed details, what was logged about them and how they were last
tried, and whether a final no locks them."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.types.prospects import ProspectAdded, ProspectChanged
from events.words import CONVERSATIONS, Channel

Place = tuple[int, int]
"""When something happened, in milliseconds, and its version, which tells two things of one moment apart."""


class ProspectState(Struct):
    """One prospect, in the clear. `details_version` is the version of the event that seals who they are."""

    details_version: int
    industry: str = ""
    company_size: str = ""
    role: str = ""
    tags: list[str] = field(default_factory=list)


class Dealings(Struct):
    """What was logged about a prospect: how many entries, the newest outcome with its moment in milliseconds, and how
    many yeses there were. `answer`: the newest outcome that was a conversation, with its reason and moment: whoever did
    not pick up has taken nothing back."""

    entries: int = 0
    outcome: str = ""
    at: int | None = None
    won: int = 0
    answer: str = ""
    reason: str = ""
    answered: int | None = None


class LastTried(Struct):
    """The newest outreach to a prospect, its channel, and the newest that seals a note."""

    at: Place
    channel: Channel
    noted: Place | None = None


class ProspectsState(Struct):
    """Prospects by id, what was logged about each, and how each was last `tried`; `locked` are the ids of those with a
    confirmed hard no."""

    prospects: dict[str, ProspectState] = field(default_factory=dict)
    tried: dict[str, LastTried] = field(default_factory=dict)
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
        _try(state, recorded, event.prospect_id, event.channel)
    elif isinstance(event, OutcomeRecorded) and event.prospect_id:
        if event.confirmed:
            state.locked[event.prospect_id] = recorded.version
        at, known = milliseconds_of(recorded.occurred_at), state.dealings.setdefault(event.prospect_id, Dealings())
        if event.outcome == "won":
            known.won += event.count
        if known.at is None or at >= known.at:
            known.outcome, known.at = event.outcome, at
        if event.outcome in CONVERSATIONS and (known.answered is None or at >= known.answered):
            known.answer, known.reason, known.answered = event.outcome, event.reason or "", at


def _try(state: ProspectsState, recorded: Occurrence, prospect_id: str, channel: Channel) -> None:
    at = milliseconds_of(recorded.occurred_at), recorded.version
    known = state.tried.setdefault(prospect_id, LastTried(at, channel))
    if at > known.at:
        known.at, known.channel = at, channel
    if recorded.sealed and (known.noted is None or at > known.noted):
        known.noted = at


PROSPECTS = Fold(
    "prospects", 6, ProspectsState, apply, (ProspectAdded, ProspectChanged, OutreachRecorded, OutcomeRecorded)
)
