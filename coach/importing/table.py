"""Tables: a file of separated values becomes its header and records, with the line where each record starts.

In: a path. Out: a `Table` that reads while it is iterated. Raises `ImportFailed` where the file is no such table;
a record that cannot be read is `Refused`, and the rest goes on.
"""

import codecs
import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from msgspec import Struct

from coach.errors import ImportFailed
from coach.importing.rows import Refused

DELIMITERS: Final = ",;\t"
BLOCK: Final = 1 << 20
LONGEST_HEADER: Final = 100_000
SPREADSHEET: Final = b"PK\x03\x04"

_SPACES = re.compile(r"[\s\-]+")


class Record(Struct, frozen=True):
    """The cells of one record, without spaces around them, and the line (from 1) on which it starts."""

    line: int
    cells: list[str]


class Table(Struct):
    """`header` is in lower case with underscores. Records without any content are left out."""

    header: list[str]
    records: Iterator[Record | Refused]


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """The table in a file, open while in the context. Raises `ImportFailed`."""
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as text:
            yield _table(text)
    except OSError as error:
        raise ImportFailed(f"{path.name} cannot be read: {error.strerror or error}.") from None
    except UnicodeError:
        raise ImportFailed(f"{path.name} changed while it was read. Import it again.") from None


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is that, else Windows-1252, which spreadsheets still write."""
    if path.is_dir():
        raise ImportFailed(f"{path.name or path} is a folder. Name the file to import.")
    if path.exists() and not path.is_file():  # a pipe can be read only once, a device has no end
        raise ImportFailed(f"{path.name} is not a file. Save its content to a file and import that.")
    decoder, utf8, western = codecs.getincrementaldecoder("utf-8")(), True, True
    with path.open("rb") as raw:
        block = raw.read(BLOCK)
        if block.startswith(SPREADSHEET):
            raise ImportFailed(f"{path.name} is a spreadsheet. Save it as CSV and import that.")
        while block:
            if b"\0" in block:
                raise ImportFailed(f"{path.name} is not text, or is UTF-16. Save it as CSV in UTF-8 and import that.")
            utf8 = utf8 and _decodes(decoder, block)
            western = western and _decodes(codecs.getincrementaldecoder("cp1252")(), block)
            block = raw.read(BLOCK)
        utf8 = utf8 and _decodes(decoder, b"", final=True)
    if not utf8 and not western:
        raise ImportFailed(f"{path.name} is not text. Save it as CSV in UTF-8 and import that.")
    return "utf-8-sig" if utf8 else "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _table(text: TextIO) -> Table:
    before, line = 0, text.readline(LONGEST_HEADER)
    while line and not line.strip() and len(line) < LONGEST_HEADER:
        before, line = before + 1, text.readline(LONGEST_HEADER)
    if not line:
        raise ImportFailed("The file is empty. Choose one with a header line and rows.")
    if len(line) == LONGEST_HEADER:
        raise ImportFailed("The first line is far too long for a header. Save the file as CSV and import that.")
    # The header tells the delimiter: guessing from the rows would take the commas of notes for columns.
    delimiter = max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark))))
    records = _records(itertools.chain([line], text), delimiter, before)
    header = next(records, None)
    if not isinstance(header, Record):
        raise ImportFailed(f"The header line cannot be read. {header.problem if header else 'It has no columns.'}")
    names = [_SPACES.sub("_", name.lower()) for name in header.cells]
    while names and not names[-1]:
        names.pop()
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise ImportFailed(f"The column {shown(twice)} is there twice. Rename or remove one of them.")
    return Table(names, _fitting(records, len(names)))


def _records(lines: Iterator[str], delimiter: str, before: int) -> Iterator[Record | Refused]:
    # Strict, or a quote that is never closed would swallow the rest of the file without a word.
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(line, _reason(str(error)))
            continue
        if any(cells):
            yield Record(line, cells)


def _reason(error: str) -> str:
    if "unexpected end" in error:
        return "A quote that opens here is never closed, so the rest of the file was read as one cell. Close it."
    if "field limit" in error:
        return "A cell here is far too long; a quote is probably not closed. Close or remove it."
    return 'A quote here is out of place. Put the cell in quotes and write every quote within it as "".'


def _fitting(records: Iterator[Record | Refused], columns: int) -> Iterator[Record | Refused]:
    for item in records:
        if isinstance(item, Record) and any(item.cells[columns:]):
            counts = f"This row has {len(item.cells)} cells for {columns} columns."
            yield Refused(item.line, f"{counts} Put cells that hold a separator in quotes.")
        else:
            yield item


def shown(text: str) -> str:
    """A piece of a file for a message: in quotes, on one line, not too long."""
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    return f"“{plain[:39]}…”" if len(plain) > 40 else f"“{plain}”"


def listed(names: Sequence[str], most: int = 12) -> str:
    """Some of many names, for a message."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(shown(name) for name in names[:most]) + more
