"""`coach import` and `coach import-undo`."""

from pathlib import Path

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import ImportReport, Person
from coach.journal.labels import counted
from coach.services import Rebound


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="NAME", help="bank or csv (default: told by the columns).")
@click.option("--dry-run", is_flag=True, help="Say what would happen, change nothing.")
@person_option
@json_option
def import_command(file: Path, format_: str | None, dry_run: bool, person: str | None, as_json: bool) -> None:
    """Bring history in from a CSV file. Importing it again adds nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # The bar goes to stderr, so that --json on stdout stays one document; it shows once there is something to count.
    # Where nobody watches there is none: stderr is for what went wrong.
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, disable=not console.is_terminal)
    task = bar.add_task("import", total=None)

    def advance(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    async def bring_in(rebound: Rebound, someone: Person) -> ImportReport:
        return await rebound.importer.run(someone.person_id, file, format_, dry_run, advance)

    try:
        report = with_person(person, bring_in)
    finally:
        if bar.live.is_started:
            bar.stop()
    if as_json:
        print_json(report)
    else:
        _print_report(report)


@click.command("import-undo")
@click.argument("batch")
@person_option
def import_undo_command(batch: str, person: str | None) -> None:
    """Take back a whole import. BATCH is the id that the import printed."""

    async def undo(rebound: Rebound, someone: Person) -> int:
        return await rebound.importer.undo(someone.person_id, batch)

    rows = with_person(person, undo)
    click.echo(f"Taken back: {counted(rows, ('row', 'rows'))}. Importing the file again brings them in again.")


def _print_report(report: ImportReport) -> None:
    would = "would be " if report.dry_run else ""
    click.echo(f"{counted(report.rows, ('row', 'rows'))} read as {report.format}.")
    click.echo(
        f"{report.added:,} {would}added, {report.already:,} already there, {report.corrected:,} {would}corrected, "
        f"{report.refused:,} not taken."
    )
    for problem in report.problems[:20]:
        click.echo(f"  line {problem.line}: {problem.problem}")
    if report.refused > 20:
        click.echo(f"  and {report.refused - 20:,} more; --json lists the first fifty.")
    if not report.dry_run:
        click.echo(f"To take it all back: coach import-undo {report.batch_id}")
