"""The frame around every room: who is signed in, what day it is for them, which theme."""

from typing import Any, Final

from litestar import Request
from litestar.response import Template

from coach.services import Rebound
from coach.web.assets import asset
from coach.web.security import THEME
from coach.words import gettext, gettext_noop
from coach.words.dates import day_words

ROOMS = ("coach", "log", "progress", "follow-ups", "pitch", "settings")

OUTCOME_NAMES: Final[dict[str, str]] = {
    "won": gettext_noop("Yes"),
    "progress": gettext_noop("Step forward"),
    "soft_no": gettext_noop("Not now"),
    "hard_no": gettext_noop("Final no"),
    "no_answer": gettext_noop("No answer"),
    "unreachable": gettext_noop("Wrong number"),
}


def outcome_words(outcome: str) -> str:
    """ "Not now"."""
    return gettext(OUTCOME_NAMES[outcome])


async def room(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    name: str,
    title: str,
    status: int = 200,
    **context: Any,
) -> Template:
    """A room's page: the template of this name in the frame."""
    today = await rebound.journal.today(person_id)
    return Template(
        template_name=f"{name}.html",
        context={
            "page_title": title,
            "today": day_words(today),
            "room": name,
            "person": await rebound.people.get(person_id),
            "shell": False,
            "theme": request.cookies.get(THEME, ""),
            "asset": asset,
            **context,
        },
        status_code=status,
    )
