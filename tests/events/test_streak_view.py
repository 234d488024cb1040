"""Streaks, seen from outside: against an independent model, over zones, changes and late events."""

import random
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.fold_events import MONDAY, ZONES, called, proof, record
from support.folding import folded

from events.envelope import Event
from events.folds.stats import STATS
from events.folds.streaks import DECAY, STREAKS, Streak, StreaksState, view, working_days
from events.types.person import PersonRegistered, PersonSettingsChanged
from events.words import WEEKDAYS, Weekday


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


def test_thirteen_misses_halve_the_strength() -> None:
    """However strong the habit was: as in Loop Habit Tracker, whose smoothing this is."""
    for effort in ("x", "x" * 40):
        before, after = streak(effort, weekdays=WEEKDAYS), streak(effort + "." * 14, weekdays=WEEKDAYS)
        assert after.strength == pytest.approx(before.strength / 2), "today, the fourteenth, is not missed yet"


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
    found = streak("xxxxxxx", weekdays=WEEKDAYS)
    assert (found.week_days, found.week_working_days) == (7, 7), "a Sunday is of the week that ends with it"


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


def test_of_two_settings_of_one_day_the_later_holds() -> None:
    """Somebody who mends their working days on the first day means them for the days before it, too."""
    wrong = record(PersonRegistered(time_zone="UTC", working_days=["mon"], language="en"), MONDAY)
    mended = record(PersonSettingsChanged(working_days=["fri", "thu"]), MONDAY)
    effort = [record(called(), MONDAY - timedelta(days=days)) for days in (7, 4, 3)]
    state = folded(STREAKS, [*effort, wrong, mended])
    assert view(state, MONDAY).current == 2, "Thursday and Friday of the week before"
    again = folded(STREAKS, [*effort, wrong, record(PersonSettingsChanged(working_days=["thu", "fri"]), MONDAY)])
    assert again == state, "in whatever order the weekdays are ticked"


def test_streaks_can_be_switched_off_and_on() -> None:
    """The days are collected all the same, so nothing is missing when they are switched on again."""
    assert folded(STREAKS, []).on, "until somebody switches them off"
    off, on = (PersonSettingsChanged(streaks=switch) for switch in (False, True))
    state = folded(STREAKS, [record(off), record(called())])
    assert not state.on
    assert state.effort == {"2026-01-05": 1}
    STREAKS.apply(state, record(PersonSettingsChanged(language="de")))
    assert not state.on
    STREAKS.apply(state, record(on))
    STREAKS.apply(state, record(PersonSettingsChanged(language="en")))
    assert state.on is True


def test_working_days_are_known_without_any_setting() -> None:
    """Monday to Friday, until the person says otherwise."""
    on = working_days(StreaksState())
    assert [on(date(2026, 11, 16) + timedelta(days=day)) for day in range(7)] == [True] * 5 + [False] * 2
