"""Follow-ups as a person works through them: one tap for what came of it, later, let go, and taking any of it back."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import Clock

from coach.contracts import EntryInput, FollowUp, FollowUpAct, FollowUpResult, OutcomeInput, Person, ProspectInput
from coach.errors import InvalidEntry, NotFound
from coach.journal.follow_ups import FollowUps
from coach.journal.forgetting import Forgetting, Ledger
from coach.journal.habits import Habits
from coach.journal.service import Journal
from events.errors import EventConflict
from events.ids import new_id

pytestmark = pytest.mark.anyio

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)


class Desk:
    """One person's follow-ups, and shorthand for what they do."""

    def __init__(self, journal: Journal, person: Person, clock: Clock) -> None:
        self.journal, self.clock, self.person_id = journal, clock, person.person_id
        self.follow_ups = FollowUps(journal)

    async def said(self, outcome: str, days_ago: int = 0, note: str = "", **prospect: Any) -> str:
        """Log what somebody said, and return the entry's id."""
        entry_id, reason = new_id(), prospect.pop("reason", None)
        confirmed, channel = prospect.pop("confirmed", False), prospect.pop("channel", "call")
        entry = EntryInput(
            entry_id=entry_id,
            channel=channel,
            outcomes=[OutcomeInput(outcome=outcome, reason=reason, confirmed=confirmed)],  # type: ignore[arg-type]
            prospect=ProspectInput(**({"contact": "Ann"} | prospect)),
            note=note,
            occurred_at=self.clock() - timedelta(days=days_ago),
        )
        await self.journal.log_entry(self.person_id, entry)
        return entry_id

    async def open(self) -> list[FollowUp]:
        return await self.follow_ups.open(self.person_id)

    async def only(self) -> FollowUp:
        (found,) = await self.open()
        return found

    async def do(self, follow_up: FollowUp, act: str, act_id: str = "", **more: Any) -> FollowUpResult:
        made = FollowUpAct(follow_up_id=follow_up.follow_up_id, act_id=act_id or new_id(), act=act, **more)  # type: ignore[arg-type]
        return await self.follow_ups.record(self.person_id, made)

    async def entries(self) -> list[str]:
        return [entry.label for entry in await self.journal.recent_entries(self.person_id)]


@pytest.fixture
async def desk(journal: Journal, person: Person, clock: Clock) -> Desk:
    return Desk(journal, person, clock)


@pytest.fixture
async def due(desk: Desk) -> FollowUp:
    """Ann said "not now" about hesitation three weeks ago, so she is due for a week."""
    await desk.said("soft_no", 21, reason="hesitation", note="Ask again when Jens is back.", channel="meeting")
    return await desk.only()


async def test_a_follow_up_says_who_why_and_since_when(due: FollowUp) -> None:
    """With the day of the no, the channel of it, and the person's own words."""
    assert (due.contact, due.reason, due.status, due.due_on) == ("Ann", "hesitation", "due", date(2026, 11, 13))
    assert (due.opened_on, due.channel, due.note) == (date(2026, 10, 30), "meeting", "Ask again when Jens is back.")


async def test_who_has_only_a_mail_address_is_called_by_it(desk: Desk) -> None:
    """There is always something to call them by."""
    await desk.said("soft_no", contact="", email="ann@acme.example")
    assert (await desk.only()).contact == "ann@acme.example"


@pytest.mark.parametrize(
    ("outcome", "label", "after"),
    [
        ("won", "1 meeting, 1 yes", []),
        ("progress", "1 meeting, 1 step forward", []),
        ("soft_no", "1 meeting, 1 no", [("waiting", date(2027, 2, 20))]),
        ("hard_no", "1 meeting, 1 final no", []),
        ("no_answer", "1 meeting, 1 without an answer", [("snoozed", MONDAY)]),
    ],
)
async def test_one_tap_logs_what_came_of_it(
    desk: Desk, due: FollowUp, outcome: str, label: str, after: list[tuple[str, date]]
) -> None:
    """Over the channel of the last entry. It ends the follow-up; a new "not now" opens its own, by the rule for no
    stated reason; who did not answer comes back on the next working day. Undo brings all back as it was."""
    result = await desk.do(due, "answered", outcome=outcome)
    assert result.status == "added" and result.entry_id
    assert (await desk.entries())[0] == label
    assert [(one.status, one.due_on) for one in await desk.open()] == after
    await desk.journal.undo(desk.person_id, result.entry_id)
    assert await desk.only() == due


