"""Runs: how many conversations in a row had no yes, whatever order they came in."""

import random
import sys
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, met, on, proof, record

from events.envelope import Event
from events.folds.runs import RUNS, Run, RunsState, before, current, longest
from events.folds.timeline import Timeline, milliseconds, moment_of
from events.words import OUTCOMES

LETTERS = {"w": "won", "p": "progress", "s": "soft_no", "h": "hard_no", "n": "no_answer", "u": "unreachable"}


def told(line: str) -> RunsState:
    """The state of single conversations, one an hour, by the first letters of their outcomes."""
    events = [record(met(LETTERS[letter]), on(0, hour), hour + 1) for hour, letter in enumerate(line)]
    state: RunsState = folded(RUNS, events)
    return state


def test_nothing_yet_is_no_run() -> None:
    """An empty run, with no moments and nothing before it."""
    state = told("")
    assert current(state) == longest(state) == Run(0, 0)
    assert before(state, current(state)) == []


def test_a_run_is_what_came_after_the_last_yes() -> None:
    """Progress is a small win and still no yes; silence and wrong numbers are no conversations."""
    state = told("shwspnnhu")
    assert current(state) == Run(3, 3, on(0, 3), on(0, 7))
    assert current(told("ssw")) == Run(3, 0)


def test_the_longest_run_stays() -> None:
    """The first where several are as long; the current one may be it."""
    assert longest(told("sswsssswss")) == Run(3, 4, on(0, 3), on(0, 6))
    assert longest(told("sswhhw")) == Run(0, 2, on(0, 0), on(0, 1))
    assert longest(told("wss")) == current(told("wss"))
    assert longest(told("www")) == Run(0, 0)


def test_bulk_entries_are_left_out() -> None:
    """They have no inner order, so nothing in a row can be told from them; attempts are no conversations."""
    state = folded(
        RUNS,
        [
            record(met("soft_no"), on(0)),
            record(met("won", count=2), on(1)),
            record(met("hard_no", count=40), on(2)),
            record(called(), on(3)),
            record(met("soft_no"), on(4)),
        ],
    )
    assert current(state).length == 2


def test_the_conversations_before_a_run_say_what_is_usual() -> None:
    """Up to the window, oldest first, with the yes that ended the run before."""
    state = told("swpwsss")
    assert before(state, current(state)) == [False, True, False, True]
    assert before(state, current(state), 2) == [False, True]
    assert before(state, longest(state)) == [False, True, False, True]
    long = told("ws" * 600 + "sss")
    assert len(before(long, current(long))) == 500
    assert sum(before(long, current(long))) == 250


def test_a_late_yes_splits_a_run() -> None:
    """A phone that was offline brings Monday's yes on Friday: it stands on Monday."""
    state = told("wssss")
    RUNS.apply(state, record(met("won"), on(0, 2.5), 9))
    assert current(state).length == 2
    assert longest(state).length == 2


def test_equal_moments_keep_the_order_they_were_recorded_in() -> None:
    """Rows of an imported file often have a day only: they stay in the order of the file."""
    state = folded(RUNS, [record(met(LETTERS[letter]), on(1), number) for number, letter in enumerate("swsss")])
    RUNS.apply(state, record(met("won"), on(0), 9))
    assert current(state).length == 3
    assert [OUTCOMES[mark] for mark in state.conversations.marks] == [LETTERS[letter] for letter in "wswsss"]


def test_a_long_history_stays_compact() -> None:
    """45,000 conversations are about 9 bytes each, in order or from the newest to the oldest."""
    for step in (1, -1):
        timeline = Timeline()
        for number in range(45_000):
            timeline.add(step * number * 60_000, number % 6)
        assert len(timeline) == 45_000
        assert sys.getsizeof(timeline.moments) + sys.getsizeof(timeline.marks) < 45_000 * 12
        assert [timeline.moment(place) for place in (0, 44_999)] == sorted([0, step * 44_999 * 60_000])


single = st.tuples(
    st.integers(0, 200),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(OUTCOMES),
    st.sampled_from([1, 1, 1, 2, 9]),
)
histories = st.lists(single, max_size=60, unique_by=lambda one: one[0])


@given(history=histories, chance=st.randoms())
@proof
def test_runs_agree_with_a_model_of_another_kind(
    history: list[tuple[int, int, str, int]], chance: random.Random
) -> None:
    """In whatever order the events come in, and from whatever zones: the moment counts, not the clock on the wall."""
    told_: list[tuple[datetime, Event]] = []
    for hour, offset, outcome, count in history:
        at = on(0, hour).astimezone(timezone(timedelta(minutes=offset)))
        told_.append((at, met(outcome, count=count)))
    orders = [told_, chance.sample(told_, len(told_))]
    states = [folded(RUNS, [record(event, at, n + 1) for n, (at, event) in enumerate(order)]) for order in orders]
    assert canonical(states[0]) == canonical(states[1])
    line = [
        outcome == "won"
        for _, _, outcome, count in sorted(history)
        if count == 1 and outcome not in ("no_answer", "unreachable")
    ]
    stretches = [(won, len(list(same))) for won, same in groupby(line)]
    dry = [length for won, length in stretches if not won]
    found = current(states[0])
    assert found.length == (dry[-1] if dry and not line[-1] else 0)
    assert longest(states[0]).length == max(dry, default=0)
    assert before(states[0], found) == line[: len(line) - found.length]


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC)))
@proof
def test_moments_go_to_milliseconds_and_back(at: datetime) -> None:
    """Before 1970 too, rounded down to the millisecond."""
    assert moment_of(milliseconds(at)) == at.replace(microsecond=at.microsecond // 1000 * 1000)
    timeline = Timeline()
    for moment in (milliseconds(at), 0, -1, 1):
        timeline.add(moment, 0)
    assert [timeline.moment(place) for place in range(4)] == sorted([milliseconds(at), 0, -1, 1])
    assert timeline.from_(0) == sum(moment < 0 for moment in (milliseconds(at), -1))
