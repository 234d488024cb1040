"""Moments as people type them: a date, or a date and a time, in their own time zone unless an offset stands there."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from coach.errors import InvalidEntry


def typed_moment(text: str, time_zone: str) -> datetime:
    """The moment; a date alone means noon. Raises `InvalidEntry`."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidEntry("A moment is a date such as 2026-11-21, or with a time 2026-11-21T16:30.") from None
    if len(text.strip()) == len("2026-11-21"):
        moment = datetime.combine(moment.date(), time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(time_zone))
