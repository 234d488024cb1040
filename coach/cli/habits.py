"""`coach follow-ups`, `coach rest`, `coach goal` and `coach mood`."""

from collections.abc import Sequence
from datetime import datetime

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import FollowUp, Goal, Person
from coach.errors import UsageError
from coach.journal.follow_ups import Act
from coach.journal.labels import REASON_WORDS, counted
from coach.services import Rebound
from events.words import GOAL_KINDS

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("follow-ups")
@click.option("--done", metavar="ID", help="You came back to them.")
@click.option("--drop", metavar="ID", help="You will not.")
@click.option("--snooze", metavar="ID", help="Put it off; needs --until.")
@click.option("--until", type=DAY)
@person_option
@json_option
def follow_ups_command(
    done: str | None, drop: str | None, snooze: str | None, until: datetime | None, person: str | None, as_json: bool
) -> None:
    """Who to come back to, and when. A "not now" about a named prospect opens one by itself."""
    if sum(bool(chosen) for chosen in (done, drop, snooze)) > 1 or bool(snooze) != bool(until):
        raise UsageError("Give one of --done, --drop, or --snooze with --until.")

    async def work(rebound: Rebound, someone: Person) -> list[FollowUp]:
        last_day = until.date() if until else None
        acts: list[tuple[Act, str | None]] = [("done", done), ("dropped", drop), ("snoozed", snooze)]
        for act, chosen in acts:
            if chosen:
                await rebound.follow_ups.act(someone.person_id, chosen, act, last_day)
        return await rebound.follow_ups.open(someone.person_id)

    found = with_person(person, work)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("Nobody to come back to.")
    for one in found:
        who = ", ".join(part for part in (one.contact, one.company) if part) or "(forgotten)"
        why = f", {REASON_WORDS[one.reason]}" if one.reason else ""
        click.echo(f"{one.due_on}  {one.status:<8} {who}{why}  {one.follow_up_id}")


@click.command("rest")
@click.argument("days", nargs=-1, type=DAY)
@click.option("--pause-from", type=DAY, help="Pause from this day on.")
@click.option("--until", type=DAY, help="Last day of the pause, if known.")
@click.option("--back", type=DAY, help="First day that is no longer off.")
@click.option("--work", type=DAY, help="Work on this day after all, which was taken off.")
@person_option
def rest_command(
    days: Sequence[datetime],
    pause_from: datetime | None,
    until: datetime | None,
    back: datetime | None,
    work: datetime | None,
    person: str | None,
) -> None:
    """Take DAYS off (default: today), pause for longer, or be back. Days off never end a streak."""
    if sum((bool(days), bool(pause_from), bool(back), bool(work))) > 1 or (until and not pause_from):
        raise UsageError("Give days, or --pause-from with an optional --until, or --back, or --work.")

    async def change(rebound: Rebound, someone: Person) -> str:
        if work:
            await rebound.habits.work(someone.person_id, work.date())
            return f"Not off any more: {work:%Y-%m-%d}."
        if pause_from:
            await rebound.habits.pause(someone.person_id, pause_from.date(), until.date() if until else None)
            return f"Paused from {pause_from:%Y-%m-%d}" + (f" until {until:%Y-%m-%d}." if until else ".")
        if back:
            await rebound.habits.back(someone.person_id, back.date())
            return f"Back on {back:%Y-%m-%d}."
        chosen = [day.date() for day in days] or [await rebound.journal.today(someone.person_id)]
        await rebound.habits.rest(someone.person_id, chosen)
        return f"Off: {', '.join(day.isoformat() for day in chosen)}."

    click.echo(with_person(person, change))


@click.command("goal")
@click.argument("kind", required=False, type=click.Choice(GOAL_KINDS))
@click.argument("target", required=False, type=click.IntRange(1, 10_000))
@click.option("--long", "is_long", is_flag=True, help="A long-term goal; without it a short-term one.")
@click.option("--drop", metavar="ID", help="Let a goal go.")
@person_option
@json_option
def goal_command(
    kind: str | None, target: int | None, is_long: bool, drop: str | None, person: str | None, as_json: bool
) -> None:
    """Set a goal, drop one, or see how far they are."""
    if (kind is None) != (target is None) or (kind and drop):
        raise UsageError("Give a kind and a number, such as calls_a_day 20, or --drop ID, or nothing.")

    async def work(rebound: Rebound, someone: Person) -> list[Goal]:
        if drop:
            await rebound.habits.drop_goal(someone.person_id, drop)
        elif kind and target:
            horizon = "long" if is_long else "short"
            await rebound.habits.set_goal(someone.person_id, kind, target, horizon)  # type: ignore[arg-type]
        return await rebound.habits.goals(someone.person_id)

    found = with_person(person, work)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No goals. Set one with: coach goal calls_a_day 20")
    for goal in found:
        name = goal.kind.replace("_", " ")
        click.echo(f"{goal.done:>5,} of {goal.target:,}  {name} ({goal.horizon})  {goal.goal_id}")


@click.command("mood")
@click.argument("level", type=click.IntRange(1, 5))
@person_option
def mood_command(level: int, person: str | None) -> None:
    """Say how it feels: LEVEL is 1 (very low) to 5 (very good). It is sealed; only you can read it."""

    async def work(rebound: Rebound, someone: Person) -> None:
        await rebound.habits.mood(someone.person_id, level)

    with_person(person, work)
    click.echo(f"Noted: {counted(level, ('point', 'points'))} of five.")
