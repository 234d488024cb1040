"""What commands share: opening the data folder, finding the person, printing JSON."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import click
import msgspec

from coach.app import open_rebound
from coach.contracts import Person
from coach.logging import configure_logging
from coach.services import Rebound
from coach.settings import load_settings

T = TypeVar("T")

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")

note_option = click.option(
    "--note", "notes", multiple=True, metavar="ENTRY", help="Let the note of this entry go with the question, redacted."
)


def person_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--person` after the command, as well as before it."""
    return click.option("--person", metavar="NAME", help="Whose journal, where there are several.")(command)


def with_rebound(work: Callable[[Rebound], Awaitable[T]]) -> T:
    """Open everything, do the work, close everything."""

    async def opened() -> T:
        settings = load_settings()
        configure_logging(settings.log_level)
        async with open_rebound(settings) as rebound:
            return await work(rebound)

    return asyncio.run(opened())


def with_person(person: str | None, work: Callable[[Rebound, Person], Awaitable[T]]) -> T:
    """The same for one person: the named one, else the only one, made at first use in this machine's time zone."""
    wanted = person or click.get_current_context().find_root().obj

    async def found(rebound: Rebound) -> T:
        return await work(rebound, await rebound.people.resolve(wanted, local_time_zone()))

    return with_rebound(found)


def local_time_zone() -> str:
    """The IANA name of this machine's time zone, UTC where it has none."""
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
