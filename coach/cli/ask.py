"""`coach ask`."""

import sys

import click
import msgspec

from coach.cli.common import json_option, note_option, person_option, print_json, with_person
from coach.contracts import AskInput, DraftEntry, EntryInput, Person, Reply
from coach.journal.moments import typed_moment
from coach.services import Rebound


@click.command("ask")
@click.argument("text")
@note_option
@person_option
@json_option
def ask_command(text: str, notes: tuple[str, ...], person: str | None, as_json: bool) -> None:
    """Ask the coach. TEXT is your day, in your words; - reads it from standard input."""
    words = sys.stdin.read() if text == "-" else text
    asked = msgspec.convert({"text": words, "notes": notes}, AskInput)

    async def reply(rebound: Rebound, someone: Person) -> Reply:
        return await (await rebound.coach.ask(someone.person_id, asked)).whole()

    found = with_person(person, reply)
    if as_json:
        print_json(found)
        return
    for block in found.blocks:
        cited = f"  [{', '.join(block.cards)}]" if block.cards else ""
        click.echo(click.wrap_text(f"{block.text}{cited}", width=78, preserve_paragraphs=True))
        click.echo()
    click.echo(found.note)
    for draft in found.draft_entries:
        _offer(draft, person)


def _offer(draft: DraftEntry, person: str | None) -> None:
    if not sys.stdin.isatty() or not click.confirm(f"\nShall I log {draft.label}?", default=False):
        return
    entry = EntryInput(
        entry_id=draft.entry_id,
        channel=draft.channel,
        count=draft.count,
        outcomes=list(draft.outcomes),
        prospect=draft.prospect,
    )

    async def log(rebound: Rebound, someone: Person) -> None:
        when = typed_moment(draft.day.isoformat(), someone.time_zone) if draft.day else None
        await rebound.journal.log_entry(someone.person_id, msgspec.structs.replace(entry, occurred_at=when))

    with_person(person, log)
    click.echo(f"Logged: {draft.label}.")
