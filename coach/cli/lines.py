"""Commands that read lines and write one JSON object a line, in order: `coach classify` and `coach triage`.

A line is plain text, or a JSON object with a `text` field. Nothing is stored, and no data folder is opened.
"""

import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

import click
import msgspec
from msgspec import Struct

from coach.contracts import Classified, Triaged
from coach.errors import UsageError
from coach.safety import assess, clean
from coach.understanding import read_quote

T = TypeVar("T")


class _Line(Struct):
    """What a JSON line must have; it may have more."""

    text: str


def texts() -> Iterator[str]:
    """The text of each line of standard input. Raises `UsageError` for an object without a text."""
    needs = 'a JSON object needs a "text" field with words in it.'
    return (line if isinstance(line, str) else line.text for line in objects(_Line, needs))


def objects(kind: type[T], needs: str) -> Iterator[T | str]:
    """Each line of standard input: an object of a kind, or plain text. Raises `UsageError` for another object."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        plain = line.rstrip(b"\r\n")
        if not plain.lstrip().startswith(b"{"):
            yield plain.decode("utf-8", "replace")
            continue
        try:
            yield msgspec.json.decode(plain, type=kind)
        except msgspec.ValidationError:
            raise UsageError(f"Line {number}: {needs}") from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield plain.decode("utf-8", "replace")  # words that only begin like JSON


def answer(each: Callable[[str], Struct]) -> None:
    """Write what `each` makes of every text, a line as soon as it is known."""
    for text in texts():
        click.echo(msgspec.json.encode(each(text)))


def classified(text: str) -> Classified:
    """What a prospect's words, or a note about them, say."""
    reading = read_quote(clean(text))
    return Classified(reading.outcome, reading.reason, reading.confidence, reading.second)


@click.command("classify")
def classify_command() -> None:
    """Say what each line of standard input is: the outcome, and the reason of a no.

    A line is what a prospect said, or a note about it: plain text, or a JSON object with a "text" field.
    """
    answer(classified)


@click.command("triage")
def triage_command() -> None:
    """Say how much care each line of standard input asks for, from 0 (none) to 3 (explicit risk).

    A line is plain text, or a JSON object with a "text" field. Nothing is stored or sent anywhere.
    """
    answer(lambda text: Triaged(assess(clean(text)).level))
