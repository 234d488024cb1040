"""The page of the Settings room. Every form of it comes back here, with a notice or with what was wrong in its part."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from msgspec import Struct

from coach import words
from coach.coaching.observations import languages
from coach.contracts import Person
from coach.journal.habits import TimeOff
from coach.journal.people import known_zones
from coach.model import Share, in_words
from coach.services import Rebound
from coach.web.pages.frame import room
from coach.words import gettext, gettext_noop, retold
from coach.words.dates import dated_words, weekdays_short
from events.words import WEEKDAYS

PARTS: Final = [
    ("you", gettext_noop("You")),
    ("rest", gettext_noop("Rest")),
    ("theme", gettext_noop("Theme")),
    ("model", gettext_noop("The model")),
    ("privacy", gettext_noop("Privacy")),
    ("prospects", gettext_noop("Prospects")),
    ("devices", gettext_noop("Devices")),
    ("forget", gettext_noop("Forget me")),
]
"""Each stands under its name in the address, and in a template of its own."""

ANSWERING: Final = ["/settings/you", "/settings/rest", "/settings/prospects", "/settings/link"]
"""Where forms are answered with a page."""


class Said(Struct, frozen=True):
    """What a part answers to its form: a notice, or an error."""

    part: str
    notice: str = ""
    error: str = ""


class ModelView(Struct, frozen=True):
    """The configured model: its name in words, its host, what it may do and why, and what it took today."""

    name: str
    host: str
    standing: str
    share: Share


@get("/settings", include_in_schema=False)
async def show_settings(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    kept: str = "",
    day: date | None = None,
) -> Template:
    """The room. `kept` names what a form just changed, `day` the date of it."""
    return await show(request, rebound, person_id, await _said(rebound, person_id, kept, day))


async def show(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    said: Said | None = None,
    status: int = 200,
    **context: Any,
) -> Template:
    """The page, with an answer in one of its parts; `context` has what was typed there."""
    person = await rebound.people.get(person_id)
    today = await rebound.journal.today(person_id)
    known = (await rebound.journal.states(person_id)).prospects.prospects
    return await room(
        request,
        rebound,
        person_id,
        "settings",
        gettext("Settings"),
        status,
        **{
            "parts": [(name, gettext(title)) for name, title in PARTS],
            "said": said or Said(""),
            "you": as_typed(person),
            "zones": known_zones(),
            "days": day_names(),
            "languages": {code: language_name(code) for code in offered_languages(person)},
            "today_iso": today.isoformat(),
            "off": _off_words(await rebound.habits.time_off(person_id), today),
            "rest": {},
            "model": model_view(rebound, person_id),
            "anybody": bool(known),
            "find": "",
            "found": None,
            **context,
        },
    )


def as_typed(person: Person) -> dict[str, Any]:
    """A person's settings as the fields of the form hold them."""
    return {
        "name": person.name,
        "time_zone": person.time_zone,
        "working_days": person.working_days,
        "language": person.language,
        "streaks": "on" if person.streaks else "off",
    }


def model_view(rebound: Rebound, person_id: str) -> ModelView | None:
    """What there is to say about the model, None without one."""
    coach = rebound.coach
    if coach.model is None or coach.conduct is None or coach.spending is None or coach.model_name is None:
        return None
    host = urlsplit(coach.model.config.endpoint).hostname or ""
    standing = retold(in_words(coach.conduct.standing, "The model"))
    return ModelView(coach.model_name, host, standing, coach.spending.today(person_id))


def day_names() -> dict[str, str]:
    """The days of the week by their value, Monday first."""
    return dict(zip(WEEKDAYS, weekdays_short(), strict=True))


def offered_languages(person: Person) -> list[str]:
    """The languages that pages or replies are there in, and the one that the person has."""
    return sorted({*words.languages(), *languages(), person.language})


def language_name(code: str) -> str:
    """What a language calls itself, its code where it has no words here."""
    return words.book(code).name if code in words.languages() else code


def _off_words(off: TimeOff, today: date) -> dict[str, Any]:
    """What is off today and later, in words; `paused`: there is a pause whose end is not recorded."""
    pauses = []
    for pause in off.pauses:
        day = dated_words(pause.since, today)
        begin = (
            gettext("Paused since %(day)s", day=day)
            if pause.since <= today
            else gettext("Paused from %(day)s", day=day)
        )
        end = (
            gettext("through %(day)s", day=dated_words(pause.last, today))
            if pause.last
            else gettext("until you are back")
        )
        pauses.append(f"{begin}, {end}")
    days = [(day.isoformat(), gettext("Today") if day == today else dated_words(day, today)) for day in off.days]
    return {"days": days, "pauses": list(dict.fromkeys(pauses)), "paused": any(not pause.ended for pause in off.pauses)}


async def _said(rebound: Rebound, person_id: str, kept: str, day: date | None) -> Said | None:
    today = await rebound.journal.today(person_id)
    match kept, day:
        case "rest", date():
            return Said("rest", gettext("Off: %(day)s.", day=dated_words(day, today)))
        case "work", date():
            return Said("rest", gettext("Not off any more: %(day)s.", day=dated_words(day, today)))
        case "pause", date():
            return Said("rest", gettext("Paused from %(day)s.", day=dated_words(day, today)))
        case "back", date():
            return Said("rest", gettext("Back on %(day)s.", day=dated_words(day, today)))
        case "forgotten", None:
            gone = gettext("Forgotten. The numbers stay; the name, the contact data and the notes are gone.")
            return Said("prospects", gone)
        case "nothing", None:
            return Said("you", gettext("Nothing was changed."))
    said = _kept_words(await rebound.people.get(person_id))
    found = [said[name] for name in said if name in kept.split(",")]
    return Said("you", gettext("Kept: %(settings)s.", settings=", ".join(found))) if found else None


def _kept_words(person: Person) -> dict[str, str]:
    return {
        "name": person.name or gettext("no name"),
        "time_zone": person.time_zone,
        "working_days": ", ".join(day_names()[day] for day in person.working_days),
        "language": language_name(person.language),
        "streaks": gettext("streaks on") if person.streaks else gettext("streaks off"),
    }


@get(ANSWERING, include_in_schema=False, sync_to_thread=False)
def back_to_settings() -> Redirect:
    """Their addresses, opened without a form, lead to the room."""
    return Redirect("/settings", status_code=303)


ROUTES = [show_settings, back_to_settings]
