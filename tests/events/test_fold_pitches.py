"""Pitches: each version meets the outcomes of its own time."""

import random
from collections import Counter
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, met, on, proof, record

from events.envelope import Event, Recorded
from events.folds.pitches import PITCHES, PitchResult, in_use, results
from events.types.pitches import PitchText, PitchVersionAdded, PitchVersionChosen
from events.words import OUTCOMES, REASONS, REJECTIONS


def added(version: int, pitch: str = "opener", **fields: Any) -> PitchVersionAdded:
    return PitchVersionAdded(pitch_id=pitch, version=version, **fields)


def chosen(version: int, pitch: str = "opener") -> PitchVersionChosen:
    return PitchVersionChosen(pitch_id=pitch, version=version)


def told(*events: Event) -> list[Recorded]:
    """Events a day apart, in their order."""
    return [record(event, on(day), day + 1) for day, event in enumerate(events)]


def seen(*events: Recorded) -> dict[str, dict[str, int]]:
    """What each version met, by "pitch/version"."""
    return {f"{found.pitch_id}/{found.version}": found.outcomes for found in results(folded(PITCHES, events))}


def test_no_pitch_meets_nothing() -> None:
    """Outcomes before the first version belong to none."""
    state = folded(PITCHES, told(met("won"), called(40)))
    assert results(state) == []
    assert in_use(state) is None
    assert seen(*told(met("won"), added(1), met("soft_no"))) == {"opener/1": {"soft_no": 1}}


def test_a_version_meets_what_comes_while_it_is_in_use() -> None:
    """From its own moment on, until the next is added or an older one is chosen again."""
    stream = told(added(1), met("soft_no", reason="price"), added(2), met("won"), met("hard_no"), chosen(1), met("won"))
    assert results(folded(PITCHES, stream)) == [
        PitchResult("opener", 1, 1, "person", True, {"soft_no": 1, "won": 1}, {"price": 1}),
        PitchResult("opener", 2, 3, "person", False, {"won": 1, "hard_no": 1}, {"unstated": 1}),
    ]
    assert in_use(folded(PITCHES, stream)) == ("opener", 1)
    assert seen(record(met("won"), on(0)), record(added(1), on(0))) == {"opener/1": {"won": 1}}


def test_an_outcome_belongs_to_the_version_it_names() -> None:
    """Whatever was in use; also where the version itself comes in later."""
    named = met("won", pitch_id="opener", pitch_version=1, count=3)
    assert seen(*told(added(1), added(2), named)) == {"opener/1": {"won": 3}, "opener/2": {}}
    assert seen(*reversed(told(added(1), added(2), named))) == {"opener/1": {"won": 3}, "opener/2": {}}


def test_bulk_outcomes_count_as_many() -> None:
    """Thirty no's are thirty; silence is counted and is no conversation."""
    stream = told(added(1), met("soft_no", count=30, reason="price"), met("no_answer", count=9), met("won"))
    (found,) = results(folded(PITCHES, stream))
    assert found.outcomes == {"soft_no": 30, "no_answer": 9, "won": 1}
    assert found.reasons == {"price": 30}
    assert found.conversations == 31


def test_a_version_that_was_never_added_is_none() -> None:
    """Choosing what is not there changes nothing."""
    assert seen(*told(added(1), chosen(7), met("won"))) == {"opener/1": {"won": 1}}
    assert in_use(folded(PITCHES, told(chosen(7)))) is None


def test_a_result_leads_to_its_sealed_text_and_source() -> None:
    """By the version of the event in the stream; the state holds no word of it."""
    stream = told(met("won"), added(1, source="coach", reply_id="r"))
    (found,) = results(folded(PITCHES, stream))
    assert (found.stream_version, found.source) == (2, "coach")
    assert "text" not in {field.name for field in msgspec.structs.fields(PitchVersionAdded)}
    assert PitchText(text="Hello").title == ""


pitches = st.sampled_from(["opener", "email"])
numbers = st.integers(1, 3)
happenings = st.lists(
    st.one_of(
        st.builds(added, numbers, pitches),
        st.builds(chosen, numbers, pitches),
        st.builds(
            met,
            st.sampled_from(OUTCOMES),
            reason=st.sampled_from(REASONS),
            count=st.sampled_from([1, 1, 1, 5]),
        ),
        st.builds(met, st.just("won"), pitch_id=pitches, pitch_version=numbers, count=st.integers(1, 3)),
    ),
    max_size=40,
    unique_by=lambda event: (event.pitch_id, event.version) if isinstance(event, PitchVersionAdded) else id(event),
)


@given(story=happenings, chance=st.randoms())
@proof
def test_results_agree_with_a_walk_through_the_story(story: list[Event], chance: random.Random) -> None:
    """In whatever order the events come in, each version has what it met at the time."""
    stream = told(*story)
    states = [folded(PITCHES, order) for order in (stream, chance.sample(stream, len(stream)))]
    assert canonical(states[0]) == canonical(states[1])
    there = {(event.pitch_id, event.version) for event in story if isinstance(event, PitchVersionAdded)}
    expected: dict[tuple[str, int], Counter[str]] = {pitch: Counter() for pitch in there}
    why: dict[tuple[str, int], Counter[str]] = {pitch: Counter() for pitch in there}
    using = None
    for event in story:
        if isinstance(event, PitchVersionAdded | PitchVersionChosen):
            using = (event.pitch_id, event.version) if (event.pitch_id, event.version) in there else using
            continue
        pitch = (event.pitch_id, event.pitch_version) if event.pitch_id else using  # type: ignore[attr-defined]
        if pitch in there:
            expected[pitch][event.outcome] += event.count  # type: ignore[attr-defined]
            if event.outcome in REJECTIONS:  # type: ignore[attr-defined]
                why[pitch][event.reason] += event.count  # type: ignore[attr-defined]
    assert {(one.pitch_id, one.version): one.outcomes for one in results(states[0])} == expected
    assert {(one.pitch_id, one.version): one.reasons for one in results(states[0])} == why
    assert in_use(states[0]) == using
