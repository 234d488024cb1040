"""The reader with events of every family: what it keeps equals a fold from the start, and holds nothing private."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from support.folding import ANNA, called, met, on, proof, record

from events.envelope import Event, NewEvent, Private
from events.folds.reader import FOLDS, Reader
from events.ids import dated
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types.coaching import CommitmentKept, CommitmentMade, CommitmentText
from events.types.entries import EntryRetracted
from events.types.follow_ups import FollowUpDone, FollowUpDropped, FollowUpScheduled, FollowUpSnoozed
from events.types.goals import GoalDropped, GoalSet
from events.types.mood import Mood, MoodReported
from events.types.pitches import PitchText, PitchVersionAdded, PitchVersionChosen
from events.types.plans import PlanContent, PlanIssued, PlanStep, PlanStepDone
from events.types.practice import PracticeHeld
from events.types.rest import PauseEnded, PauseStarted, RestDaysTaken
from events.words import GOAL_KINDS, OUTCOMES

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "Quillfeather"


def sealed(event: Event) -> Private | None:
    """What an event seals for the person, with a word in it that nothing else has."""
    match event:
        case CommitmentMade():
            return CommitmentText(text=f"call {SECRET}")
        case PitchVersionAdded():
            return PitchText(text=f"Dear {SECRET}", title=SECRET)
        case PlanIssued():
            return PlanContent(plan=msgspec.Raw(msgspec.json.encode({"focus": SECRET})))
        case MoodReported():
            return Mood(level=2)
        case _:
            return None


def happened(kind: int, number: int) -> Event:
    """An event of one of the kinds, about one of a few things."""
    name, day = f"x{number % 4}", on(number).date().isoformat()
    made: list[Any] = [
        called(number % 5 + 1, entry_id=name),
        met(OUTCOMES[number % 6], entry_id=name, prospect_id=f"p{number % 3}", confirmed=number % 24 == 3),
        EntryRetracted(entry_id=name),
        RestDaysTaken(days=[day], entry_id=name),
        PauseStarted(pause_id=name, since=day),
        PauseEnded(pause_id=name, on=day),
        MoodReported(),
        GoalSet(goal_id=name, kind=GOAL_KINDS[number % 6], target=number + 1, horizon="long"),
        GoalDropped(goal_id=name),
        PitchVersionAdded(pitch_id="pitch", version=number),
        PitchVersionChosen(pitch_id="pitch", version=number),
        FollowUpScheduled(follow_up_id=name, prospect_id=f"p{number % 3}", due_on=day, entry_id=name),
        FollowUpSnoozed(follow_up_id=name, until=day),
        FollowUpDone(follow_up_id=name),
        FollowUpDropped(follow_up_id=name),
        PlanIssued(plan_id=name, week="2026-W02", steps=[PlanStep(step_id="calls")]),
        PlanStepDone(plan_id=name, step_id="calls"),
        PracticeHeld(practice_id=name, reason="price", checks={"asked": True}),
        CommitmentMade(commitment_id=name),
        CommitmentKept(commitment_id=name),
    ]
    return made[kind]  # type: ignore[no-any-return]


@given(story=st.lists(st.tuples(st.integers(0, 19), st.integers(0, 40), st.booleans()), max_size=40))
@proof
def test_kept_states_equal_a_fold_from_the_start(story: list[tuple[int, int, bool]]) -> None:
    """With events that come in late and entries that are retracted, read at any moment; no sealed word is in them."""

    async def tell() -> None:
        log = MemoryLog(MemoryKeys(), lambda: NOW)
        reader = Reader(log)
        for place, (kind, number, read) in enumerate(story):
            at, event = NOW - timedelta(days=40 - number, minutes=place), happened(kind, number)
            private = sealed(event)
            parts = {ANNA: private} if private else {}
            await log.append(ANNA, [NewEvent(dated(at, str(place)), at, event, parts)])
            if read:
                await reader.states(ANNA)
        kept, fresh = await reader.states(ANNA), await Reader(log).states(ANNA)
        assert kept.canonical() == fresh.canonical()
        assert SECRET.encode() not in kept.canonical()
        assert not kept.unknown

    asyncio.run(tell())


def test_every_fold_has_its_own_name() -> None:
    """States are kept by it; and each can be written down for a snapshot and read back."""
    assert len({fold.name for fold in FOLDS}) == len(FOLDS)
    for fold in FOLDS:
        state = fold.initial()
        for kind in range(20):
            for number in range(20):
                event = happened(kind, number)
                fold.apply(state, record(event, on(number), kind * 20 + number + 1))
        again = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=type(state))
        assert again == state, fold.name
