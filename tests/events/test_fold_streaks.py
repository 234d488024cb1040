"""Streaks and time off: rest days and pauses freeze a streak, add nothing to it and take nothing from it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, on, proof, record

from events.envelope import Event, Recorded
from events.folds.reader import States, fold_into
from events.folds.streaks import DECAY, STREAKS, Streak, view
from events.types.entries import EntryRetracted
from events.types.rest import PauseEnded, PauseStarted, RestDaysTaken


def day(number: int) -> str:
    return on(number).date().isoformat()


def streak(line: str, *off: Event, today: int | None = None) -> Streak:
    """The streak of a line of days from the Monday on (x is effort), with this time off; today is its last day."""
    effort = [record(called(), on(number)) for number, mark in enumerate(line) if mark == "x"]
    state = folded(STREAKS, [*effort, *(record(event, on(0)) for event in off)])
    return view(state, on(len(line) - 1 if today is None else today).date())


def rest(*numbers: int) -> RestDaysTaken:
    return RestDaysTaken(days=[day(number) for number in numbers])


def pause(since: int, until: int | None = None) -> PauseStarted:
    return PauseStarted(pause_id="p", since=day(since), until=None if until is None else day(until))


def test_rest_days_freeze_a_streak() -> None:
    """Two days off in a row would end it; taken as rest days they neither end nor dent it."""
    assert streak("x..xx").current == 2
    found = streak("x..xx", rest(1, 2))
    assert (found.current, found.best, found.strength) == (3, 3, streak("xxx").strength)


def test_effort_on_a_rest_day_adds_nothing() -> None:
    """As on a weekend."""
    assert streak("xxx", rest(1)).current == 2
    assert streak("xxx", rest(1)).active_today


def test_a_pause_freezes_until_the_person_is_back() -> None:
    """However long; the first day back is a working day again."""
    line = "xxxxx" + "." * 37 + "xx"
    found = streak(line, pause(7), PauseEnded(pause_id="p", on=day(42)))
    assert (found.current, found.best) == (7, 7)
    assert found.strength > streak(line).strength
    assert streak(line + ".....", pause(7), PauseEnded(pause_id="p", on=day(42))).current == 0


def test_an_open_pause_goes_on() -> None:
    """Nothing is missed in it, today included."""
    found = streak("xxxxx" + "." * 60, pause(7))
    assert (found.current, found.week_working_days) == (5, 0)
    assert found.strength == pytest.approx(1 - DECAY**5)


def test_a_pause_ends_by_itself_on_the_day_that_was_meant() -> None:
    """A return that was recorded goes before the one that was meant."""
    assert streak("xx..x", pause(2, 3)).current == 3
    assert streak("xx..x", pause(2, 3)).strength == streak("xxx").strength, "the day that was meant is off too"
    assert streak("xx..", pause(2, 3)).current == 2
    assert streak("xx.....", pause(2, 2)).current == 0, "Thursday and Friday are missed"
    assert streak("xx.xx", pause(2, 4), PauseEnded(pause_id="p", on=day(3))).current == 4


def test_a_pause_can_be_taken_back() -> None:
    """Ended on its first day, it never was."""
    assert streak("xxxxx", pause(1), PauseEnded(pause_id="p", on=day(1))) == streak("xxxxx")


def test_the_week_asks_for_no_rest_days() -> None:
    """Four of four is a whole week for somebody who took a day off."""
    found = streak("xxxx.", rest(4))
    assert (found.week_days, found.week_working_days) == (4, 4)


def test_rest_days_are_taken_back_with_their_entry() -> None:
    """A slip of the thumb does not cost a day."""
    taken = RestDaysTaken(days=[day(1)], entry_id="r1")
    stream = [record(called(), on(0), 1), record(called(), on(1), 2), record(taken, on(1), 3)]
    states = States()
    assert fold_into(states, stream)
    assert view(states.streaks, on(1).date()).current == 1
    assert not fold_into(states, [record(EntryRetracted(entry_id="r1"), on(1), 4)])
    again = States(withdrawn=states.withdrawn)
    fold_into(again, stream)
    assert view(again.streaks, on(1).date()).current == 2


days = st.integers(0, 60)
times_off = st.lists(
    st.one_of(
        st.builds(rest, days),
        st.builds(
            lambda number, since, long: PauseStarted(
                pause_id=f"p{number}", since=day(since), until=None if long is None else day(since + long)
            ),
            st.integers(0, 9),
            days,
            st.none() | st.integers(0, 9),
        ),
        st.builds(lambda number, back: PauseEnded(pause_id=f"p{number}", on=day(back)), st.integers(0, 9), days),
    ),
    max_size=12,
    unique_by=lambda event: (type(event), getattr(event, "pause_id", id(event))),
)


@given(effort=st.sets(days), off=times_off, today=days, chance=st.randoms())
@proof
def test_time_off_never_takes_from_a_streak(
    effort: set[int], off: list[Event], today: int, chance: random.Random
) -> None:
    """In whatever order it comes in, an end before its start too; and where no effort is in it, nothing gets less."""
    events: list[Recorded] = [record(called(), on(number)) for number in effort]
    moments = [record(event, on(number)) for number, event in enumerate(off)]
    states = [
        folded(STREAKS, order) for order in (events + moments, chance.sample(events + moments, len(effort) + len(off)))
    ]
    assert canonical(states[0]) == canonical(states[1])
    state = states[0]
    local = on(today).date()
    free = set(state.rest) | {
        day(number) for number in range(61) if any(one.covers(day(number)) for one in state.pauses.values())
    }
    idle = folded(STREAKS, [one for one in events if one.day not in free])
    found, without = view(state, local), view(idle, local)
    assert found.current >= without.current
    assert found.best >= without.best
    assert found.strength >= without.strength - 1e-12
