"""The timeline of folds, against a plain sorted list; and its bytes, which are in the snapshots of every person."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import proof, snapshot

from events.folds.timeline import Timeline, milliseconds, milliseconds_of, moment_of

# A few moments around 1970, so that many are equal, and any others.
moments = st.integers(-3, 3) | st.integers(-(2**60), 2**60)
marked = st.lists(st.tuples(moments, st.integers(0, 255)), max_size=30)


@given(marked=marked, asked=moments)
@proof
def test_marks_are_in_the_order_of_their_moments(marked: list[tuple[int, int]], asked: int) -> None:
    """In whatever order they come in: those of one moment in that of their coming; before 1970 as after it."""
    line = Timeline()
    for moment, mark in marked:
        line.add(moment, mark)
        line = snapshot(line)
    expected = sorted(marked, key=lambda pair: pair[0])
    assert [(line.moment(place), line.marks[place]) for place in range(len(line))] == expected
    assert line.all() == [moment for moment, _ in expected]
    assert line.from_(asked) == sum(moment < asked for moment, _ in marked)
    if marked:
        assert line.newest == expected[-1][0], "what decides whether the next one goes to the end"


def test_a_golden_timeline_has_its_bytes() -> None:
    """Snapshots were made with them: eight bytes a moment and one a mark."""
    line = Timeline()
    for moment, mark in ((1_767_600_000_000, 2), (-1, 0), (0, 255)):
        line.add(moment, mark)
    assert line.moments.hex(" ", 8) == "3fffffffffffffff 4000000000000000 4000019b8d2b8c00"
    assert list(line.marks) == [0, 255, 2]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("1970-01-01T00:00:00.000+00:00", 0),
        ("2026-01-05T08:00:00.000+00:00", 1_767_600_000_000),
        ("2026-01-05T09:00:00.007+01:00", 1_767_600_000_007),
        ("2026-01-05T09:00:00.999+01:00", 1_767_600_000_999),
        ("1969-12-31T23:59:59.999+00:00", -1),
    ],
)
def test_a_moment_is_milliseconds_since_1970(moment: str, expected: int) -> None:
    """The same number in every zone."""
    assert milliseconds_of(moment) == expected
    assert moment_of(expected) == datetime.fromisoformat(moment)
    assert moment_of(expected).utcoffset() == timedelta(0)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.integers(0, 5_000),
)
@proof
def test_milliseconds_are_whole_and_go_back(moment: datetime, offset: int, after: int) -> None:
    """What is finer than a millisecond is cut off, so moments keep their order."""
    here = moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=offset)))
    back = moment_of(milliseconds(here))
    assert back <= here < back + timedelta(milliseconds=1)
    assert milliseconds(here) <= milliseconds(here + timedelta(microseconds=after))
