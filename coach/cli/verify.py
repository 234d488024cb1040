"""`coach verify`."""

import click

from coach.cli.common import json_option, print_json, with_rebound
from coach.contracts import VerifyReport
from coach.services import Rebound


@click.command("verify")
@json_option
def verify_command(as_json: bool) -> None:
    """Check every hash chain in the journal, and print the heads to keep elsewhere."""

    async def walk(rebound: Rebound) -> VerifyReport:
        found = await rebound.journal.log.verify()
        return VerifyReport(found.problem is None, found.events, len(found.heads), found.problem, found.heads)

    report = with_rebound(walk)
    if as_json:
        print_json(report)
    elif report.ok:
        click.echo(f"All is as it was written: {report.events:,} events of {report.people} people.")
        for person_id, head in report.heads.items():
            click.echo(f"{person_id} {head}")
    if not report.ok:
        click.echo(f"The journal was changed. {report.problem}. Restore it from a backup.", err=True)
        raise click.exceptions.Exit(1)
