"""`coach preview`."""

import sys

import click
import msgspec

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import AskInput, Person, Preview
from coach.services import Rebound


@click.command("preview")
@click.argument("text")
@click.option("--unmask", multiple=True, metavar="WORD", help="Let a word through that nothing explains.")
@person_option
@json_option
def preview_command(text: str, unmask: tuple[str, ...], person: str | None, as_json: bool) -> None:
    """Show what would leave this machine for a question, and ask nobody. TEXT - reads it from standard input."""
    words = sys.stdin.read() if text == "-" else text
    asked = msgspec.convert({"text": words, "unmasked": list(unmask)}, AskInput)

    async def preview(rebound: Rebound, someone: Person) -> Preview:
        return await rebound.coach.preview(someone.person_id, asked)

    found = with_person(person, preview)
    if as_json:
        print_json(found)
        return
    if not found.leaves:
        click.echo(found.why)
        return
    for message in found.messages:
        click.echo(f"--- {message['role']}")
        click.echo(message["content"])
    if found.doubtful:
        click.echo(
            f"\nMasked because nothing explains them: {', '.join(found.doubtful)}. Let one through with --unmask."
        )
