"""The UCI Bank Marketing data (bank-full.csv; Moro, Cortez, Rita 2014): calls of a bank's telephone campaigns.

Rows are in the order of the calls and state day and month only: the year begins at 2008 and goes up whenever the month
goes backwards. A row is one client: `campaign` calls on the row's day and what came of them, `y`. Age, balance,
`previous` and `poutcome` are not taken. Rows are named by `Cust_num`, which is their number in the original file.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from coach.contracts import OutcomeInput
from coach.importing.cells import BadCell, whole
from coach.importing.rows import DayTimes, Refused, Row
from coach.importing.table import Record, shown

REQUIRED: Final = frozenset({"day", "month", "campaign", "y"})
NAME: Final = "cust_num"
FIRST_YEAR: Final = 2008
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OUTCOMES: Final = {
    "yes": (OutcomeInput(outcome="won"),),
    "no": (OutcomeInput(outcome="soft_no", reason="unstated"),),
}


def read(header: Sequence[str], records: Iterable[Record | Refused], zone: ZoneInfo) -> Iterator[Row | Refused]:
    """A row for each record, in the order of the file."""
    at = {name: header.index(name) for name in (*REQUIRED, NAME) if name in header}
    times, year, newest = DayTimes(zone), FIRST_YEAR, 1
    for number, record in enumerate(records, 1):
        if isinstance(record, Refused):
            yield record
            continue
        cells = record.cells + [""] * (len(header) - len(record.cells))
        try:
            month = _month(cells[at["month"]])
            if month < newest:
                year += 1
            newest = month
            count, outcomes = whole(cells[at["campaign"]], "number of calls (campaign)"), _outcomes(cells[at["y"]])
            key = cells[at[NAME]] if NAME in at else str(number)
            if not key:
                raise BadCell("The Cust_num is missing. Give the row its number.")
            moment = times.next(_day(year, month, cells[at["day"]]))
        except BadCell as problem:
            yield Refused(record.line, str(problem))
            continue
        yield Row(line=record.line, key=key, moment=moment, stated="day", count=count, outcomes=outcomes)


def _month(text: str) -> int:
    try:
        return MONTHS.index(text.lower()) + 1
    except ValueError:
        raise BadCell(f"{shown(text)} is no month. Write jan, feb and so on.") from None


def _day(year: int, month: int, text: str) -> date:
    try:
        return date(year, month, whole(text, "day of the month"))
    except ValueError:
        raise BadCell(f"There is no {shown(text)} in {MONTHS[month - 1]} {year}. Correct the day.") from None


def _outcomes(text: str) -> tuple[OutcomeInput, ...]:
    try:
        return OUTCOMES[text.lower()]
    except KeyError:
        raise BadCell(f"{shown(text)} is no outcome (y). Write yes or no.") from None
