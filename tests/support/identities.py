"""Identities that nobody here made up, and messages that give them away, in six languages.

Names, companies and phone numbers are Faker's, of many countries; the messages are in `tests/data/planted.toml`.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from faker import Faker
from msgspec import Struct
from support.planted import MORE, written

from coach.contracts import ProspectInput
from coach.privacy.folding import fold
from coach.privacy.names import HELD_OUT

with (Path(__file__).parents[1] / "data" / "planted.toml").open("rb") as file:
    FRAMES: dict[str, list[str]] = tomllib.load(file)

QUOTING = FRAMES.pop("quoting")
LANGUAGES = tuple(FRAMES)
ANYWHERE = (*MORE, *HELD_OUT)
"""Countries of those on record; nobody else is of one whose names redaction has no list of."""


class Identity(Struct, frozen=True):
    """Somebody with all that may give them away. `on_record`: the person has them among their prospects."""

    first: str
    last: str
    company: str
    mail: str
    phone: str
    handle: str
    on_record: bool

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    def record(self) -> ProspectInput:
        """The prospect that they are."""
        return ProspectInput(contact=self.name, company=self.company, email=self.mail, phone=self.phone)


class Message(Struct, frozen=True):
    """A message, its language, and whom it names, each with the name as it stands there."""

    text: str
    language: str
    named: list[tuple[Identity, str]]


@cache
def _faker(country: str) -> Faker:
    return Faker(country)


def identity(random: Random, number: int, on_record: bool) -> Identity:
    """One of many countries, told apart by the number."""
    made = _faker(random.choice(ANYWHERE if on_record else MORE))
    made.seed_instance(random.random())
    first, last = made.first_name(), made.last_name()
    plain = re.sub(r"[^a-z]", "", fold(f"{first}{last}"))
    return Identity(
        first=first,
        last=last,
        company=made.company(),
        mail=f"{random.choice([plain, f'{fold(first)[:1]}.{plain}'])}{number}@{plain}.example",
        phone=made.phone_number(),
        handle=f"@{plain}{number}",
        on_record=on_record,
    )


def message(random: Random, frame: str, language: str, who: Identity, other: Identity) -> Message:
    """The frame filled. Those on record are called in any way that people write a name, the others by all of it."""
    name = written(random, who.name) if who.on_record else who.name
    text = _filled(frame, who, name, other)
    return Message(text, language, [(who, name), *([(other, other.name)] if "{other}" in frame else [])])


def quoting(random: Random, quoted: Message, who: Identity) -> Message:
    """An English message with another in it."""
    frame = random.choice(QUOTING)
    text = _filled(frame, who, who.name, who).replace("{QUOTE}", "{quote}").replace("{quote}", quoted.text)
    return Message(text, quoted.language, [*quoted.named, *([(who, who.name)] if "{name}" in frame else [])])


def _filled(frame: str, who: Identity, name: str, other: Identity) -> str:
    """The frame with words in place of its braces, in its case where it has but one."""
    words = {field: getattr(who, field) for field in ("first", "last", "company", "mail", "phone", "handle")}
    words |= {"name": name, "other": other.name, "quote": "{quote}"}
    text = frame.format(**words)
    own = re.sub(r"\{\w+\}", "", frame)
    return text.upper() if own.isupper() else text.lower() if own.islower() else text


def in_turn(frames: Sequence[str], turn: int) -> str:
    """One of them, from the first again after the last."""
    return frames[turn % len(frames)]
