"""Follow-ups: every "not now" gets a day to come back, and a final no is final."""

from datetime import date
from typing import Any

import pytest
from support.folding import F1, F2, folded, met, on, record, snapshot

from events.envelope import Recorded
from events.folds.follow_ups import FOLLOW_UPS, FollowUp, FollowUpsState, revisit, view
from events.types.follow_ups import FollowUpDone, FollowUpDropped, FollowUpScheduled, FollowUpSnoozed
from events.types.outcomes import OutcomeRecorded
from events.words import OUTCOMES, REASONS

LATER = on(3_000).date()


def day(number: int) -> str:
    return on(number).date().isoformat()


def soft_no(reason: str | None = "timing", **fields: Any) -> OutcomeRecorded:
    return met("soft_no", **{"reason": reason, "prospect_id": "acme"} | fields)


def final_no(**fields: Any) -> OutcomeRecorded:
    return met("hard_no", prospect_id="acme", confirmed=True, **fields)


def seen(*events: Recorded, today: date = LATER) -> list[FollowUp]:
    return view(folded(FOLLOW_UPS, events), today)


def status(*events: Recorded, today: int) -> list[str]:
    return [found.status for found in seen(*events, today=on(today).date())]


NO = record(soft_no(), on(0), event_id=F1)
"""A "not now" on Monday 5 January 2026: six weeks later is day 42, Monday 16 February."""


@pytest.mark.parametrize(
    ("reason", "due"),
    [
        ("timing", "2026-02-16"),
        ("hesitation", "2026-01-19"),
        ("authority", "2026-01-19"),
        ("price", "2026-04-05"),
        ("pitch", "2026-04-05"),
        ("unstated", "2026-04-05"),
        (None, "2026-04-05"),
        ("competitor", "2026-07-05"),
        ("not_interested", "2026-07-05"),
    ],
)
def test_a_soft_no_is_revisited_by_its_reason(reason: str | None, due: str) -> None:
    """On a day that suits the reason; its id is that of the outcome's event."""
    (found,) = seen(record(soft_no(reason), on(0), event_id=F1))
    assert found == FollowUp(F1, "acme", reason or "unstated", date.fromisoformat(due), "due")


def test_where_it_did_not_fit_nothing_is_revisited() -> None:
    """A referral is asked for instead; a date that was stated or set holds all the same."""
    no = record(soft_no("fit"), on(0), event_id=F1)
    scheduled = record(FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(9)), on(1))
    assert seen(no) == []
    assert [found.due_on for found in seen(no, scheduled)] == [on(9).date()]
    assert len(seen(record(soft_no("fit", revisit_on=day(5)), on(0)))) == 1
    assert {reason for reason in REASONS if revisit(on(0).date(), reason) is None} == {"fit"}


def test_a_stated_date_goes_before_the_usual_one() -> None:
    """ "Call me in May"; after a callback was agreed, too."""
    assert [found.due_on for found in seen(record(soft_no(revisit_on="2026-05-04"), on(0)))] == [date(2026, 5, 4)]
    (found,) = seen(record(met("progress", prospect_id="acme", revisit_on=day(3)), on(0)))
    assert (found.reason, found.due_on) == ("", on(3).date())


def test_months_end_where_the_month_ends() -> None:
    """Three months from 30 November is the last of February, of a leap year too; years turn."""
    assert revisit(date(2026, 11, 30), "price") == "2027-02-28"
    assert revisit(date(2027, 11, 30), "price") == "2028-02-29"
    assert revisit(date(2026, 8, 31), "competitor") == "2027-02-28"
    assert revisit(date(2026, 9, 1), "price") == "2026-12-01"
    assert revisit(date(2026, 10, 5), "price") == "2027-01-05"
    assert revisit(date(2026, 12, 1), "price") == "2027-03-01"


def test_what_opens_no_follow_up() -> None:
    """A no without a prospect, history that was imported, any other outcome without a date."""
    assert seen(record(soft_no(prospect_id=None), on(0))) == []
    assert seen(record(soft_no(batch_id="b", revisit_on=day(4)), on(0))) == []
    for outcome in set(OUTCOMES) - {"soft_no"}:
        opened = record(met(outcome, prospect_id="acme"), on(0), event_id=F1)
        assert seen(opened) == []
        assert seen(opened, record(FollowUpSnoozed(follow_up_id=F1, until=day(9)), on(1))) == []


def test_it_waits_and_then_is_due() -> None:
    """From its day on, until something is done about it."""
    assert [status(NO, today=number) for number in (0, 41, 42, 99)] == [["waiting"], ["waiting"], ["due"], ["due"]]


