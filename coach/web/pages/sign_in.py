"""Signing in by a one-time link, signing out, and the theme of this device.

Opening a link only shows a button; pressing it uses the link up. So a preview of the link in a chat does not.
"""

from typing import Annotated, Any, Literal, TypeVar

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import QueryParameter, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from coach.services import Rebound
from coach.web.assets import asset
from coach.web.language import language_cookie
from coach.web.pages.frame import ROOMS
from coach.web.security import COOKIE, THEME, person_of, session_cookie
from coach.words import gettext

Answer = TypeVar("Answer", Redirect, Template)


class SignInForm(Struct):
    token: str


class ThemeForm(Struct):
    theme: Literal["", "light", "dark"]


def _door(request: Request[Any, Any, Any], token: str, error: str | None, status: int = 200) -> Template:
    context = {
        "page_title": gettext("Sign in"),
        "room": "",
        "today": "",
        "token": token,
        "error": error,
        "theme": request.cookies.get(THEME, ""),
        "asset": asset,
    }
    return Template(template_name="sign_in.html", context=context, status_code=status)


@get("/sign-in", include_in_schema=False)
async def show_sign_in(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    token: Annotated[str, QueryParameter(max_length=200)] = "",
) -> Template | Redirect:
    """The door. Somebody who is signed in and brings no link goes straight through."""
    if not token and person_of(request, rebound):
        return Redirect("/coach", status_code=303)
    return _door(request, token, None)


@post("/sign-in", include_in_schema=False)
async def sign_in(
    request: Request[Any, Any, Any], rebound: NamedDependency[Rebound], data: URLEncodedBody[SignInForm]
) -> Template | Redirect:
    """Use a link up and start a session of its own for this device."""
    found = rebound.access.sign_in(data.token)
    if found is None:
        return _door(request, "", gettext("This link was used already or is too old. Make a new one."), 400)
    if old := request.cookies.get(COOKIE):
        rebound.access.sign_out(old)
    secure = (rebound.settings.base_url or "").startswith("https://")
    language = (await rebound.people.get(found[0])).language
    cookies = [session_cookie(found[1], secure), language_cookie(language)]
    return Redirect("/coach", status_code=303, cookies=cookies)


@post("/sign-out", include_in_schema=False)
async def sign_out(request: Request[Any, Any, Any], rebound: NamedDependency[Rebound]) -> Redirect:
    """End this device's session."""
    if token := request.cookies.get(COOKIE):
        rebound.access.sign_out(token)
    return signed_out(Redirect("/sign-in", status_code=303))


@post("/sign-out/everywhere", include_in_schema=False)
async def sign_out_everywhere(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> Redirect:
    """End the sessions of all devices of this person."""
    rebound.access.sign_out_everywhere(person_id)
    return signed_out(Redirect("/sign-in", status_code=303))


def signed_out(answer: Answer) -> Answer:
    """An answer that takes the session and all that Rebound keeps off this device."""
    answer.cookies.append(Cookie(key=COOKIE, value="", max_age=0, path="/"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@post("/theme", include_in_schema=False)
async def set_theme(request: Request[Any, Any, Any], data: URLEncodedBody[ThemeForm]) -> Redirect:
    """Choose light, dark or the system's theme for this device, and go back to the room."""
    cookie = Cookie(key=THEME, value=data.theme, max_age=365 * 24 * 3600, path="/", samesite="lax")
    return Redirect(_back(request), status_code=303, cookies=[cookie])


def _back(request: Request[Any, Any, Any]) -> str:
    path = request.headers.get("referer", "").partition("://")[2].partition("/")[2].partition("?")[0]
    room = path.partition("/")[0]
    if room == "settings":
        return "/settings#theme"
    return f"/{room}" if room in ROOMS else "/coach"


ROUTES = [show_sign_in, sign_in, sign_out, sign_out_everywhere, set_theme]
