"""`coach receipt`."""

import sys

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import Person, Receipt
from coach.services import Rebound


@click.command("receipt")
@click.argument("reply")
@click.option("--raw", is_flag=True, help="Write only the bodies that were sent, byte for byte.")
@person_option
@json_option
def receipt_command(reply: str, raw: bool, person: str | None, as_json: bool) -> None:
    """Show what left this machine for a reply. REPLY is its id, as coach ask --json prints it."""

    async def find(rebound: Rebound, someone: Person) -> Receipt:
        return await rebound.coach.receipt(someone.person_id, reply)

    found = with_person(person, find)
    if as_json:
        print_json(found)
        return
    if raw:
        for part in found.parts:
            sys.stdout.buffer.write(part.request + b"\n")
        return
    click.echo(f"To {found.model} at {found.endpoint or 'the configured endpoint'}, {found.at:%Y-%m-%d %H:%M}.")
    for number, part in enumerate(found.parts, 1):
        click.echo(f"\nSent{f' ({number})' if len(found.parts) > 1 else ''}, {len(part.request):,} bytes:")
        click.echo(part.request.decode("utf-8", "backslashreplace"))
        click.echo(f"\nCame back, {len(part.answer):,} bytes:" if part.answer else "\nNothing came back.")
        if part.answer:
            click.echo(part.answer.decode("utf-8", "backslashreplace"))
