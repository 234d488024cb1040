"""Folds, against models that are written another way, and the reader that keeps their states."""

import asyncio
import gc
import json
import os
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar, get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from events.codec import Codec
from events.envelope import Event, NewEvent, Occurrence, Recorded, UnknownEvent
from events.folds.coaching import COACHING, CoachingState
from events.folds.entries import ENTRIES, KEPT, EntriesState
from events.folds.fold import Fold
from events.folds.person import PERSON, PersonState
from events.folds.prospects import PROSPECTS, ProspectsState
from events.folds.reader import FOLDS, Reader, States, fold_into
from events.folds.reasons import REASONS, ReasonsState
from events.folds.stats import STATS, StatsState
from events.folds.streaks import DECAY, STREAKS, Streak, view
from events.folds.withdrawal import Withdrawn
from events.ids import dated
from events.log import Log
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types import EVENT_TYPES
from events.types.coaching import CoachingGiven, CoachingRated, DraftDismissed
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.imports import ImportFinished, ImportStarted, ImportUndone
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.person import PersonName, PersonRegistered, PersonSettingsChanged
from events.types.prospects import ProspectAdded, ProspectChanged
from events.words import CHANNELS, OUTCOMES, REJECTIONS, WEEKDAYS, Reason, Weekday
from events.words import REASONS as WHY

FULL = os.environ.get("REBOUND_PROOF") == "full"
proof = settings(
    max_examples=2_000 if FULL else 150,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 1, 5)
ZONES = ["Pacific/Kiritimati", "Pacific/Auckland", "Asia/Kolkata", "Europe/Berlin", "UTC", "America/St_Johns"]
ZONES += ["America/Los_Angeles", "Pacific/Pago_Pago"]


def clock() -> datetime:
    return NOW


def record(event: Event, moment: datetime | date = MONDAY, version: int = 1, sealed: bytes | None = None) -> Recorded:
    """An event as a log would give it back, at noon where a day is given."""
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
    return Recorded(
        person_id=ANNA,
        version=version,
        position=version,
        event_id=dated(at, str(version)),
        occurred_at=at.isoformat(timespec="milliseconds"),
        recorded_at=NOW.isoformat(timespec="milliseconds"),
        event=event,
        sealed=sealed,
        hash=b"",
    )


def folded(fold: Fold, events: Sequence[Recorded]) -> Any:
    state = fold.initial()
    for recorded in events:
        fold.apply(state, recorded)
    return state


def called(count: int = 1, entry: str = "entry") -> OutreachRecorded:
    return OutreachRecorded(entry_id=entry, channel="call", count=count)


# Streaks


class Happening(msgspec.Struct, frozen=True):
    """Something on a moment of the world, where the person was in a zone: effort, or new working days."""

    moment: datetime
    zone: str
    weekdays: tuple[Weekday, ...] | None

    @property
    def local(self) -> datetime:
        return self.moment.astimezone(ZoneInfo(self.zone))

    @property
    def event(self) -> Event:
        if self.weekdays is None:
            return called()
        return PersonSettingsChanged(working_days=list(self.weekdays))


some_weekdays = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: tuple(sorted(days)))
happenings = st.lists(
    st.builds(
        Happening,
        # Around a change of clocks, in both directions (March in the north, April in the south).
        moment=st.datetimes(datetime(2026, 3, 9), datetime(2026, 4, 19), timezones=st.just(UTC)),
        zone=st.sampled_from(ZONES),
        weekdays=st.none() | st.none() | st.none() | some_weekdays,
    ),
    max_size=40,
)
todays = st.dates(date(2026, 3, 7), date(2026, 4, 25))


