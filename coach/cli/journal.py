"""`coach log`, `coach correct`, `coach undo` and `coach prospects`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import click
import msgspec

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import Entry, EntryInput, EntryResult, Person, PitchRef, Prospect, ProspectInput
from coach.errors import InvalidEntry, UsageError
from coach.journal.labels import entry_label
from coach.journal.moments import typed_moment
from coach.safety import Care
from coach.services import Rebound
from events.ids import new_id
from events.words import CHANNELS, OUTCOMES, REASONS

ENTRY_OPTIONS = [
    click.option("--outcome", type=click.Choice(OUTCOMES), help="What came of it."),
    click.option("--reason", type=click.Choice(REASONS), help="Why it was a no."),
    click.option("--channel", type=click.Choice(CHANNELS), default="call", show_default=True),
    click.option("--count", type=click.IntRange(1, 10_000), help="How many of this outcome, or attempts without one."),
    click.option("--attempts", type=click.IntRange(1, 10_000), help="How many attempts in all (default: the count)."),
    click.option("--confirmed", is_flag=True, help="With hard_no: it is final, never suggest contact again."),
    click.option("--amount", type=click.FloatRange(0, 1e12), help="With won: its worth."),
    click.option("--contact", default="", help="Who it was."),
    click.option("--company", default=""),
    click.option("--note", default=""),
    click.option(
        "--pitch", metavar="VERSION", help="The version of your pitch, if not the one in use (see coach pitch)."
    ),
    click.option("--at", "at", metavar="WHEN", help="Date, or with a time, if not now (2026-11-21T16:30)."),
]


def entry_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What `coach log` and `coach correct` say about an entry."""
    for option in reversed(ENTRY_OPTIONS):
        command = option(command)
    return command


@click.command("log")
@click.argument("text", required=False)
@entry_options
@click.option("--entry-id", help="A UUID of your own, so that a repeat adds nothing.")
@click.option("--yes", is_flag=True, help="Log what was read from your words without asking.")
@person_option
@json_option
def log_command(text: str | None, yes: bool, person: str | None, as_json: bool, **options: Any) -> None:
    """Log an outreach or a no: by options, or in your own words ("12 calls, 9 no's, 6 about price")."""
    if text and options["outcome"]:
        raise UsageError("Give either your own words or --outcome, not both.")
    if not text and not options["outcome"] and not (options["count"] or options["attempts"]):
        raise UsageError("Say what to log: --outcome soft_no --reason price, or your own words in quotes.")
    try:
        entry, of_yesterday = _read_words(text, options) if text else (_read_options(options), False)
    except InvalidEntry:
        # Somebody in need who wrote no count is not sent back to mend the form.
        if not text or not (care := _care_for_words(text, person)):
            raise
        _show(care)
        return
    label = entry_label(entry.channel, entry.count or 1, entry.outcomes)
    if of_yesterday:
        label = f"yesterday: {label}"
    if text and not yes and not click.confirm(f"Log {label}?", err=True, default=True):
        click.echo("Nothing logged.")
        _show(_care_for_words(text, person))
        return

    async def log(rebound: Rebound, someone: Person) -> EntryResult:
        at = options["at"]
        if of_yesterday:
            at = ((await rebound.journal.now(someone.person_id)).date() - timedelta(days=1)).isoformat()
        when = typed_moment(at, someone.time_zone) if at else None
        pitch = await _pitch(rebound, someone, options["pitch"])
        dated = msgspec.structs.replace(entry, occurred_at=when, pitch=pitch)
        result = await rebound.journal.log_entry(someone.person_id, dated)
        result.safety = result.safety or await rebound.journal.care(someone.person_id, text or "")
        return result

    result = with_person(person, log)
    if as_json:
        print_json(result)
    else:
        again = "Already there" if result.status == "already" else "Logged"
        click.echo(f"{again}: {label}. To take it back: coach undo {result.entry_id}")
        _show(result.safety)


def _show(care: Care | None) -> None:
    """The fixed text to a note of risk, apart from what the command says about the entry."""
    if care:
        click.echo(f"\n{care.text}")


def _care_for_words(text: str, person: str | None) -> Care | None:
    async def care(rebound: Rebound, someone: Person) -> Care | None:
        return await rebound.journal.care(someone.person_id, text)

    return with_person(person, care)


