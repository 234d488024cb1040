"""`coach user`: people, their settings, and sign-in links for their devices."""

import io
from collections.abc import Sequence

import click
from msgspec import UNSET

from coach.cli.address import known_address
from coach.cli.common import json_option, local_time_zone, person_option, print_json, with_person, with_rebound
from coach.contracts import Person, PersonInput
from coach.errors import UsageError
from coach.services import Rebound
from events.words import WEEKDAYS, Weekday


@click.group("user")
def user_command() -> None:
    """People: add, list, change settings, make a sign-in link."""


@user_command.command("list")
@json_option
def list_users(as_json: bool) -> None:
    """Everybody with a journal here."""

    async def read(rebound: Rebound) -> list[Person]:
        return await rebound.people.all()

    people = with_rebound(read)
    if as_json:
        print_json(people)
    elif not people:
        click.echo("Nobody yet. The first command that needs a person makes one, or: coach user add NAME")
    for person in [] if as_json else people:
        days = " ".join(person.working_days)
        click.echo(f"{person.person_id}  {person.name or '(no name)'}  {person.time_zone}  {days}")


@user_command.command("add")
@click.argument("name")
@click.option("--time-zone", metavar="ZONE", help="IANA time zone, such as Europe/Berlin (default: this machine's).")
@click.option("--working-days", metavar="DAYS", help="Such as mon,tue,wed,thu,fri.")
@click.option("--language", metavar="CODE", help="Such as en.")
@json_option
def add_user(name: str, time_zone: str | None, working_days: str | None, language: str | None, as_json: bool) -> None:
    """Start a journal for somebody."""
    wanted = PersonInput(
        name=name,
        time_zone=time_zone or local_time_zone(),
        working_days=_days(working_days) if working_days else UNSET,
        language=language or UNSET,
    )

    async def add(rebound: Rebound) -> Person:
        return await rebound.people.register(wanted)

    person = with_rebound(add)
    if as_json:
        print_json(person)
    else:
        click.echo(f"{person.name} has a journal now. A sign-in link: coach user link --person {person.person_id}")


@user_command.command("set")
@click.option("--name")
@click.option("--time-zone", metavar="ZONE", help="IANA time zone, such as Europe/Berlin.")
@click.option("--working-days", metavar="DAYS", help="Such as mon,tue,wed,thu,fri.")
@click.option("--language", metavar="CODE")
@click.option("--streaks", type=click.Choice(["on", "off"]), help="Show streaks or not.")
@person_option
@json_option
def set_user(
    name: str | None,
    time_zone: str | None,
    working_days: str | None,
    language: str | None,
    streaks: str | None,
    person: str | None,
    as_json: bool,
) -> None:
    """Change settings; what is left out stays."""
    wanted = PersonInput(
        name=name or UNSET,
        time_zone=time_zone or UNSET,
        working_days=_days(working_days) if working_days else UNSET,
        language=language or UNSET,
        streaks=UNSET if streaks is None else streaks == "on",
    )

    async def change(rebound: Rebound, someone: Person) -> Person:
        return await rebound.people.change(someone.person_id, wanted)

    changed = with_person(person, change)
    if as_json:
        print_json(changed)
    else:
        click.echo(f"Kept: {changed.time_zone}, {' '.join(changed.working_days)}, streaks {_on(changed.streaks)}.")


@user_command.command("link")
@click.option("--base-url", metavar="URL", help="Address of the server (default: COACH_BASE_URL, else where it runs).")
@person_option
def link_user(base_url: str | None, person: str | None) -> None:
    """A one-time sign-in link for another device, with a QR code. It works for an hour."""

    async def make(rebound: Rebound, someone: Person) -> str:
        base = base_url or known_address(rebound.settings)
        return f"{base.rstrip('/')}/sign-in?token={rebound.access.new_link(someone.person_id)}"

    link = with_person(person, make)
    click.echo(link)
    click.echo(qr_code(link))


def qr_code(text: str) -> str:
    """A QR code for a terminal."""
    import segno

    out = io.StringIO()
    segno.make(text, error="l").terminal(out=out, compact=True)
    return out.getvalue().rstrip()


def _days(text: str) -> list[Weekday]:
    wanted: Sequence[str] = [day.strip().casefold()[:3] for day in text.replace(" ", ",").split(",") if day.strip()]
    if not wanted or any(day not in WEEKDAYS for day in wanted):
        raise UsageError("--working-days takes days such as mon,tue,wed,thu,fri.")
    return [day for day in WEEKDAYS if day in wanted]


def _on(streaks: bool) -> str:
    return "on" if streaks else "off"
