"""Resilience: how long after a hard day's last no the next outreach came; and mood, which stays sealed."""

import random
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, met, on, proof, record

from events.codec import canonical_private, decode_private
from events.envelope import Event, Recorded
from events.folds.resilience import HARD, RESILIENCE, BounceBack, moods, view
from events.types.mood import Mood, MoodReported
from events.words import OUTCOMES, REJECTIONS


def seen(*events: Recorded) -> list[BounceBack]:
    return view(folded(RESILIENCE, events))


def no(count: int = 1, **fields: object) -> Event:
    return met("soft_no", **{"count": count} | fields)


def test_bounce_back_is_from_the_last_no_to_the_next_outreach() -> None:
    """On the same day or after a night; the outreach that met the no has its moment, and does not count."""
    hard = [record(called(5), on(0, 10)), record(no(4), on(0, 10)), record(no(), on(0, 15))]
    assert seen(*hard) == [BounceBack("2026-01-05", 5, None)]
    assert seen(*hard, record(called(), on(0, 15))) == [BounceBack("2026-01-05", 5, None)]
    assert seen(*hard, record(called(), on(1, 9))) == [BounceBack("2026-01-05", 5, timedelta(hours=18))]
    assert seen(*hard, record(called(), on(1, 9)), record(called(), on(0, 15.5)))[0].took == timedelta(minutes=30)


def test_a_day_with_few_noes_is_not_a_hard_one() -> None:
    """Four are a day's work; silence and wrong numbers are no rejections, and another day is another day."""
    assert HARD == 5
    assert seen(record(no(4), on(0))) == []
    assert seen(record(no(4), on(0)), record(no(4), on(1)), record(met("no_answer", count=40), on(0))) == []
    assert [found.noes for found in seen(record(no(2), on(0)), record(met("hard_no", count=3), on(0)))] == [5]


def test_imported_history_is_left_out() -> None:
    """Its rows have days, not moments."""
    assert seen(record(no(9, batch_id="b"), on(0))) == []
    assert seen(record(no(9), on(0)), record(called(batch_id="b"), on(1)))[0].took is None


def test_moods_are_found_by_moment_and_stay_sealed() -> None:
    """The state knows where each report is, not what it says; nor does the event."""
    stream = [record(MoodReported(), on(day), version) for version, day in ((1, 3), (2, 1), (3, 3), (4, 0))]
    state = folded(RESILIENCE, stream)
    assert moods(state) == [4, 2, 1, 3]
    assert msgspec.structs.fields(MoodReported) == ()


@pytest.mark.parametrize("level", [0, 6])
def test_a_mood_is_from_one_to_five(level: int) -> None:
    """Nothing else reads back."""
    assert decode_private(canonical_private(Mood(level=5))) == Mood(level=5)
    with pytest.raises(msgspec.ValidationError):
        decode_private(canonical_private(Mood(level=level)))


happenings = st.lists(
    st.tuples(
        st.integers(0, 24 * 6),
        st.builds(called) | st.builds(met, st.sampled_from(OUTCOMES), count=st.integers(1, 4)),
    ),
    max_size=50,
)


@given(story=happenings, chance=st.randoms())
@proof
def test_bounce_back_agrees_with_a_search_through_the_story(
    story: list[tuple[int, Event]], chance: random.Random
) -> None:
    """In whatever order the events come in."""
    stream = [record(event, on(0, hour)) for hour, event in story]
    states = [folded(RESILIENCE, order) for order in (stream, chance.sample(stream, len(stream)))]
    assert canonical(states[0]) == canonical(states[1])
    expected = []
    for number in range(7):
        noes = [
            (hour, event.count)  # type: ignore[attr-defined]
            for hour, event in story
            if hour // 24 == number and getattr(event, "outcome", "") in REJECTIONS
        ]
        total = sum(count for _, count in noes)
        if total >= 5:
            last = max(hour for hour, _ in noes)
            later = [hour for hour, event in story if hour > last and event.type == "outreach_recorded"]
            took = timedelta(hours=min(later) - last) if later else None
            expected.append(BounceBack(on(number).date().isoformat(), total, took))
    assert view(states[0]) == expected
