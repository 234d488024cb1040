"""Coaching: the newest replies, which cards were shown, what the person found helpful, and what they took on.

A commitment may be kept in an event that comes in before the one that made it: both are kept by its id.
"""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import milliseconds_of
from events.types.coaching import CoachingGiven, CoachingRated, CommitmentKept, CommitmentMade, DraftDismissed

KEPT = 40

KEPT_COMMITMENTS = 100
"""How many commitments are kept whole; the counts are of all there ever were."""


class ReplyState(Struct):
    """One reply. `version` is that of the event that seals its text; `ratings` are by block number."""

    reply_id: str
    conversation_id: str
    version: int
    occurred_at: str
    cards: list[str]
    ratings: dict[str, bool] = field(default_factory=dict)


class CommitmentState(Struct):
    """One commitment: when it was `made` (milliseconds), by which local day it is due and on which it was first kept,
    and what it came from. `version` is that of the event that seals its text, 0 until that comes in; `heard` is that
    of the event that first named it."""

    heard: int
    version: int = 0
    made: int = 0
    due_on: str | None = None
    kept_on: str | None = None
    reply_id: str | None = None
    cards: list[str] = field(default_factory=list)


class CoachingState(Struct):
    """`replies` by id, oldest first; `shown` and `helpful` count by card (helpful: ups minus downs). `commitments`
    are the newest by id, `made` and `kept` how many there ever were."""

    replies: dict[str, ReplyState] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    helpful: dict[str, int] = field(default_factory=dict)
    dismissed: dict[str, str] = field(default_factory=dict)
    commitments: dict[str, CommitmentState] = field(default_factory=dict)
    made: int = 0
    kept: int = 0

    def __post_init__(self) -> None:
        # A snapshot has its keys in the order of their bytes; a conversation is read in the order it was held.
        self.replies = dict(sorted(self.replies.items(), key=lambda item: item[1].version))


def apply(state: CoachingState, recorded: Occurrence) -> None:
    match recorded.event:
        case CoachingGiven() as event:
            state.replies[event.reply_id] = ReplyState(
                event.reply_id,
                event.conversation_id,
                recorded.version,
                recorded.occurred_at,
                list(event.cards),
            )
            for card in event.cards:
                state.shown[card] = state.shown.get(card, 0) + 1
            if len(state.replies) > KEPT:
                del state.replies[next(iter(state.replies))]
        case CoachingRated() as event:
            _rate(state, event)
        case DraftDismissed() as event:
            state.dismissed[event.entry_id] = event.reply_id
        case CommitmentMade() as event:
            _make(state, recorded, event)
        case CommitmentKept() as event:
            commitment = _commitment(state, event.commitment_id, recorded)
            state.kept += commitment.kept_on is None
            commitment.kept_on = min(recorded.day, commitment.kept_on or recorded.day)


def _rate(state: CoachingState, event: CoachingRated) -> None:
    reply = state.replies.get(event.reply_id)
    before = reply.ratings.get(str(event.block)) if reply else None
    if before == event.helpful:
        return
    # A changed mind takes the first rating back as well as giving the second.
    step = (1 if event.helpful else -1) * (2 if before is not None else 1)
    for card in event.cards:
        state.helpful[card] = state.helpful.get(card, 0) + step
    if reply:
        reply.ratings[str(event.block)] = event.helpful


def _make(state: CoachingState, recorded: Occurrence, event: CommitmentMade) -> None:
    commitment, at = _commitment(state, event.commitment_id, recorded), milliseconds_of(recorded.occurred_at)
    state.made += not commitment.version
    if commitment.version and (at, recorded.version) < (commitment.made, commitment.version):
        return
    commitment.version, commitment.made = recorded.version, at
    commitment.due_on, commitment.reply_id, commitment.cards = event.due_on, event.reply_id, list(event.cards)


def _commitment(state: CoachingState, commitment_id: str, recorded: Occurrence) -> CommitmentState:
    found = state.commitments.get(commitment_id)
    if found is None:
        found = state.commitments[commitment_id] = CommitmentState(recorded.version)
        if len(state.commitments) > KEPT_COMMITMENTS:
            # Not the first of the dict: its order is another one once it was in a snapshot.
            del state.commitments[min(state.commitments, key=lambda known: state.commitments[known].heard)]
    found.heard = min(found.heard, recorded.version)
    return found


def commitments(state: CoachingState) -> dict[str, CommitmentState]:
    """The commitments by id, the one made first at the front; without those of which only the keeping is known."""
    made = [(commitment_id, found) for commitment_id, found in state.commitments.items() if found.version]
    return dict(sorted(made, key=lambda item: (item[1].made, item[1].version)))


COACHING = Fold(
    "coaching",
    2,
    CoachingState,
    apply,
    (CoachingGiven, CoachingRated, DraftDismissed, CommitmentMade, CommitmentKept),
)
