"""Cells: what one cell of a file means. Pure. Raises `BadCell`, whose message says in one sentence what to mend."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from coach.importing.rows import Stated
from coach.importing.table import shown
from events.words import CHANNELS, OUTCOMES, REASONS, Channel, Outcome, Reason

Word = TypeVar("Word", bound=str)

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
MOST: Final = 10_000
MOST_AMOUNT: Final = 1e12

CHANNEL_WORDS: Final[Mapping[str, Channel]] = {name.replace("_", " "): name for name in CHANNELS} | {
    "calls": "call",
    "phone": "call",
    "phone call": "call",
    "emails": "email",
    "e mail": "email",
    "mail": "email",
    "meetings": "meeting",
    "messages": "message",
    "sms": "message",
    "text": "message",
    "chat": "message",
    "linkedin": "message",
    "whatsapp": "message",
    "visit": "in_person",
    "door to door": "in_person",
}
OUTCOME_WORDS: Final[Mapping[str, Outcome]] = {name.replace("_", " "): name for name in OUTCOMES} | {
    "yes": "won",
    "win": "won",
    "sold": "won",
    "closed won": "won",
    "callback": "progress",
    "call back": "progress",
    "follow up": "progress",
    "meeting booked": "progress",
    "referral": "progress",
    "no": "soft_no",
    "lost": "soft_no",
    "closed lost": "soft_no",
    "rejected": "soft_no",
    "final no": "hard_no",
    "voicemail": "no_answer",
    "no reply": "no_answer",
    "no response": "no_answer",
    "not reached": "no_answer",
    "wrong number": "unreachable",
    "bounced": "unreachable",
    "invalid number": "unreachable",
}
REASON_WORDS: Final[Mapping[str, Reason]] = {name.replace("_", " "): name for name in REASONS} | {
    "no reason": "unstated",
    "unknown": "unstated",
}

_BREAKS = re.compile(r"[\s_\-]+")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,6})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)


class BadCell(ValueError):
    """A cell that cannot be understood."""


def word(text: str, words: Mapping[str, Word], what: str) -> Word:
    """The word of the vocabulary that a cell means."""
    found = words.get(_BREAKS.sub(" ", text.lower()))
    if found is None:
        known = ", ".join(dict.fromkeys(words.values()))
        raise BadCell(f"{shown(text)} is no {what} that Rebound knows. Write one of {known}.")
    return found


def whole(text: str, what: str) -> int:
    """A whole number from 1 to 10,000."""
    if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise BadCell(f"{shown(text)} is no {what}. Write a whole number from 1 to {MOST:,}.")
    return int(text)


def amount(text: str) -> float:
    """An amount of money, without currency or thousands separators, which differ between countries."""
    if not _AMOUNT.fullmatch(text) or float(text) > MOST_AMOUNT:
        raise BadCell(f"{shown(text)} is no amount. Write it as 1200.50, without currency.")
    return float(text)


def moment(text: str, zone: ZoneInfo) -> tuple[datetime, Stated] | date:
    """What a cell says about time: a day, or a moment and whether the cell stated its offset.

    A moment in UTC is moved to the person's zone (programs write UTC wherever they are); any other offset is what
    the clock on the wall showed, and stays.
    """
    if timed := _MOMENT.fullmatch(text):
        day, time, offset = timed.groups()
        try:
            read = datetime.fromisoformat(f"{day}T{time}{(offset or '').upper()}")
        except ValueError:
            raise _no_day(text) from None
        _check_year(read.year, text)
        read = read.replace(microsecond=read.microsecond // 1_000 * 1_000)  # the log's grain
        if read.tzinfo is None:
            return read.replace(tzinfo=zone), "wall"
        return (read if read.utcoffset() else read.replace(tzinfo=UTC).astimezone(zone)), "instant"
    return _day(text)


def _day(text: str) -> date:
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _DOTTED_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _SLASHED_DAY.fullmatch(text):
        month, day, year = map(int, found.groups())
        if month > 12:
            month, day = day, month
        elif day <= 12 and day != month:
            raise BadCell(f"{shown(text)} can be read as two different days. Write dates as YYYY-MM-DD.")
    else:
        raise BadCell(f"{shown(text)} is no date that Rebound can read. Write dates as YYYY-MM-DD.")
    _check_year(year, text)
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_day(text) from None


def _check_year(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadCell(f"The year of {shown(text)} is not between {FIRST_YEAR} and {LAST_YEAR}. Correct the date.")


def _no_day(text: str) -> BadCell:
    return BadCell(f"There is no day or time {shown(text)}. Correct the date.")
