"""Time off as it lies ahead: single days, pauses, and being back."""

from datetime import date, timedelta

import pytest

from coach.contracts import Person
from coach.errors import NotFound
from coach.journal.habits import Habits, PauseAhead
from coach.journal.service import Journal

pytestmark = pytest.mark.anyio

FRIDAY = date(2026, 11, 20)
"""Today, in the tests' clock."""


def day(number: int) -> date:
    return FRIDAY + timedelta(days=number)


async def test_what_is_over_is_not_ahead(journal: Journal, person: Person) -> None:
    """Yesterday is over, today is not; days come in order, once each."""
    habits = Habits(journal)
    await habits.rest(person.person_id, [day(9), day(-1), day(0)])
    await habits.rest(person.person_id, [day(0)])
    await habits.pause(person.person_id, day(-9), day(-1))
    ahead = await habits.time_off(person.person_id)
    assert (ahead.days, ahead.pauses) == ([day(0), day(9)], [])


async def test_a_day_off_can_be_worked_after_all(journal: Journal, person: Person) -> None:
    """Only that day, however often it was taken off and with which others; it may be taken off again."""
    habits, whose = Habits(journal), person.person_id
    await habits.rest(whose, [day(1), day(2), day(3)])
    await habits.rest(whose, [day(2)])
    await habits.work(whose, day(2))
    assert (await habits.time_off(whose)).days == [day(1), day(3)]
    with pytest.raises(NotFound, match="2026-11-22 was not taken off"):
        await habits.work(whose, day(2))
    await habits.rest(whose, [day(2)])
    await habits.work(whose, day(1))
    assert (await habits.time_off(whose)).days == [day(2), day(3)]


async def test_two_pauses_of_one_moment_are_two(journal: Journal, person: Person) -> None:
    """A pause in the summer and one in the winter, planned by a program in the same millisecond."""
    habits, whose = Habits(journal), person.person_id
    await habits.pause(whose, day(10), day(12))
    await habits.pause(whose, day(40), day(42))
    assert [pause.since for pause in (await habits.time_off(whose)).pauses] == [day(10), day(40)]


async def test_a_pause_ends_when_the_person_is_back(journal: Journal, person: Person) -> None:
    """An open pause shows until its end is recorded, then to its last day, and is over after that."""
    habits, whose = Habits(journal), person.person_id
    await habits.pause(whose, day(-2), None)
    await habits.pause(whose, day(20), day(30))
    assert (await habits.time_off(whose)).pauses == [
        PauseAhead(day(-2), None, ended=False),
        PauseAhead(day(20), day(30), ended=False),
    ]
    await habits.back(whose, day(3))
    # Being back takes back what was planned for later, too.
    assert (await habits.time_off(whose)).pauses == [PauseAhead(day(-2), day(2), ended=True)]


async def test_back_today_leaves_nothing_ahead(journal: Journal, person: Person) -> None:
    """The pause covered the days up to yesterday."""
    habits = Habits(journal)
    await habits.pause(person.person_id, day(-2), None)
    await habits.back(person.person_id, day(0))
    assert (await habits.time_off(person.person_id)).pauses == []


async def test_a_pause_can_be_taken_back_on_the_first_of_all_days(journal: Journal, person: Person) -> None:
    """Whatever day a form sends, what is ahead can be shown afterwards."""
    habits = Habits(journal)
    await habits.pause(person.person_id, day(0), None)
    await habits.back(person.person_id, date.min)
    assert (await habits.time_off(person.person_id)).pauses == []
