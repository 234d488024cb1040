"""The frame around every room: who is signed in, what day it is for them, which theme."""

from datetime import date
from typing import Any

from litestar import Request
from litestar.response import Template

from coach.services import Rebound
from coach.web.assets import asset
from coach.web.security import THEME

ROOMS = ("coach", "log", "progress", "follow-ups", "pitch", "settings")

OUTCOME_CHOICES = [
    {"value": "won", "label": "Yes"},
    {"value": "progress", "label": "Step forward"},
    {"value": "soft_no", "label": "Not now"},
    {"value": "hard_no", "label": "Final no"},
    {"value": "no_answer", "label": "No answer"},
    {"value": "unreachable", "label": "Wrong number"},
]


def day_words(day: date) -> str:
    """ "Saturday, 21 November"."""
    return f"{day:%A}, {day.day} {day:%B}"


def dated_words(day: date, today: date) -> str:
    """The same, with the year where it is another one."""
    return day_words(day) if day.year == today.year else f"{day_words(day)} {day.year}"


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
