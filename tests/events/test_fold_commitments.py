"""Commitments: what the person took on, by when, and what of it they did."""

import random

from hypothesis import given
from hypothesis import strategies as st
from support.folding import canonical, folded, on, proof, record, snapshot

from events.envelope import Event, Recorded
from events.folds.coaching import COACHING, KEPT_COMMITMENTS, CoachingState, CommitmentState, commitments
from events.folds.timeline import milliseconds
from events.types.coaching import CommitmentKept, CommitmentMade


def made(name: str, due_on: str | None = None) -> CommitmentMade:
    return CommitmentMade(commitment_id=name, due_on=due_on, cards=["A1"], reply_id="r")


def kept(name: str) -> CommitmentKept:
    return CommitmentKept(commitment_id=name)


def told(*events: Event) -> list[Recorded]:
    """Events a day apart, in their order."""
    return [record(event, on(day), day + 1) for day, event in enumerate(events)]


def test_a_commitment_leads_to_its_text_and_is_kept_on_its_first_day() -> None:
    """By the version of the event that seals it; doing it twice is doing it once."""
    state: CoachingState = folded(COACHING, told(made("a", "2026-01-09"), kept("a"), kept("a"), made("b")))
    assert commitments(state) == {
        "a": CommitmentState(1, 1, milliseconds(on(0)), "2026-01-09", "2026-01-06", "r", ["A1"]),
        "b": CommitmentState(4, 4, milliseconds(on(3)), None, None, "r", ["A1"]),
    }
    assert (state.made, state.kept) == (2, 1)


def test_one_that_was_kept_before_it_came_in_counts() -> None:
    """Until then it is not shown, because nothing is known of it."""
    stream = told(made("a"), kept("a"))
    assert commitments(folded(COACHING, [*reversed(stream)])) == commitments(folded(COACHING, stream))
    assert commitments(folded(COACHING, told(kept("a")))) == {}


def test_the_newest_hundred_are_kept_whole_and_all_are_counted() -> None:
    """The others are in the log. The newest stay also where the older ones come from a snapshot."""
    names = [f"c{999 - number}" for number in range(250)]
    stream = told(*(event for name in names for event in (made(name), kept(name))))
    state: CoachingState = snapshot(folded(COACHING, stream[:180]))
    for recorded in stream[180:]:
        COACHING.apply(state, recorded)
    assert KEPT_COMMITMENTS == 100
    assert list(commitments(state)) == names[150:]
    assert (state.made, state.kept) == (250, 250)


names = st.sampled_from("abcd")
days = st.none() | st.dates().map(str)


@given(story=st.lists(st.builds(made, names, days) | st.builds(kept, names), max_size=25), chance=st.randoms())
@proof
def test_commitments_agree_with_a_walk_through_the_story(story: list[Event], chance: random.Random) -> None:
    """In whatever order the events come in."""
    stream = told(*story)
    states = [folded(COACHING, order) for order in (stream, chance.sample(stream, len(stream)))]
    assert canonical(states[0]) == canonical(states[1])
    last: dict[str, tuple[int, str | None]] = {}
    first: dict[str, str] = {}
    for number, event in enumerate(story):
        if isinstance(event, CommitmentMade):
            last[event.commitment_id] = number + 1, event.due_on
        elif isinstance(event, CommitmentKept):
            first.setdefault(event.commitment_id, on(number).date().isoformat())
    found = commitments(states[1])
    assert {name: (one.version, one.due_on) for name, one in found.items()} == last
    assert [one.version for one in found.values()] == sorted(version for version, _ in last.values())
    assert {name: one.kept_on for name, one in found.items() if one.kept_on} == {
        name: day for name, day in first.items() if name in last
    }
    assert (states[1].made, states[1].kept) == (len(last), len(first))
