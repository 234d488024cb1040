"""`coach odds`: is this run ordinary, and how long until the next yes."""

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import DayOdds, NextYes, Odds, Person, PooledOdds, RunOdds
from coach.insight.odds import odds
from coach.insight.rates import MINIMUM
from coach.insight.wording import VERDICT_WORDS, chance, percent, rate_words
from coach.journal.labels import counted
from coach.services import Rebound

CONVERSATION = ("conversation", "conversations")
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
    for paragraph in (_run(found), _longest(found.longest, found.pooled), _today(found.today), _next(found.next_yes)):
        if paragraph:
            click.echo(paragraph)


def _run(found: Odds) -> str:
    if not found.pooled.n:
        return (
            "No conversation is logged one by one yet. Log each as it comes, with: coach log --outcome soft_no\n"
            "A day logged as one sum has no order, so it is in no run."
        )
    if not found.run:
        return "Your last conversation was a yes: there is no run of no's now."
    begun = f"Without a yes now: {counted(found.run, CONVERSATION)}."
    if found.probability is None:
        return f"{begun} {_early(found.window)}"
    share = "nearly all" if found.probability > 0.995 else chance(found.probability)
    return (
        f"{begun} {VERDICT_WORDS[found.verdict]}\n"
        f"  In the {found.window:,} conversations before: {rate_words(found.conversion)}\n"
        f"  At that rate, {share} of records of {found.window + found.run:,} conversations have a run "
        "at least this long."
    )


def _longest(most: RunOdds, pooled: PooledOdds) -> str:
    if not most.run or most.since is None or most.until is None:
        return ""
    begun = (
        f"Longest without a yes: {counted(most.run, CONVERSATION)}, from {most.since:%Y-%m-%d} to "
        f"{most.until:%Y-%m-%d}."
    )
    if most.probability is None or pooled.probability is None or pooled.conversion.value is None:
        return f"{begun} {_early(most.window)}"
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
        return f"{begun} {_early(day.n)}"
    return (
        f"{begun} {VERDICT_WORDS[day.verdict]} As many or more come up on {chance(day.probability)} of such days "
        f"(n = {day.n:,})."
    )


def _next(outlook: NextYes) -> str:
    if outlook.median is None or outlook.p90 is None:
        return f"The next yes: too early to tell, with {counted(outlook.n, CONVERSATION)} of at least {MINIMUM}."
    return (
        f"The next yes: within {counted(outlook.median, CONVERSATION)} in half of all cases, within "
        f"{outlook.p90:,} in nine of ten (n = {outlook.n:,}).\n"
        "  Each conversation has the same chance, whatever came before it."
    )


def _early(window: int) -> str:
    return f"Too early to tell: {counted(window, CONVERSATION)} before it, and it takes {MINIMUM}."