def expected_streak(history: Sequence[Happening], today: date) -> tuple[int, int, float]:
    """Current, best and strength, from the line of working days as text: x with effort, . without."""
    settings_by_day = {thing.local.date(): thing.weekdays for thing in history if thing.weekdays is not None}
    effort = {thing.local.date() for thing in history if thing.weekdays is None}
    known = sorted(settings_by_day)

    def works(day: date) -> bool:
        since = [change for change in known if change <= day] or known[:1]
        weekdays = settings_by_day[max(since)] if since else ("mon", "tue", "wed", "thu", "fri")
        return f"{day:%a}".lower() in weekdays

    past = sorted(day for day in effort if day <= today)
    if not past:
        return 0, 0, 0.0
    span = [past[0] + timedelta(days=number) for number in range((today - past[0]).days + 1)]
    line = "".join("x" if day in effort else "." for day in span if works(day) and (day != today or day in effort))
    runs = [run.count("x") for run in re.split(r"\.{2,}", line)]
    strength = sum((1 - DECAY) * DECAY ** (len(line) - 1 - place) for place, day in enumerate(line) if day == "x")
    return runs[-1], max(runs), strength


@given(history=happenings, today=todays, chance=st.randoms())
@proof
def test_streaks_agree_with_a_model_of_another_kind(
    history: list[Happening], today: date, chance: random.Random
) -> None:
    """Over time zones, changes of clocks and working days, and in whatever order the events come in."""
    changed = [thing.local.date() for thing in history if thing.weekdays is not None]
    assume(len(changed) == len(set(changed)))  # of two changes on one day, the later recorded one holds
    shuffled = chance.sample(history, len(history))
    states = [folded(STREAKS, [record(thing.event, thing.local) for thing in order]) for order in (history, shuffled)]
    assert msgspec.json.encode(states[0], order="sorted") == msgspec.json.encode(states[1], order="sorted")
    found = view(states[0], today)
    current, best, strength = expected_streak(history, today)
    assert (found.current, found.best) == (current, best)
    assert found.strength == pytest.approx(strength)
    assert found.current <= found.best
    assert 0 <= found.strength <= 1
    effort = {thing.local.date() for thing in history if thing.weekdays is None}
    assert found.active_today == (today in effort)
    assert found.last_active == max((day for day in effort if day <= today), default=None)
    assert 0 <= found.week_days <= found.week_working_days <= 7


@given(history=happenings, today=todays, late=st.data())
@proof
def test_a_late_event_never_makes_a_best_streak_shorter(
    history: list[Happening], today: date, late: st.DataObject
) -> None:
    """A phone that was offline on some days brings them in later; nothing is lost by it."""
    effort = sorted({thing.local.date() for thing in history if thing.weekdays is None})
    assume(effort)
    day = late.draw(st.dates(effort[0], effort[-1]))
    state = folded(STREAKS, [record(thing.event, thing.local) for thing in history])
    before = view(state, today)
    STREAKS.apply(state, record(called(), day))
    after = view(state, today)
    assert after.best >= before.best
    assert after.current >= before.current
    assert after.strength >= before.strength


