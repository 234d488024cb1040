"""Reasons: no's by day, reason, firmness and channel, and the same for each prospect that was named."""

import random
from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.folding import called, canonical, folded, met, on, proof, record

from events.envelope import Event
from events.folds.reasons import REASONS, ReasonsState
from events.types.outcomes import OutcomeRecorded
from events.words import CHANNELS, OUTCOMES, REJECTIONS
from events.words import REASONS as WHY

outcomes = st.builds(
    met,
    st.sampled_from(OUTCOMES),
    channel=st.sampled_from(CHANNELS),
    reason=st.none() | st.sampled_from(WHY),
    count=st.integers(1, 40),
    prospect_id=st.sampled_from([None, "p1", "p2"]),
)
logged = st.lists(st.tuples(outcomes | st.builds(called), st.integers(0, 8)), max_size=40)


@given(logged=logged, chance=st.randoms())
@proof
def test_reasons_are_those_of_rejections(logged: list[tuple[Event, int]], chance: random.Random) -> None:
    """By day, one that was not given as unstated, in whatever order they come in; by prospect where there is one."""
    cells: Counter[tuple[str, str]] = Counter()
    prospects: Counter[tuple[str, str]] = Counter()
    for event, number in logged:
        if isinstance(event, OutcomeRecorded) and event.outcome in {"soft_no", "hard_no"}:
            day = on(number).date().isoformat()
            cell = f"{event.reason or 'unstated'}/{event.outcome}/{event.channel}"
            cells[day, cell] += event.count
            if event.prospect_id:
                prospects[event.prospect_id, f"{day}/{cell}"] += event.count
    stream = [record(event, on(number)) for event, number in logged]
    state: ReasonsState = folded(REASONS, chance.sample(stream, len(stream)))
    assert {(day, cell): n for day, found in state.days.items() for cell, n in found.items()} == cells
    assert {(who, cell): n for who, found in state.prospects.items() for cell, n in found.items()} == prospects
    assert canonical(state) == canonical(folded(REASONS, stream))


def test_only_a_no_is_a_rejection() -> None:
    """Silence and wrong numbers are attempts; a reason beside them, or beside a win, counts nowhere."""
    assert {"soft_no", "hard_no"} == REJECTIONS
    for outcome in OUTCOMES:
        state: ReasonsState = folded(REASONS, [record(met(outcome, reason="price", prospect_id="p1"), on(0))])
        assert bool(state.days) == bool(state.prospects) == (outcome in ("soft_no", "hard_no"))


def test_a_day_is_the_local_day_of_the_event() -> None:
    """Of a prospect's no's as of all others."""
    state: ReasonsState = folded(REASONS, [record(met("soft_no", prospect_id="p1"), on(1))])
    day = date(2026, 1, 6).isoformat()
    assert list(state.days) == [day]
    assert state.prospects == {"p1": {f"{day}/unstated/soft_no/call": 1}}
