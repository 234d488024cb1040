"""Redaction on labelled notes: are identities masked, and is the rest left readable?

A line of `notes.jsonl` has a text, its `entities` ({start, end, type} in code points) and the `record` of its prospect.
An identity is masked when all its letters and digits are (of money: the digits). A word is masked needlessly when no
label touches it.
"""

import re
from collections import Counter
from typing import Final

import msgspec
from msgspec import Struct

from coach.contracts import KnownInput
from coach.evaluation.table import Measured, share
from coach.privacy import Placeholders, Records, Redacted, redact

WORD: Final = re.compile(r"\w+(?:['’]\w+)*")

TITLE: Final = re.compile(r"(?:(?:mr|mrs|ms|dr|prof|frau|herr|m|mme|sr|sra)\.?\s+)+", re.I)
"""No part of a name, though some label it as one."""


class Entity(Struct, frozen=True):
    """A labelled stretch."""

    start: int
    end: int
    type: str


class Note(Struct, frozen=True):
    """A note with its labels."""

    text: str
    entities: list[Entity]
    record: KnownInput = msgspec.field(default_factory=KnownInput)
    id: str = ""


class Judged(Struct, frozen=True):
    """How a note fared. `words` is how many have no label, `right` how many masks hit one, by type."""

    masked: list[Entity]
    leaked: list[Entity]
    needless: list[str]
    words: int
    spans: Counter[str]
    right: Counter[str]


def judge(note: Note, found: Redacted) -> Judged:
    """Hold a redacted note against its labels."""
    text = note.text
    covered = bytearray(len(text))
    for span in found.spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    labelled = bytearray(len(text))
    for entity in note.entities:
        labelled[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    masked = [entity for entity in note.entities if _hidden(text, entity, covered)]
    plain = [word for word in WORD.finditer(text) if not any(labelled[word.start() : word.end()])]
    return Judged(
        masked=masked,
        leaked=[entity for entity in note.entities if entity not in masked],
        needless=[word[0] for word in plain if any(covered[word.start() : word.end()])],
        words=len(plain),
        spans=Counter(span.type for span in found.spans),
        right=Counter(span.type for span in found.spans if any(labelled[span.start : span.end])),
    )


def _hidden(text: str, entity: Entity, covered: bytearray) -> bool:
    counts = str.isdigit if entity.type == "MONEY" else str.isalnum
    title = TITLE.match(text, entity.start, entity.end) if entity.type == "PERSON" else None
    start = title.end() if title else entity.start
    return all(covered[place] for place in range(start, entity.end) if counts(text[place]))


def measure(lines: list[bytes]) -> list[Measured]:
    """Recall and precision by type, notes without a leak, and the share of unlabelled words that were masked."""
    notes = [msgspec.json.decode(line, type=Note) for line in lines]
    judged = [judge(note, redact(note.text, Records.of_one(note.record), Placeholders())) for note in notes]
    names = [note.id or str(number) for number, note in enumerate(notes, 1)]
    rows: list[Measured] = []
    for kind in sorted({entity.type for note in notes for entity in note.entities}):
        total = sum(entity.type == kind for note in notes for entity in note.entities)
        missed = [name for name, one in zip(names, judged, strict=True) for entity in one.leaked if entity.type == kind]
        rows.append(share("redaction", f"masked: {kind}", total, missed, 0.98))
    for kind in sorted({kind for one in judged for kind in one.spans}):
        spans, right = sum(one.spans[kind] for one in judged), sum(one.right[kind] for one in judged)
        wrong = [name for name, one in zip(names, judged, strict=True) if one.spans[kind] > one.right[kind]]
        rows.append(Measured("redaction", f"rightly masked: {kind}", right / spans, spans, 0.8, missed=wrong))
    leaks = [name for name, one in zip(names, judged, strict=True) if one.leaked]
    rows.append(share("redaction", "notes without a leak", len(notes), leaks, 0.98))
    words, needless = sum(one.words for one in judged), sum(len(one.needless) for one in judged)
    over = [name for name, one in zip(names, judged, strict=True) if one.needless]
    value = needless / words if words else 0.0
    rows.append(Measured("redaction", "words masked needlessly", value, words, 0.03, at_most=True, missed=over))
    return rows
