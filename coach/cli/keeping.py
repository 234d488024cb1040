"""`coach backup` and `coach restore`."""

import asyncio
from pathlib import Path

import click

from coach.app import utc_now
from coach.journal.labels import counted
from coach.keeping.backup import back_up, restore
from coach.settings import load_settings


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
