"""`coach preview`."""

import sys

import click
import msgspec

from coach.cli.common import json_option, note_option, person_option, print_json, with_person
from coach.contracts import AskInput, Person, Preview, ProspectInput
from coach.services import Rebound


@click.command("preview")
@click.argument("text")
@click.option("--unmask", multiple=True, metavar="WORD", help="Let a word through that nothing explains.")
@click.option("--add-person", "people", multiple=True, metavar="WORD", help="This is somebody: mask them for certain.")
@click.option("--add-company", "companies", multiple=True, metavar="WORD", help="The same for a company.")
@note_option
@person_option
@json_option
def preview_command(
    text: str,
    unmask: tuple[str, ...],
    people: tuple[str, ...],
    companies: tuple[str, ...],
    notes: tuple[str, ...],
    person: str | None,
    as_json: bool,
) -> None:
    """Show what would leave this machine for a question, and ask nobody. TEXT - reads it from standard input.

    Whom you add joins your prospects: masked in every spelling from now on, and forgotten like any of them.
    """
    words = sys.stdin.read() if text == "-" else text
    asked = msgspec.convert({"text": words, "unmasked": unmask, "notes": notes}, AskInput)
    added = msgspec.convert(
        [{"contact": word} for word in people] + [{"company": word} for word in companies], list[ProspectInput]
    )

    async def preview(rebound: Rebound, someone: Person) -> Preview:
        for prospect in added:
            await rebound.journal.add_prospect(someone.person_id, prospect)
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
            f"\nMasked because nothing explains them: {', '.join(found.doubtful)}. Let one through with --unmask; keep "
            "somebody masked for certain with --add-person or --add-company."
        )
