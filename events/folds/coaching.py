"""Coaching: the newest replies, which cards were shown, and what the person found helpful."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.coaching import CoachingGiven, CoachingRated, DraftDismissed

KEPT = 40


class ReplyState(Struct):
    """One reply. `version` is that of the event that seals its text; `ratings` are by block number."""

    reply_id: str
    conversation_id: str
    version: int
    occurred_at: str
    cards: list[str]
    ratings: dict[str, bool] = field(default_factory=dict)


class CoachingState(Struct):
    """`replies` by id, oldest first; `shown` and `helpful` count by card (helpful: ups minus downs)."""

    replies: dict[str, ReplyState] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    helpful: dict[str, int] = field(default_factory=dict)
    dismissed: dict[str, str] = field(default_factory=dict)


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


COACHING = Fold("coaching", 1, CoachingState, apply, (CoachingGiven, CoachingRated, DraftDismissed))