def _read_words(text: str, options: dict[str, Any]) -> tuple[EntryInput, bool]:
    """The entry that the words report, and whether it is of yesterday."""
    from coach.understanding import draft, language_of, reported_activity

    reported = reported_activity(text, language_of(text))
    if reported is None:
        raise InvalidEntry('There is no count in these words. Write for example "12 calls, 9 no\'s, 6 about price".')
    read = draft(reported, options["entry_id"] or new_id())
    raw = {"entry_id": read.entry_id, "channel": read.channel, "count": read.count, "note": options["note"]}
    entry = msgspec.convert(raw, EntryInput)
    entry = msgspec.structs.replace(entry, outcomes=list(read.outcomes), prospect=_prospect(options))
    return entry, reported.when == "yesterday" and not options["at"]


def _read_options(options: dict[str, Any]) -> EntryInput:
    outcome = {
        "outcome": options["outcome"],
        "reason": options["reason"],
        "count": options["count"] or 1,
        "confirmed": options["confirmed"],
        "amount": options["amount"],
    }
    raw = {
        "entry_id": options["entry_id"] or new_id(),
        "channel": options["channel"],
        "count": options["attempts"] or options["count"] or 1,
        "outcomes": [outcome] if options["outcome"] else [],
        "note": options["note"],
    }
    return msgspec.structs.replace(msgspec.convert(raw, EntryInput), prospect=_prospect(options))


def _prospect(options: dict[str, Any]) -> ProspectInput | None:
    if not options["contact"] and not options["company"]:
        return None
    return msgspec.convert({"contact": options["contact"], "company": options["company"]}, ProspectInput)


async def _pitch(rebound: Rebound, someone: Person, reference: str | None) -> PitchRef | None:
    if reference is None:
        return None
    found = await rebound.pitches.find(someone.person_id, reference)
    return PitchRef(found.pitch_id, found.version)


@click.command("correct")
@click.argument("entry")
@entry_options
@click.option("--entry-id", help="A UUID of your own for the replacement, so that a repeat changes nothing.")
@person_option
@json_option
def correct_command(entry: str, person: str | None, as_json: bool, **options: Any) -> None:
    """Put another entry in the place of ENTRY, with its date and prospect unless you give others."""
    if not options["outcome"] and not (options["count"] or options["attempts"]):
        raise UsageError("Say what it should be: --outcome soft_no --reason fit.")
    replacement = _read_options(options)
    label = entry_label(replacement.channel, replacement.count or 1, replacement.outcomes)

    async def correct(rebound: Rebound, someone: Person) -> EntryResult:
        when = typed_moment(options["at"], someone.time_zone) if options["at"] else None
        pitch = await _pitch(rebound, someone, options["pitch"])
        dated = msgspec.structs.replace(replacement, occurred_at=when, pitch=pitch)
        return await rebound.journal.correct(someone.person_id, entry, dated)

    result = with_person(person, correct)
    if as_json:
        print_json(result)
    else:
        click.echo(f"Corrected: {label}. To take it back: coach undo {result.entry_id}")
        _show(result.safety)


@click.command("undo")
@click.argument("entry", required=False)
@person_option
@json_option
def undo_command(entry: str | None, person: str | None, as_json: bool) -> None:
    """Take back an entry, by default the newest. ENTRY is the id that logging printed."""

    async def undo(rebound: Rebound, someone: Person) -> Entry:
        return await rebound.journal.undo(someone.person_id, entry)

    taken = with_person(person, undo)
    if as_json:
        print_json(taken)
    else:
        click.echo(f"Taken back: {taken.label}.")


@click.command("prospects")
@click.argument("find", default="")
@person_option
@json_option
def prospects_command(find: str, person: str | None, as_json: bool) -> None:
    """Find prospects whose name, company or email has words that begin like FIND."""

    async def read(rebound: Rebound, someone: Person) -> list[Prospect]:
        return await rebound.journal.prospects(someone.person_id, find)

    found = with_person(person, read)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No prospect found." if find else "No prospects yet. Name one with coach log ... --contact NAME.")
    for prospect in found:
        name = ", ".join(part for part in (prospect.contact, prospect.company) if part)
        click.echo(f"{prospect.prospect_id}  {'(forgotten)' if prospect.forgotten else name}")
