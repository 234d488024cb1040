"""Facts kept between questions are the facts of the journal as it is."""

import asyncio
from datetime import date, timedelta

from hypothesis import given
from support.fold_events import ANNA, clock, given_reply, proof
from support.story import STEPS, Story

from coach.insight.facts import build_facts
from events.folds.reader import Reader, concerns_journal
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types import EVENT_TYPES

TODAY = date(2026, 2, 1)

PASSED_OVER = {
    "CoachingGiven",
    "CoachingRated",
    "CommitmentKept",
    "CommitmentMade",
    "DraftDismissed",
    "EntryRetracted",  # what was folded already is folded anew without it
    "ForgettingDone",
    "ForgettingRequested",
    "ModelCalled",
    "PitchRevised",
}


@given(steps=STEPS)
@proof
def test_kept_facts_are_those_of_a_fresh_look(steps: list[tuple[str, int, str | None, int]]) -> None:
    """After any mix of entries, withdrawals, imports, settings and replies, on this day and the next."""

    async def tell() -> None:
        log = MemoryLog(MemoryKeys(), clock)
        story, reader = Story(log), Reader(log)
        for kind, number, outcome, day in [*steps, ("read", 0, None, 0)]:
            if kind != "read":
                await story.step(kind, number, outcome, day)
            kept, fresh = await reader.states(ANNA), await Reader(log).states(ANNA)
            for today in (TODAY, TODAY + timedelta(days=number % 3)):
                assert build_facts(kept, today, None) == build_facts(fresh, today, None)

    asyncio.run(tell())


def test_a_reply_alone_changes_no_fact() -> None:
    """Between two questions nothing is worked out again; an entry changes that."""

    async def tell() -> None:
        log = MemoryLog(MemoryKeys(), clock)
        story, reader = Story(log), Reader(log)
        await story.step("entry", 4, "soft_no", 0)
        first = build_facts(await reader.states(ANNA), TODAY, None)
        await story.add(given_reply("r1", "A1"))
        second = build_facts(await reader.states(ANNA), TODAY, None)
        assert second.recent is first.recent
        await story.step("entry", 2, "soft_no", 0)
        third = build_facts(await reader.states(ANNA), TODAY, None)
        assert third.recent.attempts == first.recent.attempts + 3

    asyncio.run(tell())


def test_only_what_the_coach_alone_remembers_is_passed_over() -> None:
    """What a new kind of event changes has to be thought of: it is named here, or makes the facts anew."""
    passed_over = {kind.__name__ for kind in EVENT_TYPES.values() if not concerns_journal(kind)}
    assert passed_over == PASSED_OVER
