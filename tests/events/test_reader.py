"""The reader: kept state equals state folded anew, whatever came in between, for however many people."""

import asyncio
import gc
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from support.fold_events import ANNA, NOW, called, clock, proof, record
from support.folding import folded
from support.story import STEPS, Story

from events.codec import Codec
from events.envelope import Event, NewEvent, Occurrence, UnknownEvent
from events.folds.reader import FOLDS, Reader, States, fold_into
from events.folds.withdrawal import Withdrawn
from events.ids import dated
from events.log import Log
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types import EVENT_TYPES
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.imports import ImportUndone
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.person import PersonName, PersonRegistered
from events.types.prospects import ProspectAdded


class Watched:
    """A log that notes from which version it is read, and can have something happen in the middle."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.reads: list[tuple[str, int]] = []
        self.meanwhile: Callable[[], Any] | None = None

    async def occurrences(self, person_id: str, after: int = 0) -> AsyncIterator[list[Occurrence]]:
        self.reads.append((person_id, after))
        async for page in self._log.occurrences(person_id, after):
            yield page
        if happens := self.meanwhile:
            self.meanwhile = None
            await happens()


def memory_log(codec: Codec | None = None) -> MemoryLog:
    return MemoryLog(MemoryKeys(), clock, codec)


async def refolded(log: Log) -> States:
    """The whole stream folded by another way: first what is withdrawn, then each fold over all that is left."""
    stream = [recorded async for recorded in log.read(ANNA)]
    events = [recorded.event for recorded in stream]
    gone = {event.entry_id for event in events if isinstance(event, EntryRetracted | EntryCorrected)}
    undone = {event.batch_id for event in events if isinstance(event, ImportUndone)}

    def counts(event: Event) -> bool:
        if isinstance(event, OutreachRecorded | OutcomeRecorded):
            return event.entry_id not in gone and event.batch_id not in undone
        return not (isinstance(event, ProspectAdded) and event.batch_id in undone)

    left = [recorded for recorded in stream if counts(recorded.event)]
    states = States(version=len(stream), by_fold={fold.name: folded(fold, left) for fold in FOLDS})
    states.withdrawn = Withdrawn(gone, undone)
    states.unknown = dict(Counter(event.stored_type for event in events if isinstance(event, UnknownEvent)))
    return states


@given(steps=STEPS)
@proof
def test_kept_states_equal_a_refold_from_scratch(steps: list[tuple[str, int, str | None, int]]) -> None:
    """After any mix of entries, late entries, retractions, corrections and undone imports, read at any moment."""

    async def tell() -> None:
        log = memory_log()
        story, reader = Story(log), Reader(log)
        for kind, number, outcome, day in [*steps, ("read", 0, None, 0)]:
            if kind != "read":
                await story.step(kind, number, outcome, day)
                continue
            kept, fresh, model = await reader.states(ANNA), await Reader(log).states(ANNA), await refolded(log)
            assert kept.canonical() == fresh.canonical() == model.canonical()
            for states in (kept, fresh):
                assert list(states.entries.recent) == list(model.entries.recent)
                assert list(states.imports.batches) == list(model.imports.batches)

    asyncio.run(tell())


@pytest.mark.anyio
async def test_a_reader_reads_its_own_writes() -> None:
    """What was appended before the question is in the answer, by reading on from where it stood."""
    log = memory_log()
    watched, story = Watched(log), Story(log)
    reader = Reader(watched)  # type: ignore[arg-type]
    for number in range(1, 4):
        await story.add(called())
        assert (await reader.states(ANNA)).version == number
    assert watched.reads == [(ANNA, 0), (ANNA, 1), (ANNA, 2)]


@pytest.mark.anyio
async def test_a_retraction_brings_an_older_entry_back_into_view() -> None:
    """The newest fifty are those that still count."""
    log = memory_log()
    story, reader = Story(log), Reader(log)
    for number in range(60):
        await story.add(called(entry=f"e{number}"), day=60 - number)
    assert next(iter((await reader.states(ANNA)).entries.recent)) == "e10"
    await story.add(EntryRetracted(entry_id="e30"), EntryRetracted(entry_id="e2"))
    entries = (await reader.states(ANNA)).entries
    assert list(entries.recent) == [f"e{number}" for number in range(9, 60) if number != 30]
    assert entries.total == 58


@pytest.mark.anyio
async def test_a_correction_unlocks_a_prospect() -> None:
    """A final no that was logged by mistake does not hold."""
    log = memory_log()
    story, reader = Story(log), Reader(log)
    await story.add(*story.entry(1, "hard_no"))
    assert list((await reader.states(ANNA)).prospects.locked) == ["p1"]
    await story.step("correct", 0, "soft_no", 0)
    states = await reader.states(ANNA)
    assert not states.prospects.locked
    assert sum(sum(day.outcomes.values()) for day in states.stats.days.values()) == 1


@pytest.mark.anyio
async def test_a_withdrawal_that_comes_in_while_folding_is_not_missed() -> None:
    """While a stream is folded again without one entry, another process may retract a second one."""
    log = memory_log()
    story, watched = Story(log), Watched(log)
    await story.add(called(5, entry="e1"), called(7, entry="e2"), called(9, entry="e3"))
    reader = Reader(watched)  # type: ignore[arg-type]
    await reader.states(ANNA)
    await story.add(EntryRetracted(entry_id="e1"))
    watched.meanwhile = lambda: story.add(EntryRetracted(entry_id="e2"))
    states = await reader.states(ANNA)
    states = await reader.states(ANNA) if states.version < 5 else states
    assert states.canonical() == (await refolded(log)).canonical()
    assert sum(states.streaks.effort.values()) == 9


class MoodNoted(Event, frozen=True, kw_only=True):
    """An event of a newer program."""

    type: ClassVar[str] = "mood_noted"
    score: int


@pytest.mark.anyio
async def test_unknown_events_are_counted_and_passed_over() -> None:
    """By type; the folds go on as if they were not there, also when the stream is folded again."""
    log = memory_log(Codec({**EVENT_TYPES, "mood_noted": MoodNoted}))
    story = Story(log)
    await story.add(called(entry="e1"), MoodNoted(score=3), called(entry="e2"), MoodNoted(score=4))
    log._codec = Codec()
    reader = Reader(log)
    for version, total in ((4, 2), (5, 1)):
        states = await reader.states(ANNA)
        assert (states.version, states.unknown) == (version, {"mood_noted": 2})
        assert states.entries.total == total
        await story.add(EntryRetracted(entry_id="e1"))


@pytest.mark.anyio
async def test_folded_state_holds_no_private_words() -> None:
    """Names and notes are known by the version of the event that seals them."""
    log = memory_log()
    register = PersonRegistered(time_zone="UTC", working_days=["mon"], language="en")
    await log.append(ANNA, [NewEvent(dated(NOW, "1"), NOW, register, {ANNA: PersonName(name="Zoë Quill")})])
    await log.append(ANNA, [NewEvent(dated(NOW, "2"), NOW, called(), {ANNA: EntryNote(note="they moan")})])
    states = await Reader(log).states(ANNA)
    assert states.person.name_version == 1
    assert states.entries.recent["entry"].version == 2
    assert not [word for word in (b"Zo", b"Quill", b"moan") if word in states.canonical()]


def test_events_that_a_fold_does_not_ask_for_would_change_nothing() -> None:
    """What a fold `applies` is complete: its state stays as it is under every other type of event."""
    rows = [
        json.loads(line) for line in (Path(__file__).parent / "golden" / "v1.jsonl").read_text("utf-8").splitlines()
    ]
    known = [row for row in rows if row.get("type") in EVENT_TYPES]
    golden = [msgspec.json.decode(row["body"], type=EVENT_TYPES[row["type"]]) for row in known]
    assert {type(event) for event in golden} == set(EVENT_TYPES.values())
    for fold in FOLDS:
        state = fold.initial()
        for event in [*golden, *golden]:
            before = msgspec.json.encode(msgspec.to_builtins(state, str_keys=True, order="sorted"))
            fold.apply(state, record(event))
            after = msgspec.json.encode(msgspec.to_builtins(state, str_keys=True, order="sorted"))
            assert isinstance(event, fold.applies) or after == before, (fold.name, event)


@pytest.mark.anyio
async def test_the_cache_is_bounded() -> None:
    """The person read longest ago goes first, and is folded from the start when they come again."""
    log = memory_log()
    people = [dated(NOW, str(number)) for number in range(5)]
    for person in people:
        await log.append(person, [NewEvent(dated(NOW, person), NOW, called())])
    watched = Watched(log)
    reader = Reader(watched, capacity=3)  # type: ignore[arg-type]
    for number in (0, 1, 2, 0, 3):  # 1 goes
        await reader.states(people[number])
    watched.reads.clear()
    for number in (0, 2, 3, 1):
        assert (await reader.states(people[number])).version == 1
    assert [after for _, after in watched.reads] == [1, 1, 1, 0]
    watched.reads.clear()
    reader = Reader(watched, capacity=3)  # type: ignore[arg-type]
    for person in people * 3:
        await reader.states(person)
    assert {after for _, after in watched.reads} == {0}, "five people never fit into three places"


@pytest.mark.anyio
async def test_nothing_stays_of_those_who_left_the_cache() -> None:
    """However many people a server sees, its reader remembers only so many."""
    reader = Reader(memory_log(), capacity=3)

    def locks() -> int:
        gc.collect()
        return sum(isinstance(thing, asyncio.Lock) for thing in gc.get_objects())

    before = locks()
    for number in range(100):
        await reader.states(dated(NOW, str(number)))
    assert locks() - before <= 10


@pytest.mark.anyio
async def test_askers_at_the_same_time_get_one_consistent_state() -> None:
    """While others append, retract and ask, each answer is the state of some moment, and never goes back."""
    log = memory_log()
    story, reader = Story(log), Reader(log)
    seen: list[int] = []

    async def ask() -> None:
        for _ in range(20):
            states = await reader.states(ANNA)
            stream = [recorded async for recorded in log.read(ANNA, 0, states.version)]
            fresh = States()
            if not fold_into(fresh, stream):
                fresh = States(withdrawn=fresh.withdrawn)
                fold_into(fresh, stream)
            assert states.canonical() == fresh.canonical()
            seen.append(states.version)
            await asyncio.sleep(0)

    async def write() -> None:
        for number in range(60):
            await story.step(["entry", "import", "retract", "correct", "undo"][number % 5], number, "soft_no", number)
            await asyncio.sleep(0)

    await asyncio.gather(write(), *(ask() for _ in range(4)))
    assert seen == sorted(seen)
    assert len(set(seen)) > 1


@pytest.mark.anyio
async def test_askers_at_the_same_time_share_the_work() -> None:
    """A cold start with many open pages folds a long stream once; the others read on from there."""
    log = memory_log()
    story, watched = Story(log), Watched(log)
    await story.add(*(called(entry=f"e{number}") for number in range(5_000)))
    reader = Reader(watched)  # type: ignore[arg-type]
    found = await asyncio.gather(*(reader.states(ANNA) for _ in range(8)))
    assert {states.version for states in found} == {5_000}
    assert sorted(after for _, after in watched.reads) == [0, *[5_000] * 7]


@pytest.mark.anyio
async def test_an_asker_who_gives_up_leaves_nothing_half_folded() -> None:
    """The next one gets the whole state."""
    log = memory_log()
    story, reader = Story(log), Reader(log)
    await story.add(called())
    await reader.states(ANNA)
    await story.add(*(called(entry=f"e{number}") for number in range(5_000)))
    for pauses in (1, 2):
        asking = asyncio.create_task(reader.states(ANNA))
        for _ in range(pauses):
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert (await reader.states(ANNA)).canonical() == (await refolded(log)).canonical()
