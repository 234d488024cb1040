"""`coach verify`."""

from pathlib import Path

import click

from coach.cli.common import json_option, print_json, with_rebound
from coach.contracts import VerifyReport
from coach.keeping.checking import check, read_heads
from coach.services import Rebound


@click.command("verify")
@click.option(
    "--heads",
    "kept",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Heads that were kept: an earlier output of this command, or a backup's manifest.json.",
)
@json_option
def verify_command(kept: Path | None, as_json: bool) -> None:
    """Check every hash chain in the journal and every file, and print the heads to keep elsewhere."""
    heads = read_heads(kept) if kept else {}

    async def walk(rebound: Rebound) -> VerifyReport:
        return await check(rebound, heads)

    report = with_rebound(walk)
    if as_json:
        print_json(report)
    elif report.ok:
        click.echo(f"All is as it was written: {report.events:,} events of {report.people} people.")
        for person_id, head in report.heads.items():
            click.echo(f"{person_id} {head}")
    if not report.ok:
        problem = report.problem or ""
        advice = "" if problem.endswith(".") else ". Restore the journal from a backup."
        click.echo(f"Not all is as it was written: {problem}{advice}", err=True)
        raise click.exceptions.Exit(1)