@given(moment=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
@proof
def test_the_local_day_never_moves_with_travel(moment: datetime) -> None:
    """Effort stays on the day that it was where the person was, whatever zone they have gone to since."""
    for zone in ZONES:
        local = moment.astimezone(ZoneInfo(zone))
        recorded = record(called(), local)
        assert recorded.day == recorded.date.isoformat() == local.date().isoformat()
        assert recorded.moment.utcoffset() == local.utcoffset()
        state = folded(STREAKS, [recorded])
        stats = folded(STATS, [recorded])
        for elsewhere in ZONES:
            STREAKS.apply(state, record(PersonSettingsChanged(time_zone=elsewhere), moment + timedelta(days=1)))
        assert list(state.effort) == list(stats.days) == [local.date().isoformat()]


def streak(line: str, today: int | None = None, weekdays: Sequence[Weekday] = WEEKDAYS[:5]) -> Streak:
    """The streak of a line of days from Monday 5 January on: x is effort; today is its last day unless given."""
    register = PersonRegistered(time_zone="UTC", working_days=list(weekdays), language="en")
    events = [record(register, MONDAY - timedelta(days=30))]
    events += [record(called(), MONDAY + timedelta(days=number)) for number, day in enumerate(line) if day == "x"]
    return view(folded(STREAKS, events), MONDAY + timedelta(days=len(line) - 1 if today is None else today))


def test_nothing_yet_is_no_streak() -> None:
    """All zeros, and no day to scold about."""
    found = streak(".....")
    assert (found.current, found.best, found.strength, found.active_today, found.last_active) == (0, 0, 0, False, None)
    assert found.week_working_days == 5


def test_rest_days_freeze() -> None:
    """A weekend without effort neither breaks a streak nor dents it, and effort on it adds nothing."""
    assert streak("xxxxx..xx").current == 7
    assert streak("xxxxx..xx").strength == streak("xxxxxxxxx").strength == pytest.approx(1 - DECAY**7)
    assert streak("xxxxxxxxx").current == 7
    assert streak("xxxxx..", 6).strength == streak("xxxxx").strength


def test_a_weekend_worked_counts_for_those_who_work_it() -> None:
    """Working days are the person's own."""
    assert streak("xxxxxxx", weekdays=WEEKDAYS).current == 7
    assert streak("xxxxx..x", weekdays=WEEKDAYS).current == 1
    assert streak("x..x", weekdays=["mon", "thu"]).current == 2


def test_one_miss_dents_and_two_in_a_row_end() -> None:
    """Kindly: a single missed day takes a little strength and leaves the streak standing."""
    whole, dented, ended = streak("xxxx"), streak("xx.x"), streak("x..x")
    assert (whole.current, dented.current, ended.current) == (4, 3, 1)
    assert whole.strength > dented.strength > ended.strength > 0
    assert streak("xx.x.").current == 3
    assert streak("x.x.x").current == 3


def test_misses_on_both_sides_of_a_weekend_are_in_a_row() -> None:
    """Friday and Monday are neighbours for somebody who works Monday to Friday."""
    assert streak("xxxx...xx").current == 6
    assert streak("xxxx....x").current == 1


def test_today_is_not_missed_before_it_is_over() -> None:
    """Nor does it dent: until midnight it may still come."""
    assert streak("xx", today=2).current == 2
    assert streak("xx", today=2).strength == streak("xx", today=1).strength
    assert streak("xx.", today=3).current == 2
    assert streak("xx.", today=4).current == 0
    assert not streak("xx", today=2).active_today


def test_the_best_streak_is_kept() -> None:
    """For ever, through any pause after it."""
    assert streak("xxx" + "." * 300).best == 3
    assert streak("xxx...." + "xx").best == 3
    assert streak("xxxxx" + "....." + "xx").current == 2


def test_later_days_do_not_count_yet() -> None:
    """A day ahead, as a device with a fast clock may log it, is not effort of today."""
    assert streak("xxxx", today=1).current == 2
    assert streak("xxxx", today=1).last_active == MONDAY + timedelta(days=1)
    assert streak("xxxx", today=1).week_days == 2


def test_the_week_counts_working_days_only() -> None:
    """Six of five would read as a mistake: a worked Saturday is beyond what the week asks for."""
    found = streak("xxxxxx")
    assert (found.week_days, found.week_working_days) == (5, 5)
    assert (streak("xxxxx..x").week_days, streak("x.x....").week_days) == (1, 2)


def test_new_working_days_hold_from_their_day_on() -> None:
    """What was a day off then stays one: a change does not rewrite the past."""
    events = [
        record(PersonRegistered(time_zone="UTC", working_days=["mon", "tue"], language="en"), MONDAY),
        *[record(called(), MONDAY + timedelta(days=number)) for number in (0, 1, 7, 8)],
    ]
    assert view(folded(STREAKS, events), MONDAY + timedelta(days=8)).current == 4
    change = record(PersonSettingsChanged(working_days=list(WEEKDAYS)), MONDAY + timedelta(days=9))
    for order in ([*events, change], [change, *events]):
        state = folded(STREAKS, order)
        assert view(state, MONDAY + timedelta(days=8)).current == 4
        assert view(state, MONDAY + timedelta(days=10)).current == 4
        assert view(state, MONDAY + timedelta(days=11)).current == 0


def test_streaks_can_be_switched_off_and_on() -> None:
    """The days are collected all the same, so nothing is missing when they are switched on again."""
    off, on = (PersonSettingsChanged(streaks=switch) for switch in (False, True))
    state = folded(STREAKS, [record(off), record(called())])
    assert not state.on
    assert state.effort == {"2026-01-05": 1}
    STREAKS.apply(state, record(PersonSettingsChanged(language="de")))
    assert not state.on
    STREAKS.apply(state, record(on))
    assert state.on


# Stats and reasons


outcomes = st.builds(
    OutcomeRecorded,
    entry_id=st.just("entry"),
    outreach_id=st.just("outreach"),
    channel=st.sampled_from(CHANNELS),
    outcome=st.sampled_from(OUTCOMES),
    reason=st.none() | st.sampled_from(WHY),
    count=st.integers(1, 40),
    prospect_id=st.sampled_from([None, "p1", "p2"]),
    amount=st.none() | st.integers(0, 1000).map(float),
)
attempts = st.builds(
    OutreachRecorded, entry_id=st.just("entry"), channel=st.sampled_from(CHANNELS), count=st.integers(1, 40)
)
logged = st.lists(st.tuples(attempts | outcomes, st.dates(date(2026, 1, 1), date(2026, 1, 9))), max_size=40)


@given(logged=logged, chance=st.randoms())
@proof
def test_stats_are_sums_by_day(logged: list[tuple[Event, date]], chance: random.Random) -> None:
    """Of counts, not of rows, in whatever order they come in; days without anything are not there."""
    by_day: dict[str, list[Event]] = {}
    for event, moment in logged:
        by_day.setdefault(moment.isoformat(), []).append(event)
    state: StatsState = folded(STATS, [record(*pair) for pair in chance.sample(logged, len(logged))])
    assert state.days.keys() == by_day.keys()
    for day, events in by_day.items():
        out = [event for event in events if isinstance(event, OutreachRecorded)]
        back = [event for event in events if isinstance(event, OutcomeRecorded)]
        tally: Counter[str] = Counter()
        for event in out:
            tally[event.channel] += event.count
        assert state.days[day].attempts == tally
        assert state.days[day].entries == len(out)
        for outcome in OUTCOMES:
            counted = sum(event.count for event in back if event.outcome == outcome)
            assert state.days[day].outcomes.get(outcome, 0) == counted
        assert state.days[day].amount == sum(event.amount or 0 for event in back)


@given(logged=logged, chance=st.randoms())
@proof
def test_reasons_are_those_of_rejections(logged: list[tuple[Event, date]], chance: random.Random) -> None:
    """By day, reason, firmness and channel, one that was not given as unstated; prospects counted beside."""
    cells: Counter[tuple[str, str]] = Counter()
    prospects: Counter[tuple[str, str]] = Counter()
    for event, day in logged:
        if isinstance(event, OutcomeRecorded) and event.outcome in {"soft_no", "hard_no"}:
            reason = event.reason or "unstated"
            cells[day.isoformat(), f"{reason}/{event.outcome}/{event.channel}"] += event.count
            if event.prospect_id:
                prospects[reason, event.prospect_id] += event.count
    state: ReasonsState = folded(REASONS, [record(*pair) for pair in chance.sample(logged, len(logged))])
    assert {(day, cell): n for day, found in state.days.items() for cell, n in found.items()} == cells
    assert {(why, who): n for why, found in state.prospects.items() for who, n in found.items()} == prospects


def test_only_a_no_is_a_rejection() -> None:
    """Silence and wrong numbers are attempts; a reason beside them, or beside a win, counts nowhere."""
    assert {"soft_no", "hard_no"} == REJECTIONS
    for outcome in OUTCOMES:
        event = OutcomeRecorded(entry_id="e", outreach_id="o", channel="call", outcome=outcome, reason="price")
        state: ReasonsState = folded(REASONS, [record(event)])
        assert bool(state.days) == (outcome in ("soft_no", "hard_no"))


# Person, prospects, entries, coaching


def test_settings_are_those_of_the_newest_change() -> None:
    """None leaves a setting as it was; the sealed name is where it was last given."""
    register = PersonRegistered(time_zone="Europe/Berlin", working_days=["mon"], language="de")
    state: PersonState = folded(
        PERSON,
        [
            record(register, version=1, sealed=b"name"),
            record(PersonSettingsChanged(language="fr"), version=2),
            record(PersonSettingsChanged(streaks=False), version=3, sealed=b"name"),
            record(PersonSettingsChanged(working_days=["tue"]), version=4),
        ],
    )
    assert state == PersonState(True, "Europe/Berlin", ["tue"], "fr", False, 3)
    assert not PersonState().registered


def test_a_confirmed_hard_no_locks_its_prospect() -> None:
    """Only a confirmed one, and only of a prospect that is named."""

    def no(**fields: Any) -> OutcomeRecorded:
        return OutcomeRecorded(entry_id="e", outreach_id="o", channel="call", outcome="hard_no", **fields)

    state: ProspectsState = folded(
        PROSPECTS,
        [
            record(ProspectAdded(prospect_id="p1", industry="retail", tags=["fair"]), version=1),
            record(ProspectChanged(prospect_id="p1", industry="media"), version=2),
            record(no(prospect_id="p1"), version=3),
            record(no(confirmed=True), version=4),
            record(no(prospect_id="p2", confirmed=True), version=5),
        ],
    )
    assert state.locked == {"p2": 5}
    assert state.prospects["p1"].industry == "media"
    assert state.prospects["p1"].tags == []
    assert state.prospects["p1"].details_version == 2


def test_the_newest_fifty_entries_are_kept() -> None:
    """In the order they were recorded, with their outcomes, and the number that there ever were."""
    events = []
    for number in range(120):
        entry = f"e{number}"
        outcome = OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", outcome="soft_no", count=number)
        day = MONDAY - timedelta(days=number)  # each one later recorded than happened
        events += [record(called(entry=entry), day, 2 * number + 1), record(outcome, day, 2 * number + 2)]
    state: EntriesState = folded(ENTRIES, events)
    assert KEPT == 50
    assert list(state.recent) == [f"e{number}" for number in range(70, 120)]
    assert state.total == 120
    for number in range(70, 120):
        kept = state.recent[f"e{number}"]
        assert (kept.version, kept.occurred_at[:10]) == (2 * number + 1, str(MONDAY - timedelta(days=number)))
        assert [outcome.count for outcome in kept.outcomes] == [number]
    late = OutcomeRecorded(entry_id="e3", outreach_id="o", channel="call", outcome="won")
    ENTRIES.apply(state, record(late, version=241))
    assert "e3" not in state.recent


def given_reply(reply: str, *cards: str) -> CoachingGiven:
    return CoachingGiven(reply_id=reply, conversation_id="c", mode="chat", source="rules", cards=list(cards))


def rated(helpful: bool, *cards: str, block: int = 0, reply: str = "r") -> CoachingRated:
    return CoachingRated(reply_id=reply, block=block, helpful=helpful, cards=list(cards))


def test_a_changed_mind_takes_the_first_rating_back() -> None:
    """A block counts once for each of its cards, however often it is rated."""

    def helpful(*ratings: CoachingRated) -> dict[str, int]:
        state: CoachingState = folded(COACHING, [record(event) for event in (given_reply("r", "A1", "B2"), *ratings)])
        return state.helpful

    assert helpful() == {}
    assert helpful(rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "A1")) == {"A1": -1}
    assert helpful(rated(False, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "B2", block=1)) == {"A1": 1, "B2": -1}
    assert helpful(rated(True, "A1", block=0), rated(True, "A1", block=1)) == {"A1": 2}


