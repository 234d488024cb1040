"""Days and times as people of the language in use write them. Names and forms are data: no system locale is asked."""

from datetime import date, datetime

from coach.words import current


def day_words(day: date) -> str:
    """ "Saturday, 21 November"."""
    return _said("weekday_day", day)


def dated_words(day: date, today: date) -> str:
    """The same, with the year where it is another one."""
    return _said("weekday_day" if day.year == today.year else "weekday_day_year", day)


def day_of_month(day: date, today: date) -> str:
    """ "12 October", with the year where it is another one."""
    return _said("day" if day.year == today.year else "day_year", day)


def when_words(moment: datetime, today: date) -> str:
    """ "18:40" today, "Friday, 18:40" in the last week, else "21 November, 18:40"."""
    days = (today - moment.date()).days
    return _said("time" if days == 0 else "weekday_time" if 0 < days < 7 else "day_time", moment)


def lately(moment: datetime) -> str:
    """ "Fri 18:40"."""
    return _said("short_time", moment)


def short_day(day: date) -> str:
    """ "12 Oct"."""
    return _said("short_day", day)


def short_month(day: date) -> str:
    """ "Oct 2026"."""
    return _said("short_month", day)


def weekday(day: date) -> str:
    """ "Friday"."""
    return current().dates.weekdays[day.weekday()]


def weekdays_short() -> list[str]:
    """ "Mon" to "Sun"."""
    return current().dates.weekdays_short


def _said(form: str, day: date) -> str:
    names = current().dates
    return names.forms[form].format(
        weekday=names.weekdays[day.weekday()],
        weekday_short=names.weekdays_short[day.weekday()],
        day=day.day,
        month=names.months[day.month - 1],
        month_short=names.months_short[day.month - 1],
        year=day.year,
        time=f"{day:%H:%M}",
    )
