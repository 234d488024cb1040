"""Who is asking, and from where: sessions, cross-site checks and response headers."""

from typing import Any, Final

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.exceptions import PermissionDeniedException
from litestar.types import Message, Scope

from coach.errors import NotSignedIn
from coach.services import Rebound

COOKIE: Final = "rebound_session"
PERSON: Final = "rebound-person"
"""The header in which a script says whose page it is on."""

THEME: Final = "theme"

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Sign-in links carry a token in their address: it must not go out to another site in a Referer.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


async def add_headers(message: Message, scope: Scope) -> None:
    """Put the security headers on every response; keep private pages out of every cache."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    if "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"


def refuse_cross_site(request: Request[Any, Any, Any]) -> None:
    """Refuse a changing request that another site made the browser send. Raises `PermissionDeniedException`.

    Browsers say where a request comes from (Sec-Fetch-Site, else Origin); programs without a browser say nothing
    and have no cookie that they could be tricked into sending.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    else:
        allowed = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if not allowed:
        raise PermissionDeniedException("This request came from another site. Open Rebound itself and try again.")


def person_of(connection: ASGIConnection[Any, Any, Any, Any], rebound: Rebound) -> str | None:
    """The person that the request's session belongs to."""
    token = connection.cookies.get(COOKIE)
    return rebound.access.person_of(token) if token else None


def signed_in(request: Request[Any, Any, Any], rebound: Rebound) -> str:
    """The signed-in person's id, as a dependency. Raises `NotSignedIn`."""
    person_id = person_of(request, rebound)
    if person_id is None:
        raise NotSignedIn("Sign in first: run coach user link and open the address it prints.")
    # A page that was left open must not put one person's words into the journal of who signed in after them.
    if request.headers.get(PERSON, person_id) != person_id:
        raise NotSignedIn("Somebody else is signed in on this device now. Load the page anew.")
    return person_id


def session_cookie(token: str, secure: bool) -> Cookie:
    """The cookie of a signed-in device. A new token at every sign-in: a planted one is never adopted."""
    return Cookie(
        key=COOKIE, value=token, max_age=60 * 24 * 3600, path="/", httponly=True, samesite="lax", secure=secure
    )