def test_replies_are_kept_to_the_newest_and_cards_are_counted() -> None:
    """What was shown counts for ever; the replies themselves are in the log."""
    events = [record(given_reply(f"r{number}", "A1", "B2"), version=number + 1) for number in range(90)]
    state: CoachingState = folded(COACHING, [*events, record(DraftDismissed(entry_id="e", reply_id="r1"))])
    assert list(state.replies) == [f"r{number}" for number in range(50, 90)]
    assert state.replies["r89"].version == 90
    assert state.shown == {"A1": 90, "B2": 90}
    assert state.dismissed == {"e": "r1"}


# Withdrawal


def test_what_was_withdrawn_is_covered() -> None:
    """Retracted and replaced entries, and all that came with an undone import; nothing else."""
    withdrawn = Withdrawn()
    assert withdrawn.note(EntryRetracted(entry_id="e1"))
    assert withdrawn.note(EntryCorrected(entry_id="e2", replacement_id="e3"))
    assert withdrawn.note(ImportUndone(batch_id="b1"))
    for again in (EntryRetracted(entry_id="e2"), EntryCorrected(entry_id="e1", replacement_id="e4")):
        assert not withdrawn.note(again)
    assert not withdrawn.note(ImportUndone(batch_id="b1"))
    assert not withdrawn.note(called())

    def outcome(entry: str, batch: str | None = None) -> OutcomeRecorded:
        return OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", outcome="won", batch_id=batch)

    covered = [called(entry="e1"), called(entry="e2"), outcome("e1"), outcome("e9", "b1")]
    covered_too = [
        OutreachRecorded(entry_id="e9", channel="call", batch_id="b1"),
        ProspectAdded(prospect_id="p", batch_id="b1"),
    ]
    counting = [called(entry="e3"), outcome("e3"), outcome("e9", "b2"), ProspectAdded(prospect_id="e1")]
    assert all(withdrawn.covers(record(event)) for event in (*covered, *covered_too))
    assert not any(withdrawn.covers(record(event)) for event in (*counting, EntryRetracted(entry_id="e1")))


