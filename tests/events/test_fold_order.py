"""Order: what a state keeps in the order of the stream comes back from a snapshot in that order."""

import pytest
from support.fold_events import given_reply
from support.folding import called, folded, met, on, record, snapshot

from events.envelope import Event
from events.folds.coaching import COACHING
from events.folds.coaching import KEPT as KEPT_REPLIES
from events.folds.entries import ENTRIES, KEPT
from events.folds.fold import Fold
from events.folds.imports import IMPORTS
from events.types.imports import ImportStarted


def entry(name: str) -> Event:
    return called(entry_id=name)


def batch(name: str) -> Event:
    return ImportStarted(batch_id=name, source="s", generation=1, format="plain")


@pytest.mark.parametrize(
    ("fold", "kept", "make", "most"),
    [
        (ENTRIES, "recent", entry, KEPT),
        (COACHING, "replies", given_reply, KEPT_REPLIES),
        (IMPORTS, "batches", batch, 10_000),
    ],
)
def test_the_newest_stays_the_newest(fold: Fold, kept: str, make: object, most: int) -> None:
    """Ids of phones, imports and the person's own are in no order, so the newest is not the one with the last id."""
    names = [f"id{999 - number}" for number in range(120)]
    stream = [record(make(name), on(0), number) for number, name in enumerate(names, 1)]  # type: ignore[operator]
    state = snapshot(folded(fold, stream[:70]))
    assert list(getattr(state, kept)) == names[max(0, 70 - most) : 70]
    for recorded in stream[70:]:
        fold.apply(state, recorded)
    assert list(getattr(state, kept)) == list(getattr(folded(fold, stream), kept)) == names[-most:]


def test_outcomes_still_find_their_entry() -> None:
    """After a snapshot as before."""
    state = snapshot(folded(ENTRIES, [record(called(entry_id="b"), on(0), 1), record(called(entry_id="a"), on(0), 2)]))
    ENTRIES.apply(state, record(met("won", entry_id="b"), on(0), 3))
    assert [(name, len(found.outcomes)) for name, found in state.recent.items()] == [("b", 1), ("a", 0)]