async def test_the_same_tap_twice_is_one(desk: Desk, due: FollowUp) -> None:
    """One after the other, both at once, and a day later: one entry; another answer from the same tap is refused."""
    tap = new_id()
    both = await asyncio.gather(*(desk.do(due, "answered", tap, outcome="no_answer") for _ in range(2)))
    desk.clock.now += timedelta(days=1)
    third = await desk.do(due, "answered", tap, outcome="no_answer")
    assert sorted(result.status for result in (*both, third)) == ["added", "already", "already"]
    assert await desk.entries() == ["1 meeting, 1 without an answer", "1 meeting, 1 no about hesitation"]
    with pytest.raises(EventConflict):
        await desk.do(due, "answered", tap, outcome="won")


async def test_a_tap_that_was_taken_back_is_not_done_by_its_repeat(desk: Desk, due: FollowUp) -> None:
    """The old page says so, rather than "already": nothing stands in the journal."""
    tap = new_id()
    await desk.do(due, "answered", tap, outcome="won")
    await desk.journal.undo(desk.person_id, tap)
    with pytest.raises(InvalidEntry, match="taken back"):
        await desk.do(due, "answered", tap, outcome="won")


async def test_no_answer_comes_back_when_the_person_works(desk: Desk, due: FollowUp) -> None:
    """Not at the weekend, not on a rest day; in a pause without an end there is no such day, so it is tomorrow."""
    habits = Habits(desk.journal)
    await habits.rest(desk.person_id, [MONDAY])
    assert await desk.follow_ups.next_days(desk.person_id) == (True, date(2026, 11, 24), date(2026, 11, 27))
    await desk.do(due, "answered", outcome="no_answer")
    assert (await desk.only()).due_on == date(2026, 11, 24)
    await habits.pause(desk.person_id, FRIDAY, None)
    assert await desk.follow_ups.next_days(desk.person_id) == (False, date(2026, 11, 21), date(2026, 11, 27))


async def test_put_off_until_a_day(desk: Desk, due: FollowUp) -> None:
    """It waits until then; the same tap again is nothing new, another day from it is refused."""
    tap = new_id()
    statuses = [(await desk.do(due, "snoozed", tap, until=MONDAY)).status for _ in range(2)]
    assert statuses == ["added", "already"]
    assert ((await desk.only()).status, (await desk.only()).due_on) == ("snoozed", MONDAY)
    with pytest.raises(EventConflict):
        await desk.do(due, "snoozed", tap, until=FRIDAY)


@pytest.mark.parametrize("until", [FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=1831), date.max, date.min])
async def test_a_day_that_cannot_be_meant_is_refused(desk: Desk, due: FollowUp, until: date) -> None:
    """Yesterday, or years ahead."""
    with pytest.raises(InvalidEntry, match="within five years"):
        await desk.do(due, "snoozed", until=until)
    assert await desk.only() == due


@pytest.mark.parametrize(
    "more",
    [{"act": "answered"}, {"act": "done", "outcome": "won"}, {"act": "snoozed"}, {"act": "done", "until": MONDAY}],
)
async def test_an_act_says_what_belongs_to_it(desk: Desk, due: FollowUp, more: dict[str, Any]) -> None:
    """An answer has an outcome, putting off has a day, and nothing else has either."""
    with pytest.raises(InvalidEntry):
        await desk.do(due, **more)


async def test_let_go_and_taken_back(desk: Desk, due: FollowUp) -> None:
    """What was closed by hand can be brought back, with its date; taking back the no itself takes it along."""
    await desk.do(due, "dropped")
    assert await desk.open() == []
    (closed,) = await desk.follow_ups.closed(desk.person_id, 5)
    assert (closed.follow_up.status, closed.by_hand, closed.entry_id) == ("dropped", True, None)
    await desk.do(due, "scheduled")
    assert await desk.only() == due
    assert await desk.follow_ups.closed(desk.person_id, 5) == []
    await desk.journal.undo(desk.person_id)
    assert await desk.open() == []


