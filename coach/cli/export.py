"""`coach export`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from coach.cli.common import person_option, with_person
from coach.contracts import Person
from coach.errors import CoachError
from coach.journal.labels import counted
from coach.keeping.export import export_lines
from coach.keeping.export_csv import export_csv_lines
from coach.services import Rebound


class ExportError(CoachError):
    """The export cannot be written; the message says what to do."""


@click.command("export")
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--csv", "as_csv", is_flag=True, help="Entries only, as CSV that coach import reads back.")
@person_option
def export_command(file: Path, as_csv: bool, person: str | None) -> None:
    """Write everything your journal holds to FILE (default: standard output), names and notes opened.

    JSON Lines: one event a line, after a first line that says what it is.
    """

    async def write(rebound: Rebound, someone: Person) -> int:
        journal, person_id = rebound.journal, someone.person_id
        written = -1  # the header is not counted
        with _target(file) as out:
            async for line in export_csv_lines(journal, person_id) if as_csv else export_lines(journal, person_id):
                out.write(line)
                written += 1
        return written

    written = with_person(person, write)
    if str(file) != "-":
        what = counted(written, ("row", "rows") if as_csv else ("event", "events"))
        click.echo(f"Exported {what} to {file}. Names and notes can be read in it: keep it where only you can.")


@contextmanager
def _target(file: Path) -> Iterator[BinaryIO]:
    """Where to write: standard output, or a new file that only its owner may read, removed if it is left half."""
    if str(file) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        # Exclusive: nothing is ever overwritten, and no link is followed.
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise ExportError(f"{file} is there already. Give another name, or move it away first.") from None
    except OSError as error:
        raise ExportError(f"{file} cannot be written: {error.strerror}. Give another name.") from None
    try:
        with os.fdopen(number, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(number)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise ExportError(f"{file} cannot be written: {error.strerror}. Make room, or give another name.") from None
    except BaseException:
        file.unlink(missing_ok=True)
        raise
