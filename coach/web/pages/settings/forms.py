"""What a form of this room sent: fields by name. A field that stands in it several times is a list."""

from datetime import date

from coach.errors import InvalidEntry
from coach.words import gettext

Form = dict[str, str | list[str]]


def many(form: Form, name: str) -> list[str]:
    """Every value of a field."""
    value = form.get(name, [])
    return [value] if isinstance(value, str) else value


def one(form: Form, name: str) -> str:
    """The value of a field without spaces around it, empty where there is none."""
    return next(reversed(many(form, name)), "").strip()


def day_of(form: Form, name: str, what: str) -> date | None:
    """A date field, None where it is empty. Raises `InvalidEntry`."""
    if not (text := one(form, name)):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidEntry(gettext("%(what)s: give a date such as %(day)s.", what=what, day="2026-11-30")) from None
