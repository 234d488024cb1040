"""Formats: which there are, and which one a file has. A new format is a module like `plain` and a line here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from coach.errors import ImportFailed
from coach.importing import bank, plain
from coach.importing.rows import Refused, Row, one_row_a_key
from coach.importing.table import Record, listed, open_table


class Format(Struct, frozen=True):
    """A kind of file: the columns it must have, those it may have (None: any), and what reads it.

    `by_file`: every file is a source of its own. Else all files of the format are one source, whatever their names.
    """

    required: frozenset[str]
    allowed: frozenset[str] | None
    read: Callable[[Sequence[str], Iterable[Record | Refused], ZoneInfo], Iterator[Row | Refused]]
    by_file: bool


FORMATS: Final[dict[str, Format]] = {
    "bank": Format(bank.REQUIRED, None, bank.read, by_file=False),
    "plain": Format(plain.REQUIRED, plain.ALLOWED, plain.read, by_file=True),
}


class Parsed(Struct, frozen=True):
    """A file as rows, in its order, and what of it was refused."""

    format: str
    source: str
    rows: list[Row]
    refused: list[Refused]
    size: int


def detect(header: Sequence[str]) -> str:
    """The format of a file with this header. Raises `ImportFailed`."""
    names = frozenset(filter(None, header))
    for name, format_ in FORMATS.items():
        if _misfit(names, format_) is None:
            return name
    for format_ in FORMATS.values():
        if names >= format_.required:
            raise ImportFailed(str(_misfit(names, format_)))
    expected = "; ".join(f"{name} has {_columns(format_)}" for name, format_ in FORMATS.items())
    raise ImportFailed(f"No known format has the columns {listed(header)}. Rename them: {expected}.")


def parse(path: Path, wanted: str | None, zone: ZoneInfo) -> Parsed:
    """All rows of a file, in the format `wanted` or the one that its header shows. Raises `ImportFailed`."""
    if wanted is not None and wanted not in FORMATS:
        raise ImportFailed(f"There is no format {listed([wanted])}. Choose one of {', '.join(FORMATS)}.")
    with open_table(path) as table:
        name = wanted or detect(table.header)
        format_ = FORMATS[name]
        if problem := _misfit(frozenset(filter(None, table.header)), format_):
            raise ImportFailed(problem)
        rows: list[Row] = []
        refused: list[Refused] = []
        for item in one_row_a_key(format_.read(table.header, table.records, zone)):
            if isinstance(item, Row):
                rows.append(item)
            else:
                refused.append(item)
    if not rows and not refused:
        raise ImportFailed(f"{path.name} has a header but no rows. Choose a file with rows.")
    return Parsed(name, f"{name}/{path.name}" if format_.by_file else name, rows, refused, len(rows) + len(refused))


def _misfit(names: frozenset[str], format_: Format) -> str | None:
    """Why a header is not of this format, None if it is."""
    if missing := sorted(format_.required - names):
        return f"The columns {listed(missing)} are missing among {listed(sorted(names))}. Add or rename them."
    # Leaving an unknown column out would lose, say, a column "result" without a word.
    if format_.allowed is not None and (unknown := sorted(names - format_.allowed)):
        return f"The columns {listed(unknown)} are not known. Remove them, or rename them: {_columns(format_)}."
    return None


def _columns(format_: Format) -> str:
    required = ", ".join(sorted(format_.required))
    allowed = ", ".join(sorted(format_.allowed - format_.required)) if format_.allowed is not None else "any other"
    return f"{required} and, as wanted, {allowed}"