async def test_what_is_over_comes_last_first(desk: Desk) -> None:
    """Closed with an entry, by hand, or by talking again; only the last few."""
    for number, name in enumerate(("Ann", "Bob", "Cleo", "Dana")):
        await desk.said("soft_no", 100 - number, contact=name, reason="timing")
    open_ones = {one.contact: one for one in await desk.open()}
    await desk.do(open_ones["Ann"], "done")
    desk.clock.now += timedelta(minutes=1)
    won = await desk.do(open_ones["Bob"], "answered", outcome="won")
    desk.clock.now += timedelta(minutes=1)
    await desk.said("won", contact="Cleo")
    closed = await desk.follow_ups.closed(desk.person_id, 5)
    assert [(one.follow_up.contact, one.entry_id, one.by_hand) for one in closed] == [
        ("Cleo", None, False),
        ("Bob", won.entry_id, False),
        ("Ann", None, True),
    ]
    assert closed[0].at == desk.clock.now
    assert len(await desk.follow_ups.closed(desk.person_id, 2)) == 2
    with pytest.raises(NotFound):
        await desk.do(open_ones["Dana"], "scheduled")


async def test_a_final_no_is_final(desk: Desk, due: FollowUp) -> None:
    """They are left in peace: not due, not among what is over, and not to be brought back, until it is taken back."""
    final = await desk.said("hard_no", confirmed=True)
    assert await desk.open() == []
    assert await desk.follow_ups.closed(desk.person_id, 5) == []
    assert [one.contact for one in await desk.follow_ups.left_in_peace(desk.person_id)] == ["Ann"]
    for act, more in (("scheduled", {}), ("snoozed", {"until": MONDAY}), ("answered", {"outcome": "won"})):
        with pytest.raises(NotFound):
            await desk.do(due, act, **more)
    await desk.said("soft_no")
    assert await desk.open() == []
    await desk.journal.undo(desk.person_id, final)
    assert await desk.follow_ups.left_in_peace(desk.person_id) == []


async def test_nobody_elses(desk: Desk, due: FollowUp) -> None:
    """An id that this person's journal has no follow-up for is not found."""
    for act, more in (("done", {}), ("answered", {"outcome": "won"})):
        made = FollowUpAct(follow_up_id=new_id(), act_id=new_id(), act=act, **more)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            await desk.follow_ups.record(desk.person_id, made)
    assert await desk.follow_ups.find(desk.person_id, new_id()) is None


async def test_somebody_forgotten_has_no_name_and_no_note(desk: Desk, due: FollowUp, tmp_path: Path) -> None:
    """The follow-up stays, to be let go."""
    await Forgetting(desk.journal, Ledger(tmp_path / "ledger")).prospect(desk.person_id, due.prospect_id)
    found = await desk.only()
    assert (found.contact, found.company, found.note, found.forgotten) == ("", "", "", True)
    await desk.do(found, "dropped")
    assert await desk.open() == []


async def test_the_last_note_is_found_however_old(desk: Desk, due: FollowUp) -> None:
    """Behind any number of newer entries; a newer note about the same prospect takes its place, a late one does not."""
    for _ in range(60):
        await desk.said("no_answer", contact="Bob")
    assert (await desk.only()).note == "Ask again when Jens is back."
    await desk.said("no_answer", note="Left word.", channel="email")
    await desk.said("no_answer", 30, note="Written down late.")
    assert ((await desk.only()).note, (await desk.only()).channel) == ("Left word.", "email")


async def test_the_day_is_the_persons_own(desk: Desk, due: FollowUp) -> None:
    """At half past midnight in Berlin it is the next day, whatever the day is in UTC."""
    await desk.do(due, "snoozed", until=MONDAY)
    desk.clock.now = datetime(2026, 11, 22, 22, 59, tzinfo=ZoneInfo("UTC"))
    assert (await desk.only()).status == "snoozed"
    desk.clock.now = datetime(2026, 11, 22, 23, 1, tzinfo=ZoneInfo("UTC"))
    assert (await desk.only()).status == "due"
    assert await desk.follow_ups.next_days(desk.person_id) == (True, date(2026, 11, 24), date(2026, 11, 30))
