"""Plans: the plan of each week, and which of its steps were done."""

import random

from hypothesis import given
from hypothesis import strategies as st
from support.folding import canonical, folded, on, proof, record, snapshot

from events.envelope import Event, Recorded
from events.folds.plans import KEPT, PLANS, Plan, PlansState, Step, issued
from events.types.plans import PlanIssued, PlanStep, PlanStepDone


def plan(plan_id: str, week: str, *steps: str) -> PlanIssued:
    return PlanIssued(plan_id=plan_id, week=week, steps=[PlanStep(step_id=step, card="A1") for step in steps])


def done(plan_id: str, step: str) -> PlanStepDone:
    return PlanStepDone(plan_id=plan_id, step_id=step)


def told(*events: Event) -> list[Recorded]:
    """Events a day apart, in their order."""
    return [record(event, on(day), day + 1) for day, event in enumerate(events)]


def seen(stream: list[Recorded]) -> list[Plan]:
    return issued(folded(PLANS, stream))


def test_a_plan_has_its_steps_in_order_and_what_was_done() -> None:
    """With the day of the first tick; a step that is not in the plan is no step of it."""
    stream = told(plan("a", "2026-W02", "calls", "pitch"), done("a", "pitch"), done("a", "pitch"), done("a", "other"))
    assert seen(stream) == [
        Plan("a", "2026-W02", 1, [Step("calls", "A1", None), Step("pitch", "A1", "2026-01-06")]),
    ]
    assert seen(stream)[0].done == 1


def test_a_tick_that_comes_before_its_plan_counts() -> None:
    """A phone may send what was done before another device sends the plan."""
    stream = told(plan("a", "2026-W02", "calls"), done("a", "calls"))
    assert seen([*reversed(stream)]) == seen(stream)
    assert seen(told(done("a", "calls"))) == []


def test_the_last_plan_of_a_week_is_its_plan() -> None:
    """Whether it has an id of its own or is the same plan, made anew; weeks are in their order."""
    stream = told(plan("b", "2026-W03", "x"), plan("a", "2026-W02", "x"), plan("c", "2026-W02", "y"))
    assert [(found.plan_id, found.week) for found in seen(stream)] == [("c", "2026-W02"), ("b", "2026-W03")]
    again = told(plan("a", "2026-W02", "x", "y"), done("a", "y"), plan("a", "2026-W02", "y", "z"))
    for order in (again, [*reversed(again)]):
        assert [(step.step_id, step.done_on) for step in seen(order)[0].steps] == [("y", "2026-01-06"), ("z", None)]


def test_ten_years_of_plans_are_kept() -> None:
    """However many are issued; the newest stay, also where the older ones come from a snapshot."""
    names = [f"{9_999 - number}" for number in range(KEPT + 30)]
    stream = [record(plan(name, f"{n:04}-W01"), on(n), n + 1) for n, name in enumerate(names)]
    state: PlansState = snapshot(folded(PLANS, stream[:300]))
    for recorded in stream[300:]:
        PLANS.apply(state, recorded)
    assert [found.plan_id for found in issued(state)] == names[30:]
    assert len(state.plans) == KEPT


ids, steps = st.sampled_from("abc"), st.sampled_from("xyz")
happenings = st.lists(
    st.builds(
        lambda plan_id, week, chosen: plan(plan_id, f"2026-W0{week}", *chosen),
        ids,
        st.integers(2, 4),
        st.lists(steps, unique=True),
    )
    | st.builds(done, ids, steps),
    max_size=30,
)


@given(story=happenings, chance=st.randoms())
@proof
def test_plans_agree_with_a_walk_through_the_story(story: list[Event], chance: random.Random) -> None:
    """In whatever order the events come in."""
    stream = told(*story)
    states = [folded(PLANS, order) for order in (stream, chance.sample(stream, len(stream)))]
    assert canonical(states[0]) == canonical(states[1])
    last: dict[str, tuple[int, PlanIssued]] = {}
    ticks: dict[tuple[str, str], str] = {}
    for number, event in enumerate(story):
        if isinstance(event, PlanIssued):
            last[event.plan_id] = number, event
        elif isinstance(event, PlanStepDone):
            ticks.setdefault((event.plan_id, event.step_id), on(number).date().isoformat())
    of_week = {event.week: (number, event) for number, event in sorted(last.values(), key=lambda item: item[0])}
    assert issued(states[1]) == [
        Plan(
            event.plan_id,
            week,
            number + 1,
            [Step(step.step_id, step.card, ticks.get((event.plan_id, step.step_id))) for step in event.steps],
        )
        for week, (number, event) in sorted(of_week.items())
    ]
