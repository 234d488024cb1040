"""Days: on which day what the clauses of a message tell was done.

In: the clauses of a message. Out: those of the day that it reports, and those of other days that it reports too. A time
holds until another is named.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import structs

from coach.understanding.clauses import COMING, Clause, When
from coach.understanding.reports import compiled, has, reports

_WEEK: Final = 7
_RUN: Final = re.compile(r"(?: [^\W\d]+){0,3} \d+(?: [^\W\d]+){2,3} ")
"""A number and the week that it is of: "that is 3 this week"."""
_LABEL: Final = 2
"""A clause of so many words may be no more than a day: "on Monday: 12 calls"."""


def timed(parts: Sequence[Clause]) -> list[tuple[list[Clause], When]]:
    """The clauses of the day that the message reports, and that day; behind it those of yesterday, where it is not."""
    parts = [_apart(part, parts[:place]) for place, part in enumerate(parts)]
    first: When | Literal["long"] | None = next((part.when for part in parts if part.when), None)
    known: When | Literal["long"] | None = None
    days: dict[str, list[Clause]] = {}
    told_before = False
    for part in parts:
        known = part.when or known
        # "A sale! After three months ...", "Helen passed. Too early, she says. The third one this month"
        told_before = known is None and first == "long" and (told_before or bool(part.deed))
        days.setdefault((None if told_before else known or first) or "unspecified", []).append(part)
    order: tuple[When, ...] = ("today", "unspecified", "yesterday", "week")
    telling = (when for when in order if any(part.deed or _counts(part) for part in days.get(when, [])))
    day = next(telling, next((when for when in order if when in days), None))
    if day is None:
        return [([], "unspecified")]
    others: list[tuple[list[Clause], When]] = [(days["yesterday"], "yesterday")] if "yesterday" in days else []
    return [(days[day], day), *(others if day in {"today", "unspecified"} else [])]


def _apart(part: Clause, before: Sequence[Clause]) -> Clause:
    """The clause, as of no day where it only says how many that makes: "another rejection. 3 this week"."""
    runs_on = part.when == "week" and _RUN.fullmatch(part.words) and any(told.deed for told in before)
    return structs.replace(part, when="long") if runs_on else part


def by_weekday(parts: Sequence[Clause], language: str) -> list[list[Clause]]:
    """The clauses apart by the day of the week that they name, in order; those that name none come first."""
    runs: dict[int | None, list[Clause]] = {None: []}
    known: int | None = None
    for part in parts:
        named = None if part.deed in COMING else _weekday(part, language)
        if part.when:
            known = None
        elif named is not None and (_counts(part) or len(part.words.split()) <= _LABEL):
            known = named
        runs.setdefault(known, []).append(part)
    return list(runs.values())


def weekday_of(parts: Sequence[Clause], language: str) -> int | None:
    """The day of the week on which something happened, Monday is 0: it is named with the first count, or before it."""
    for part in parts:
        if part.deed in COMING:
            break  # "invited to an interview, Thursday at two" is when it will be
        if (found := _weekday(part, language)) is not None:
            return found
        if _counts(part):
            break
    return None


def _weekday(part: Clause, language: str) -> int | None:
    table = reports(language)
    found = compiled(table.weekday).search(part.words)
    if not found or has(part.words, table.not_weekday):
        return None
    return next(place for place, name in enumerate(found.groups()) if name) % _WEEK


def _counts(part: Clause) -> bool:
    return bool(re.search(r"\d", part.words))
