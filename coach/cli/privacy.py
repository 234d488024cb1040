"""`coach forget`."""

import click

from coach.cli.common import person_option, with_person
from coach.contracts import Person, Prospect
from coach.errors import UsageError
from coach.services import Rebound


@click.command("forget")
@click.argument("prospect", required=False)
@click.option("--myself", is_flag=True, help="Forget the whole person instead: every name, note and chat.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@person_option
def forget_command(prospect: str | None, myself: bool, yes: bool, person: str | None) -> None:
    """Forget a prospect for ever. PROSPECT is an id, or a name that finds exactly one."""
    if bool(prospect) == myself:
        raise UsageError("Name one prospect, or give --myself.")

    async def find(rebound: Rebound, someone: Person) -> Prospect:
        everybody = await rebound.journal.prospects(someone.person_id)
        found = [known for known in everybody if known.prospect_id == prospect]
        found = found or await rebound.journal.prospects(someone.person_id, prospect or "")
        if len(found) != 1:
            problem = "No prospect has this name." if not found else "Several prospects have this name."
            raise UsageError(f"{problem} See coach prospects, and give the id.")
        return found[0]

    known = None if myself else with_person(person, find)
    who = "yourself: every name, note and chat" if known is None else known.contact or known.company or "this prospect"
    if not yes and not click.confirm(f"Forget {who}? This cannot be undone.", err=True):
        click.echo("Nothing was forgotten.")
        return

    async def forget(rebound: Rebound, someone: Person) -> None:
        if known is None:
            await rebound.forgetting.person(someone.person_id)
        else:
            await rebound.forgetting.prospect(someone.person_id, known.prospect_id)

    with_person(person, forget)
    click.echo("Forgotten. The counts stay; the names, notes and words are gone. Old backups: see docs/privacy.md.")
