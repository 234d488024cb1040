"""`coach stats` and `coach streaks`."""

from datetime import datetime

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import Person, Stats, Streaks
from coach.insight.numbers import Period, stats, streaks
from coach.insight.rate_words import rate_words
from coach.journal.labels import CHANNEL_WORDS, OUTCOME_WORDS, REASON_WORDS, counted
from coach.services import Rebound

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("stats")
@click.option("--since", type=DAY, help="First local day (YYYY-MM-DD).")
@click.option("--until", type=DAY, help="Last local day (YYYY-MM-DD).")
@person_option
@json_option
def stats_command(since: datetime | None, until: datetime | None, person: str | None, as_json: bool) -> None:
    """Show the numbers, each rate with its n and interval."""
    period = Period(since.date() if since else None, until.date() if until else None)

    async def read(rebound: Rebound, someone: Person) -> Stats:
        return stats(someone.person_id, await rebound.journal.states(someone.person_id), period)

    found = with_person(person, read)
    if as_json:
        print_json(found)
    else:
        _print_stats(found)


@click.command("streaks")
@person_option
@json_option
def streaks_command(person: str | None, as_json: bool) -> None:
    """Show how steady the effort is, on your working days."""

    async def read(rebound: Rebound, someone: Person) -> Streaks:
        states = await rebound.journal.states(someone.person_id)
        return streaks(someone.person_id, states, await rebound.journal.today(someone.person_id))

    found = with_person(person, read)
    if as_json:
        print_json(found)
    elif not found.on:
        click.echo("Streaks are switched off. Switch them on with coach user set --streaks on.")
    else:
        click.echo(f"{counted(found.current, ('working day', 'working days'))} with effort in this streak.")
        click.echo(f"Longest so far: {found.best}. This week: {found.week_days} of {found.week_working_days}.")


def _print_stats(found: Stats) -> None:
    if not found.outreach:
        click.echo("Nothing logged in this period yet. Log with: coach log --outcome soft_no --reason price")
        return
    click.echo(f"Outreach       {found.outreach:>8,}   on {counted(found.active_days, ('day', 'days'))}")
    for channel, count in found.channels.items():
        if count:
            click.echo(f"  {CHANNEL_WORDS[channel][1]:<12} {count:>8,}")
    click.echo(f"Conversations  {found.conversations:>8,}")
    for outcome, count in found.outcomes.items():
        if count:
            click.echo(f"  {OUTCOME_WORDS[outcome][1]:<20} {count:>6,}"[:40])
    stated = {reason: count for reason, count in found.reasons.items() if count}
    if stated:
        click.echo("Reasons of no's")
        for reason, count in sorted(stated.items(), key=lambda pair: -pair[1]):
            click.echo(f"  {REASON_WORDS[reason]:<22} {count:>6,}")
    click.echo(f"Yes per conversation   {rate_words(found.conversion)}")
    click.echo(f"Yes per attempt        {rate_words(found.conversion_per_outreach)}")
