"""`coach redact`: lines of text in, what of them may leave for a model out. Nothing is stored or sent."""

import click
import msgspec

from coach.cli.lines import objects
from coach.contracts import RedactedSpan, RedactedText, RedactInput
from coach.privacy import Placeholders, Records, redact


def redacted(line: RedactInput) -> RedactedText:
    """A line without names. Each line is a conversation of its own: numbers begin at 1."""
    records = Records.of_one(line.record) if line.record else Records()
    found = redact(line.text, records, Placeholders())
    spans = [RedactedSpan(span.start, span.end, span.type, span.placeholder, span.doubtful) for span in found.spans]
    return RedactedText(found.text, spans)


@click.command("redact")
def redact_command() -> None:
    """Mask names, companies, contact data and exact sums in each line of standard input.

    A line is plain text, or a JSON object with a "text" and, where known, a "record" (contact, company, email, phone).
    Out comes the text with placeholders, and what was masked. Nothing is stored or sent anywhere.
    """
    needs = 'a JSON object needs a "text" field; its "record" may have contact, company, email and phone, as words.'
    for line in objects(RedactInput, needs):
        answer = redacted(RedactInput(line) if isinstance(line, str) else line)
        click.echo(msgspec.json.encode(answer))
