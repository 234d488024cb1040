"""Follow-ups when things come in late or are taken back: what counts is when they happened, and what still stands."""

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import F1, F2, F3, canonical, folded, met, on, proof, record

from events.envelope import Event, Recorded
from events.folds.follow_ups import FOLLOW_UPS, view
from events.folds.reader import States, fold_into
from events.ids import derive
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.follow_ups import FollowUpDone, FollowUpDropped, FollowUpScheduled, FollowUpSnoozed
from events.words import REASONS

LATER = on(3_000).date()
NO = record(met("soft_no", reason="timing", prospect_id="acme"), on(0), event_id=F1)
"""A "not now" on Monday 5 January 2026: six weeks later is day 42."""


def day(number: int) -> str:
    return on(number).date().isoformat()


def read(stream: list[Recorded]) -> States:
    """States as the reader has them, folded again where a withdrawal asks for it."""
    states = States()
    if not fold_into(states, stream):
        states = States(withdrawn=states.withdrawn)
        assert fold_into(states, stream)
    return states


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(60)), "waiting"),
        (FollowUpSnoozed(follow_up_id=F1, until=day(60)), "snoozed"),
        (FollowUpDone(follow_up_id=F1), "done"),
        (FollowUpDropped(follow_up_id=F1), "dropped"),
    ],
)
def test_every_act_reaches_the_fold(act: Event, status: str) -> None:
    """What a person does about a follow-up that is due changes what the reader knows of it."""
    today = on(50).date()
    assert [one.status for one in view(read([NO]).follow_ups, today)] == ["due"]
    assert [one.status for one in view(read([NO, record(act, on(44))]).follow_ups, today)] == [status]


def test_a_correction_unlocks() -> None:
    """A final no that was logged by mistake is folded away, and the follow-up is as it was."""
    stream = [
        NO,
        record(met("hard_no", prospect_id="acme", confirmed=True, entry_id="slip"), on(10)),
        record(FollowUpSnoozed(follow_up_id=F1, until=day(50)), on(11)),
    ]
    assert [one.status for one in view(read(stream).follow_ups, LATER)] == ["dropped"]
    corrected = record(EntryCorrected(entry_id="slip", replacement_id="r"), on(12))
    state = read([*stream, corrected]).follow_ups
    assert not state.locked
    assert [one.status for one in view(state, on(45).date())] == ["snoozed"]


def test_a_withdrawn_no_takes_its_follow_up_along() -> None:
    """Also where the person had set a date for it, or snoozed it."""
    stream = [
        NO,
        record(FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(9), entry_id="entry"), on(1)),
        record(FollowUpSnoozed(follow_up_id=F1, until=day(12)), on(9)),
        record(EntryCorrected(entry_id="entry", replacement_id="r"), on(10)),
    ]
    assert len(view(read(stream[:3]).follow_ups, LATER)) == 1
    assert view(read(stream).follow_ups, LATER) == []


@pytest.mark.parametrize(
    "act",
    [FollowUpDone(follow_up_id=F1, entry_id="call"), FollowUpSnoozed(follow_up_id=F1, until=day(60), entry_id="call")],
)
def test_a_withdrawn_entry_takes_its_act_along(act: Event) -> None:
    """What an entry did to a follow-up is undone with it: the one before holds again."""
    stream = [NO, record(FollowUpSnoozed(follow_up_id=F1, until=day(45)), on(43)), record(act, on(50))]
    today = on(52).date()
    assert [one.status for one in view(read(stream).follow_ups, today)] != ["due"]
    state = read([*stream, record(EntryRetracted(entry_id="call"), on(51))]).follow_ups
    assert [(one.status, one.due_on) for one in view(state, today)] == [("due", on(45).date())]


names = st.sampled_from([F1, F2, F3])
whose = {F1: "acme", F2: "acme", F3: "other"}
days = st.integers(0, 90)
happenings = st.lists(
    st.tuples(
        st.sampled_from(["scheduled", "snoozed", "done", "dropped", "no", "yes", "final"]),
        names,
        days,
    ),
    max_size=25,
)


def told(kind: str, name: str, until: int, at: int) -> Recorded:
    """What happened at the hour `at`; a no opens a follow-up of its own."""
    who = whose[name]
    events: dict[str, Any] = {
        "scheduled": FollowUpScheduled(follow_up_id=name, prospect_id=who, due_on=day(until)),
        "snoozed": FollowUpSnoozed(follow_up_id=name, until=day(until)),
        "done": FollowUpDone(follow_up_id=name),
        "dropped": FollowUpDropped(follow_up_id=name),
        "no": met("soft_no", reason=REASONS[until % 9], prospect_id=who),
        "yes": met("won", prospect_id=who),
        "final": met("hard_no", prospect_id=who, confirmed=until % 5 == 0),
    }
    return record(events[kind], on(0, at), event_id=name if kind == "no" and at < 2 else derive(name, str(at)))


@given(story=happenings, today=days, chance=st.randoms())
@proof
def test_the_order_of_coming_in_does_not_matter(
    story: list[tuple[str, str, int]], today: int, chance: random.Random
) -> None:
    """Offline phones bring things in late: what counts is when they happened. A locked prospect has nothing open."""
    events = [told(kind, name, until, 2 * at) for at, (kind, name, until) in enumerate(story)]
    events = [told("no", F1, 1, 0), told("no", F2, 2, 1), *events[1:]]
    states = [folded(FOLLOW_UPS, order) for order in (events, chance.sample(events, len(events)))]
    assert canonical(states[0]) == canonical(states[1])
    local = on(today).date()
    found = view(states[0], local)
    assert found == view(states[1], local)
    for one in found:
        if one.status in ("waiting", "due", "snoozed"):
            assert one.prospect_id not in states[0].locked
            assert (one.status == "due") == (one.due_on <= local)
    assert all(one.due_on - local < timedelta(days=400) for one in found)
