"""Outcomes by channel and yeses by prospect: in any order, from a snapshot, after corrections and withdrawals."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.folding import ANNA, canonical, folded, met, on, proof, record, snapshot

from events.envelope import Event, NewEvent
from events.folds.fold import Fold
from events.folds.prospects import PROSPECTS, ProspectsState
from events.folds.reader import Reader, States
from events.folds.stats import STATS, StatsState
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.outcomes import OutcomeRecorded
from events.words import CHANNELS, OUTCOMES

AT = datetime(2026, 1, 7, 12, tzinfo=UTC)

outcomes = st.builds(
    met,
    st.sampled_from(OUTCOMES),
    channel=st.sampled_from(CHANNELS),
    count=st.integers(1, 40),
    prospect_id=st.sampled_from([None, "p1", "p2"]),
)
logged = st.lists(st.tuples(outcomes, st.integers(0, 8)), max_size=40)


@given(logged=logged, chance=st.randoms())
@proof
def test_outcomes_by_channel_are_sums_by_day(logged: list[tuple[OutcomeRecorded, int]], chance: random.Random) -> None:
    """Of counts, whatever their order; over the channels they are the outcomes of the day."""
    cells: Counter[tuple[str, str]] = Counter()
    for event, day in logged:
        cells[on(day).date().isoformat(), f"{event.channel}/{event.outcome}"] += event.count
    stream = [record(event, on(day)) for event, day in logged]
    state: StatsState = folded(STATS, chance.sample(stream, len(stream)))
    assert {(day, cell): n for day, found in state.days.items() for cell, n in found.by_channel.items()} == cells
    for found in state.days.values():
        sums: Counter[str] = Counter()
        for cell, count in found.by_channel.items():
            sums[cell.partition("/")[2]] += count
        assert sums == found.outcomes


@given(logged=logged)
@proof
def test_yeses_of_a_prospect_are_counted(logged: list[tuple[OutcomeRecorded, int]]) -> None:
    """Each with its count, and of those who were named only."""
    yeses: Counter[str] = Counter()
    for event, _ in logged:
        if event.outcome == "won" and event.prospect_id:
            yeses[event.prospect_id] += event.count
    stream = [record(event, on(day), number) for number, (event, day) in enumerate(logged, 1)]
    state: ProspectsState = folded(PROSPECTS, stream)
    assert {who: known.won for who, known in state.dealings.items() if known.won} == yeses


@pytest.mark.parametrize("fold", [STATS, PROSPECTS], ids=["stats", "prospects"])
@given(logged=logged, at=st.integers(0, 40))
@proof
def test_a_snapshot_half_way_changes_nothing(fold: Fold, logged: list[tuple[OutcomeRecorded, int]], at: int) -> None:
    """What was kept and folded on is what a fold from the start makes."""
    stream = [record(event, on(day), number) for number, (event, day) in enumerate(logged, 1)]
    half = snapshot(folded(fold, stream[:at]))
    for recorded in stream[at:]:
        fold.apply(half, recorded)
    assert canonical(half) == canonical(folded(fold, stream))


def states_of(*steps: tuple[Event, ...]) -> States:
    """The states after appends, read after each of them, and the same as read from scratch."""

    async def read() -> States:
        log = MemoryLog(MemoryKeys(), lambda: AT)
        reader = Reader(log)
        for events in steps:
            await log.append(ANNA, [NewEvent(new_id(), AT, event) for event in events])
            await reader.states(ANNA)
        states = await reader.states(ANNA)
        assert states.canonical() == (await Reader(log).states(ANNA)).canonical()
        return states

    return asyncio.run(read())


def test_a_correction_moves_a_yes_to_where_it_was() -> None:
    """Out of the channel and the prospect that it was logged with, into those of its replacement."""
    wrong = met("won", entry_id="e1", channel="call", count=3, prospect_id="p1")
    right = met("won", entry_id="e2", channel="meeting", count=2, prospect_id="p2")
    states = states_of((wrong,), (EntryCorrected(entry_id="e1", replacement_id="e2"), right))
    assert [day.by_channel for day in states.stats.days.values()] == [{"meeting/won": 2}]
    assert {who: known.won for who, known in states.prospects.dealings.items()} == {"p2": 2}


def test_a_yes_that_is_taken_back_counts_no_more() -> None:
    """Neither in its channel nor for its prospect; what else was logged of them stays."""
    kept = met("soft_no", entry_id="e1", channel="email", prospect_id="p1")
    gone = met("won", entry_id="e2", channel="email", prospect_id="p1")
    states = states_of((kept, gone), (EntryRetracted(entry_id="e2"),))
    assert [day.by_channel for day in states.stats.days.values()] == [{"email/soft_no": 1}]
    known = states.prospects.dealings["p1"]
    assert (known.outcome, known.won) == ("soft_no", 0)
