"""`coach rebuild`, `coach backup`, `coach restore` and `coach rotate-key`."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.app import utc_now
from coach.cli.common import with_rebound
from coach.journal.labels import counted
from coach.keeping.backup import back_up, restore
from coach.keeping.rotation import rotate
from coach.services import Rebound
from coach.settings import load_settings

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
def backup_command(folder: Path) -> None:
    """Copy journal and keys to FOLDER, also while the server runs."""
    manifest = asyncio.run(back_up(load_settings(), folder, utc_now()))
    click.echo(f"Backed up and verified: {counted(manifest.events, ('event', 'events'))}.")
    click.echo(f"Keep {folder / 'keys'} apart from {folder / 'journal'}, and not for long: see docs/privacy.md.")


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
def restore_command(folder: Path) -> None:
    """Put a backup into an empty data folder and verify it."""
    restored = asyncio.run(restore(load_settings(), folder, utc_now()))
    people = counted(restored.people, ("person", "people"))
    click.echo(f"Restored and verified: {counted(restored.events, ('event', 'events'))} of {people}.")
    if restored.forgotten_again:
        click.echo(f"Forgotten again: {counted(restored.forgotten_again, ('subject', 'subjects'))} of the ledger.")


@click.command("rotate-key")
def rotate_key_command() -> None:
    """Put all keys under a new master key, also while the server runs.

    Makes a new master.key, or takes COACH_NEW_MASTER_KEY where COACH_MASTER_KEY is set.
    """
    done = asyncio.run(rotate(load_settings(), utc_now()))
    click.echo(f"Wrapped {counted(done.keys, ('key', 'keys'))} anew: all are under the new master key.")
    if done.given:
        click.echo(
            "Now put COACH_NEW_MASTER_KEY in the place of COACH_MASTER_KEY, and start Rebound again: the old one opens "
            "nothing here any more."
        )
    click.echo(
        "Copies of the keys made until now still open with the old master key: make a new backup, and delete them. "
        "See docs/privacy.md."
    )
    if not done.swept:
        click.echo(
            "Another program keeps reading the key file, so pages under the old key are still in keys.sqlite3-wal. "
            "Stop that program, then run coach verify.",
            err=True,
        )


@click.command("rebuild")
def rebuild_command() -> None:
    """Fold everything again from the journal, with a progress bar, and report any difference to what was served."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:  # stderr is else for what went wrong

        async def rebuild(rebound: Rebound) -> tuple[int, int, list[str]]:
            log, reader = rebound.journal.log, rebound.journal.reader
            people = await log.people()
            heads = {person_id: await log.head(person_id) for person_id in people}
            task, done, differing = bar.add_task("Rebuilding", total=sum(heads.values())), 0, []
            for person_id in people:
                advance = partial(_advance, bar, task, done)
                if not await reader.rebuild(person_id, advance):
                    differing.append(person_id)
                done += heads[person_id]
            return done, len(people), differing

        events, people, differing = with_rebound(rebuild)
    click.echo(f"Rebuilt {counted(events, ('event', 'events'))} of {counted(people, ('person', 'people'))}.")
    if differing:
        click.echo(f"What was served differed for: {', '.join(differing)}. It is right now.", err=True)
        raise click.exceptions.Exit(1)
    click.echo("What was served was the same.")


def _advance(bar: "Progress", task: "TaskID", before: int, folded: int) -> None:
    bar.update(task, completed=before + folded)
