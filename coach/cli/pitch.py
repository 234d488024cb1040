"""`coach pitch`: the person's own pitch in versions, and what each version met."""

import sys
from typing import Final

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import Person, Pitch, Revision
from coach.errors import InvalidEntry, UsageError
from coach.insight.rate_words import rate_words
from coach.journal.pitch_words import about, called, met, now_in_use
from coach.services import Rebound

MARKS: Final = {"keep": "{}", "remove": "[-{}-]", "add": "{{+{}+}}"}
"""How a change is shown, without colour."""


@click.group("pitch", invoke_without_command=True)
@person_option
@json_option
@click.pass_context
def pitch_command(ctx: click.Context, person: str | None, as_json: bool) -> None:
    """Your pitch in versions, each with what it met. Alone it lists them; words are sealed for you."""
    if ctx.invoked_subcommand:
        if person or as_json:
            raise UsageError(f"Give --person and --json after {ctx.invoked_subcommand}.")
        return

    async def read(rebound: Rebound, someone: Person) -> list[Pitch]:
        return await rebound.pitches.all(someone.person_id)

    found = with_person(person, read)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo('No pitch yet. Add yours with: coach pitch add "your words"')
    for pitch in found:
        _print_pitch(pitch)


@pitch_command.command("add")
@click.argument("text")
@click.option("--title", default="", help="What to call it (default: as the version before).")
@click.option("--new", is_flag=True, help="Another pitch, instead of a new version of the one in use.")
@person_option
@json_option
def add_pitch(text: str, title: str, new: bool, person: str | None, as_json: bool) -> None:
    """Add TEXT as a new version of your pitch and use it from now on. With - it is read from standard input."""
    words = _standard_input() if text == "-" else text

    async def add(rebound: Rebound, someone: Person) -> Pitch:
        return await rebound.pitches.add(someone.person_id, words, title, new)

    _tell(with_person(person, add), as_json)


@pitch_command.command("use")
@click.argument("version")
@person_option
@json_option
def use_pitch(version: str, person: str | None, as_json: bool) -> None:
    """Use VERSION from now on: a name such as 1.2, or 2 for the second version of the pitch in use."""

    async def use(rebound: Rebound, someone: Person) -> Pitch:
        return await rebound.pitches.use(someone.person_id, version)

    _tell(with_person(person, use), as_json)


@pitch_command.command("show")
@click.argument("version", required=False)
@person_option
@json_option
def show_pitch(version: str | None, person: str | None, as_json: bool) -> None:
    """The words of VERSION (default: the one in use), and nothing else."""

    async def read(rebound: Rebound, someone: Person) -> Pitch:
        return await rebound.pitches.find(someone.person_id, version)

    found = with_person(person, read)
    if as_json:
        print_json(found)
    else:
        click.echo("(forgotten)" if found.text is None else found.text)


@pitch_command.command("revise")
@click.argument("version", required=False)
@person_option
@json_option
def revise_pitch(version: str | None, person: str | None, as_json: bool) -> None:
    """Ask the coach to revise VERSION (default: the one in use), shown as a difference. Nothing changes until you
    accept it. With a model, the pitch leaves without names and sums; coach receipt shows what left."""

    async def revise(rebound: Rebound, someone: Person) -> Revision:
        pitch = await rebound.pitches.find(someone.person_id, version)
        return await rebound.revisions.revise(someone.person_id, pitch)

    found = with_person(person, revise)
    if as_json:
        print_json(found)
    else:
        _print_revision(found)


@pitch_command.command("accept")
@click.argument("revision")
@person_option
@json_option
def accept_revision(revision: str, person: str | None, as_json: bool) -> None:
    """Take REVISION over as a new version and use it from now on. REVISION is the id that revise shows."""

    async def accept(rebound: Rebound, someone: Person) -> Pitch:
        return await rebound.revisions.accept(someone.person_id, revision)

    _tell(with_person(person, accept), as_json)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidEntry("The words on standard input are not UTF-8. Save them as UTF-8 and try again.") from None


def _tell(pitch: Pitch, as_json: bool) -> None:
    if as_json:
        print_json(pitch)
    else:
        click.echo(now_in_use(pitch))


def _print_revision(revision: Revision) -> None:
    if revision.safety:
        click.echo(revision.safety.text + "\n")
    if revision.text is not None:
        click.echo(f"{revision.name}, revised. [-gone-] {{+new+}}\n")
        click.echo("".join(MARKS[change.op].format(change.text) for change in revision.difference) + "\n")
    for block in [revision.why, *revision.blocks] if revision.why else revision.blocks:
        cited = f"  [{', '.join(block.cards)}]" if block.cards else ""
        click.echo(click.wrap_text(f"{block.text}{cited}", width=78, preserve_paragraphs=True) + "\n")
    click.echo(revision.note)
    if revision.receipt:
        click.echo(f"What left this machine: coach receipt {revision.revision_id}")
    if revision.text is not None:
        click.echo(f"Take it over with: coach pitch accept {revision.revision_id}")


def _print_pitch(pitch: Pitch) -> None:
    click.echo(f"{'*' if pitch.in_use else ' '} {called(pitch)}  added {pitch.added_at:%Y-%m-%d}")
    click.echo(f"    Yes per conversation   {rate_words(pitch.conversion)}")
    if outcomes := met(pitch):
        click.echo(f"    It met: {outcomes}")
    if reasons := about(pitch):
        click.echo(f"    No's about: {reasons}")
