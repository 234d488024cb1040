"""In which language a page is written: the person's setting, else this device's cookie, else what its browser asks for.

Programs that use the API are answered in English.
"""

from typing import Any, Final

from litestar import Request
from litestar.datastructures import Cookie

from coach import words
from coach.services import Rebound
from coach.web.security import person_of

LANGUAGE: Final = "language"
ENGLISH_PATHS: Final = ("/api/", "/static/", "/healthz")

FOR_A_DEVICE: Final = {"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
"""Headers of what a device keeps for itself: no cache in between may give it another one's language."""


async def choose_language(request: Request[Any, Any, Any], rebound: Rebound) -> None:
    """Write what answers this request in the language it should have."""
    if request.url.path.startswith(ENGLISH_PATHS):
        words.use(words.ENGLISH)
    elif person_id := person_of(request, rebound):
        await use_language_of(rebound, person_id)
    else:
        words.use(of_device(request))


async def use_language_of(rebound: Rebound, person_id: str) -> None:
    """Write in the language that a person chose."""
    words.use((await rebound.journal.states(person_id)).person.language)


def of_device(request: Request[Any, Any, Any]) -> str:
    """The language for somebody who is nobody yet."""
    wanted = [request.cookies.get(LANGUAGE, ""), *_accepted(request.headers.get("accept-language", ""))]
    return next((name for name in wanted if name in words.languages()), words.ENGLISH)


def language_cookie(language: str) -> Cookie:
    """Remembers the language on this device, for pages that are shown to nobody in particular."""
    return Cookie(key=LANGUAGE, value=language, max_age=365 * 24 * 3600, path="/", samesite="lax")


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header without their countries, the preferred first."""
    found = []
    for part in header.split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            found.append((-float(weight or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]
