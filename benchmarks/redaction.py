"""Redaction with 5,000 contacts on record: milliseconds a note, the 95th percentile, dictionaries in memory."""

import time
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from coach import evaluation
from coach.contracts import Prospect
from coach.privacy import Placeholders, Records, redact
from coach.privacy.names import names_of

CONTACTS = 5_000
NOTES = Path(evaluation.__file__).parent / "samples" / "notes.jsonl"
COUNTRIES = ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "da_DK")
TRADES = ("Logistics", "Metallbau", "Foods", "Media", "Dental", "Transports")
KINDS = ("GmbH", "Ltd", "Inc.", "SARL", "S.L.", "ApS")


class Note(Struct):
    """What is read of a sample."""

    text: str


def contacts(random: Random) -> list[Prospect]:
    """Made-up contacts and companies of six countries."""
    made = []
    for number in range(CONTACTS):
        first, last = (sorted(names) for names in names_of(random.choice(COUNTRIES)))
        company = f"{random.choice(last).title()} {random.choice(TRADES)} {random.choice(KINDS)}"
        name = f"{random.choice(first).title()} {random.choice(last).title()}"
        made.append(Prospect(str(number), name, company, "", "", "", "", "", []))
    return made


def p95() -> float:
    """The 95th percentile over the sample notes, each read three times by fresh records."""
    people = contacts(Random(1))
    texts = [msgspec.json.decode(line, type=Note).text for line in NOTES.read_bytes().splitlines()]
    for text in texts:
        redact(text, Records(), Placeholders())
    waits = []
    for _ in range(3):
        records = Records(people)
        redact("warm up the index with an unheardof word", records, Placeholders())
        for text in texts:
            began = time.perf_counter()
            redact(text, records, Placeholders())
            waits.append((time.perf_counter() - began) * 1000)
    return sorted(waits)[int(len(waits) * 0.95)]
