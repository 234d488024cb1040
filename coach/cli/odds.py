"""`coach odds`: is this run ordinary, and how long until the next yes."""

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import DayOdds, Odds, Person, PooledOdds, RunOdds
from coach.insight.odds import odds
from coach.insight.odds_words import CONVERSATION, NO_ORDER, early_words, next_words, run_words
from coach.insight.rate_words import VERDICT_WORDS, chance
from coach.insight.wording import percent
from coach.journal.labels import counted
from coach.services import Rebound

NO = ("no", "no's")


@click.command("odds")
@person_option
@json_option
def odds_command(person: str | None, as_json: bool) -> None:
    """Show whether a run of no's is ordinary, and how long until the next yes.

    Only conversations that were logged one by one have an order, so only they are in a run.
    """

    async def read(rebound: Rebound, someone: Person) -> Odds:
        states = await rebound.journal.states(someone.person_id)
        return odds(someone.person_id, states, await rebound.journal.today(someone.person_id))

    found = with_person(person, read)
    if as_json:
        print_json(found)
        return
    for paragraph in (_run(found), _longest(found.longest, found.pooled), _today(found.today), _next(found)):
        if paragraph:
            click.echo(paragraph)


def _run(found: Odds) -> str:
    first, *rest = run_words(found)
    if not found.pooled.n:
        return f"{first} Log each as it comes, with: coach log --outcome soft_no\n{NO_ORDER}"
    return "\n  ".join([first, *rest])


def _longest(most: RunOdds, pooled: PooledOdds) -> str:
    if not most.run or most.since is None or most.until is None:
        return ""
    begun = (
        f"Longest without a yes: {counted(most.run, CONVERSATION)}, from {most.since:%Y-%m-%d} to "
        f"{most.until:%Y-%m-%d}."
    )
    if most.probability is None or pooled.probability is None or pooled.conversion.value is None:
        return f"{begun} {early_words(most.window)}"
    return (
        f"{begun} {VERDICT_WORDS[most.verdict]}\n"
        f"  At your pooled rate of {percent(pooled.conversion.value)} (n = {pooled.n:,}) a run this long would look "
        f"like {chance(pooled.probability)}.\n"
        f"  At the rate around it, {percent(most.conversion.value or 0)} (n = {most.window:,}), it is "
        f"{chance(most.probability)}. Rates drift, so the rate around it is the fair comparison."
    )


def _today(day: DayOdds | None) -> str:
    if day is None:
        return ""
    begun = f"Today: {counted(day.rejections, NO)} in {counted(day.conversations, CONVERSATION)}."
    if day.probability is None:
        return f"{begun} {early_words(day.n)}"
    return (
        f"{begun} {VERDICT_WORDS[day.verdict]} As many or more come up on {chance(day.probability)} of such days "
        f"(n = {day.n:,})."
    )


def _next(found: Odds) -> str:
    return "\n  ".join(next_words(found.next_yes))
