"""Plain CSV: a `date` and any of the columns below, in any order. The format for what no other format reads.

A row without an outcome is `count` attempts. A row with one is `count` such outcomes of as many attempts, or of
`attempts` where that is more. Without an `id` column a row is named by its content, so a row that was changed in the
file is a new row; with one it corrects what came in before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import structs

from coach.contracts import EntryInput, OutcomeInput, ProspectInput
from coach.errors import InvalidEntry
from coach.importing.cells import CHANNEL_WORDS, OUTCOME_WORDS, REASON_WORDS, BadCell, amount, moment, whole, word
from coach.importing.rows import DayTimes, Refused, Row
from coach.importing.table import Record
from coach.journal.decide import check_entry
from coach.journal.names import is_known
from events.words import REJECTIONS

REQUIRED: Final = frozenset({"date"})
DETAILS: Final = ("contact", "company", "email", "phone", "industry", "company_size", "role")
ALLOWED: Final = frozenset(
    {"date", "channel", "outcome", "reason", "count", "attempts", "amount", "note", "id", "tags", *DETAILS}
)
MOST_TAGS: Final = 20
LONGEST: Final = 200
LONGEST_NOTE: Final = 2_000


def read(header: Sequence[str], records: Iterable[Record | Refused], zone: ZoneInfo) -> Iterator[Row | Refused]:
    """A row for each record, in the order of the file."""
    times = DayTimes(zone)
    alike: Counter[str] = Counter()
    for record in records:
        if isinstance(record, Refused):
            yield record
            continue
        cells = {name: text for name, text in zip(header, record.cells, strict=False) if name and text}
        try:
            row = _row(record.line, cells, times, zone)
        except (BadCell, InvalidEntry) as problem:
            yield Refused(record.line, str(problem))
            continue
        if not row.key:
            digest = row.digest
            # Two calls to nobody in particular on one day are two rows, told apart by their order.
            row = structs.replace(row, key=f"row {digest} {alike[digest]}")
            alike[digest] += 1
        yield row


def _row(line: int, cells: dict[str, str], times: DayTimes, zone: ZoneInfo) -> Row:
    _check_lengths(cells)
    if "date" not in cells:
        raise BadCell("The date is missing. Write one as YYYY-MM-DD.")
    when = moment(cells["date"], zone)
    count = whole(cells["count"], "count") if "count" in cells else 1
    attempts = whole(cells["attempts"], "number of attempts") if "attempts" in cells else count
    outcomes = (_outcome(cells, count),) if "outcome" in cells else ()
    if not outcomes and ("reason" in cells or "amount" in cells):
        raise BadCell("A reason or an amount belongs to an outcome. Fill in the outcome, such as soft_no or won.")
    channel = word(cells["channel"], CHANNEL_WORDS, "channel") if "channel" in cells else "call"
    prospect = _prospect(cells)
    check_entry(EntryInput(entry_id="", count=attempts, outcomes=list(outcomes)))
    at, stated = when if isinstance(when, tuple) else (times.next(when), "day")
    return Row(
        line=line,
        key=f"id {cells['id']}" if "id" in cells else "",
        moment=at,
        stated=stated,
        channel=channel,
        count=attempts,
        outcomes=outcomes,
        note=cells.get("note", ""),
        prospect=prospect,
    )


def _outcome(cells: dict[str, str], count: int) -> OutcomeInput:
    outcome = word(cells["outcome"], OUTCOME_WORDS, "outcome")
    reason = word(cells["reason"], REASON_WORDS, "reason") if "reason" in cells else None
    paid = amount(cells["amount"]) if "amount" in cells else None
    return OutcomeInput(
        outcome=outcome, reason=reason or ("unstated" if outcome in REJECTIONS else None), count=count, amount=paid
    )


def _prospect(cells: dict[str, str]) -> ProspectInput | None:
    details = msgspec.convert({name: cells[name] for name in DETAILS if name in cells}, ProspectInput)
    if not is_known(details):
        return None
    tags = [tag.strip() for tag in cells.get("tags", "").replace("|", ";").replace(",", ";").split(";")]
    details.tags = list(dict.fromkeys(tag for tag in tags if tag))
    if len(details.tags) > MOST_TAGS or any(len(tag) > LONGEST for tag in details.tags):
        raise BadCell(f"The tags are too many or too long. Leave at most {MOST_TAGS} of {LONGEST} characters.")
    return details


def _check_lengths(cells: dict[str, str]) -> None:
    for name, text in cells.items():
        most = LONGEST_NOTE if name in ("note", "tags") else LONGEST
        if len(text) > most:
            raise BadCell(f"The {name} has {len(text):,} characters. Shorten it to {most:,}.")
