"""Practice: rounds by reason, the checks that were met, and the last day."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from support.folding import canonical, folded, on, proof, record

from events.folds.practice import PRACTICE, Check, PracticeState, Practised
from events.types.practice import PracticeHeld
from events.words import REASONS

rounds = st.lists(
    st.tuples(
        st.builds(
            PracticeHeld,
            practice_id=st.just("p"),
            reason=st.sampled_from(REASONS),
            checks=st.dictionaries(st.sampled_from(["listened", "asked", "next step"]), st.booleans()),
        ),
        st.integers(0, 20),
    ),
    max_size=30,
)


def test_a_round_counts_its_checks() -> None:
    """A check that a round did not have says nothing about it."""
    events = [
        PracticeHeld(practice_id="1", reason="price", checks={"listened": True, "asked": False}),
        PracticeHeld(practice_id="2", reason="price", checks={"listened": True}),
        PracticeHeld(practice_id="3", reason="fit", checks={}),
    ]
    state: PracticeState = folded(
        PRACTICE, [record(event, on(day)) for event, day in zip(events, (3, 1, 2), strict=True)]
    )
    assert state.by_reason == {
        "price": Practised(2, {"listened": Check(2, 2), "asked": Check(0, 1)}, "2026-01-08"),
        "fit": Practised(1, {}, "2026-01-07"),
    }


@given(story=rounds, chance=st.randoms())
@proof
def test_practice_agrees_with_a_count_of_the_story(
    story: list[tuple[PracticeHeld, int]], chance: random.Random
) -> None:
    """In whatever order the rounds come in."""
    stream = [record(event, on(day), number) for number, (event, day) in enumerate(story, 1)]
    state: PracticeState = folded(PRACTICE, chance.sample(stream, len(stream)))
    assert canonical(state) == canonical(folded(PRACTICE, stream))
    assert {reason: found.held for reason, found in state.by_reason.items()} == Counter(
        event.reason for event, _ in story
    )
    for reason, found in state.by_reason.items():
        mine = [(event, day) for event, day in story if event.reason == reason]
        assert found.last_on == on(max(day for _, day in mine)).date().isoformat()
        for name in {name for event, _ in mine for name in event.checks}:
            told = [event.checks[name] for event, _ in mine if name in event.checks]
            assert found.checks[name] == Check(sum(told), len(told))
