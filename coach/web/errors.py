"""Errors: problem details (RFC 9457) for programs, a readable page for people, never a message with private text."""

from http import HTTPStatus
from typing import Any, Final

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect, Template

from coach import words
from coach.contracts import Problem
from coach.errors import CoachError, NotSignedIn
from coach.problems import unquoted
from coach.web.assets import asset
from coach.web.language import of_device
from coach.web.security import THEME
from coach.words import gettext_noop
from events.errors import LogError

log = structlog.get_logger()

TITLES: Final = {
    400: gettext_noop("That request cannot be read"),
    401: gettext_noop("Not signed in"),
    403: gettext_noop("Not allowed"),
    404: gettext_noop("Not found"),
    405: gettext_noop("Not allowed here"),
    409: gettext_noop("Already there, with other content"),
    410: gettext_noop("Forgotten"),
    413: gettext_noop("Too large"),
    422: gettext_noop("That does not fit"),
    500: gettext_noop("Something went wrong inside Rebound"),
    503: gettext_noop("The journal cannot be written"),
}

DETAILS: Final = {
    404: gettext_noop("There is nothing at this address."),
    405: gettext_noop("This address cannot be used like that."),
}
"""Where whoever raised the error said no more than its name."""


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer any error. What we did not foresee is logged by its type alone: its text may hold private words."""
    status, detail = _describe(error)
    if status >= 500:
        log.error("request_failed", status=status, error=type(error).__name__, route=_route(request))
    wants_page = not request.url.path.startswith("/api/") and request.method in ("GET", "HEAD", "POST")
    if isinstance(error, NotSignedIn) and wants_page:
        return Redirect("/sign-in", status_code=303)
    title = TITLES.get(status, HTTPStatus(status).phrase)
    if wants_page and not request.url.path.startswith(("/static", "/healthz")):
        words.use(of_device(request))
        context = {
            "page_title": words.gettext(title),
            "title": words.gettext(title),
            "detail": words.retold(detail),
            "status": status,
            "room": "",
            "today": "",
            "theme": request.cookies.get(THEME, ""),
            "asset": asset,
        }
        return Template(template_name="error.html", context=context, status_code=status)
    problem = Problem(title=title, status=status, detail=detail)
    return Response(problem, status_code=status, media_type="application/problem+json")


def _describe(error: Exception) -> tuple[int, str]:
    match error:
        case CoachError() | LogError():
            return error.status, str(error)
        case ValidationException():
            return 400, _validation_detail(error)
        case HTTPException():
            return error.status_code, _detail(error)
        case _:
            return 500, "Nothing was lost. Try again; if it happens again, look into the server's log."


def _detail(error: HTTPException) -> str:
    if error.detail and error.detail != HTTPStatus(error.status_code).phrase:
        return error.detail
    return DETAILS.get(error.status_code) or TITLES.get(error.status_code, "")


def _validation_detail(error: ValidationException) -> str:
    extra = error.extra if isinstance(error.extra, list) else []
    parts = [
        f"{item.get('key', 'body')}: {unquoted(item.get('message', ''))}" for item in extra if isinstance(item, dict)
    ]
    return "; ".join(parts) or error.detail


def _route(request: Request[Any, Any, Any]) -> str:
    # The template of the path, not the path: a sign-in link's token must not reach a log.
    handler = request.scope.get("route_handler")
    return str(getattr(handler, "handler_name", "unknown"))