def test_snoozed_done_and_dropped() -> None:
    """A snooze ends on its day; done and dropped are the end, until a new date is set."""
    snoozed = record(FollowUpSnoozed(follow_up_id=F1, until=day(50)), on(42))
    done = record(FollowUpDone(follow_up_id=F1), on(51))
    dropped = record(FollowUpDropped(follow_up_id=F1), on(51))
    again = record(FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(60)), on(52))
    assert [status(NO, snoozed, today=number) for number in (49, 50)] == [["snoozed"], ["due"]]
    assert status(NO, snoozed, done, today=99) == ["done"]
    assert status(NO, snoozed, dropped, today=99) == ["dropped"]
    assert [status(NO, done, again, today=number) for number in (59, 60)] == [["waiting"], ["due"]]


def test_a_late_act_does_not_undo_a_newer_one() -> None:
    """A snooze on a phone that was offline comes in after it was done elsewhere."""
    done = record(FollowUpDone(follow_up_id=F1), on(44))
    snoozed = record(FollowUpSnoozed(follow_up_id=F1, until=day(50)), on(43))
    assert status(NO, done, snoozed, today=60) == status(snoozed, done, NO, today=60) == ["done"]


def test_of_two_acts_at_once_the_last_to_come_in_counts() -> None:
    """Two taps within one millisecond: the second is what the person meant."""
    snoozed = record(FollowUpSnoozed(follow_up_id=F1, until=day(50)), on(43))
    done = record(FollowUpDone(follow_up_id=F1), on(43))
    assert status(NO, snoozed, done, today=60) == ["done"]
    assert status(NO, done, snoozed, today=60) == ["due"]


def test_a_new_date_does_not_move_it_to_somebody_else() -> None:
    """A follow-up stays with the prospect who said no, in whatever order things come in."""
    moved = record(FollowUpScheduled(follow_up_id=F1, prospect_id="other", due_on=day(50)), on(43))
    for story in ([NO, moved], [moved, NO]):
        assert [(found.prospect_id, found.due_on) for found in seen(*story)] == [("acme", on(50).date())]


def test_what_is_known_reads_back_from_a_snapshot() -> None:
    """Whatever was done about a follow-up last, nothing included."""
    acts = [
        FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(50)),
        FollowUpSnoozed(follow_up_id=F1, until=day(50)),
        FollowUpDone(follow_up_id=F1),
        FollowUpDropped(follow_up_id=F1),
    ]
    for story in ([NO], *([NO, record(act, on(43))] for act in acts)):
        state = folded(FOLLOW_UPS, story)
        assert snapshot(state) == state


def test_talking_again_answers_the_older_one() -> None:
    """One reminder for a prospect, not one for each no; a yes ends it; silence and a callback do not."""
    second = record(soft_no("price"), on(50), event_id=F2)
    assert [(found.follow_up_id, found.status) for found in seen(NO, second)] == [(F1, "done"), (F2, "due")]
    assert status(NO, record(met("won", prospect_id="acme"), on(50)), today=60) == ["done"]
    assert status(NO, record(met("won", prospect_id="other"), on(50)), today=60) == ["due"]
    for outcome in ("no_answer", "progress", "hard_no"):
        assert status(NO, record(met(outcome, prospect_id="acme"), on(50)), today=60) == ["due"]
    later = record(FollowUpScheduled(follow_up_id=F1, prospect_id="acme", due_on=day(70)), on(51))
    assert [found.status for found in seen(NO, second, later)] == ["due", "due"]


def test_a_reminder_stands_by_itself() -> None:
    """The person may set one for a prospect who said nothing yet."""
    (found,) = seen(record(FollowUpScheduled(follow_up_id="own", prospect_id="acme", due_on=day(9)), on(1)))
    assert (found.prospect_id, found.reason, found.status) == ("acme", "", "due")


def test_a_final_no_locks_the_prospect() -> None:
    """Whatever is open is dropped, what is set later too; only theirs; an unconfirmed no locks nobody."""
    final = record(final_no(), on(10))
    other = record(soft_no(prospect_id="other"), on(0), event_id=F2)
    later = record(FollowUpScheduled(follow_up_id="own", prospect_id="acme", due_on=day(20)), on(12))
    found = {one.follow_up_id: one.status for one in seen(final, NO, other, later)}
    assert found == {F1: "dropped", F2: "due", "own": "dropped"}
    state: FollowUpsState = folded(FOLLOW_UPS, [NO, final])
    assert state.locked == {"acme"}
    assert not folded(FOLLOW_UPS, [record(met("hard_no", prospect_id="acme"), on(10))]).locked