# The reader


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


class Story:
    """Writes a person's stream step by step, with ids of its own."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.made = 0
        self.entries: list[str] = []
        self.batches: list[str] = []

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    async def add(self, *events: Event, day: int = 0) -> None:
        at = datetime(2026, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=13))) - timedelta(days=day)
        await self.log.append(ANNA, [NewEvent(dated(at, self.name("id")), at, event) for event in events])

    def entry(self, count: int, outcome: str | None, batch: str | None = None, prospect: str = "p1") -> list[Event]:
        entry = self.name("entry")
        self.entries.append(entry)
        outreach = OutreachRecorded(
            entry_id=entry, channel=CHANNELS[count % 6], count=count, prospect_id=prospect, batch_id=batch
        )
        if outcome is None:
            return [outreach]
        fields: dict[str, Any] = {"outcome": outcome, "confirmed": outcome == "hard_no", "prospect_id": prospect}
        fields |= {"reason": get_args(Reason)[count % 9], "batch_id": batch, "amount": count / 8}
        return [outreach, OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", count=count, **fields)]

    async def step(self, kind: str, number: int, outcome: str | None, day: int) -> None:
        """One thing that happens; `number` picks which of the earlier entries or batches it is about."""
        picked = self.entries[number % len(self.entries)] if self.entries else "never"
        batch = self.batches[number % len(self.batches)] if self.batches else "never"
        match kind:
            case "entry":
                await self.add(*self.entry(number + 1, outcome), day=day)
            case "retract":
                await self.add(EntryRetracted(entry_id=picked))
            case "correct":
                replacement = self.entry(number + 1, outcome)
                await self.add(EntryCorrected(entry_id=picked, replacement_id=self.entries[-1]), *replacement, day=day)
            case "import":
                opened = self.name("batch")
                self.batches.append(opened)
                started = ImportStarted(batch_id=opened, source="s", generation=1, format="csv")
                rows = [event for row in range(3) for event in self.entry(row + 1, outcome, opened, "p2")]
                await self.add(started, ProspectAdded(prospect_id=self.name("p"), batch_id=opened), *rows, day=day)
                await self.add(ImportFinished(batch_id=opened, rows=3, added=3, corrected=0, refused=0))
            case "undo":
                await self.add(ImportUndone(batch_id=batch))
            case "settings":
                await self.add(PersonSettingsChanged(working_days=list(WEEKDAYS[: number % 7 + 1])), day=day)
            case "prospect":
                await self.add(ProspectChanged(prospect_id=f"p{number % 3}", industry=str(number)))
            case "reply":
                await self.add(given_reply(f"r{number % 4}", f"A{number % 3}"))
            case "rating":
                await self.add(rated(number % 2 == 0, f"A{number % 3}", reply=f"r{number % 4}"))


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


KINDS = ["entry", "entry", "retract", "correct", "import", "undo", "settings", "prospect", "reply", "rating", "read"]
steps = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 200),
        st.none() | st.sampled_from(OUTCOMES),
        st.integers(0, 40),
    ),
    max_size=40,
)


@given(steps=steps)
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
