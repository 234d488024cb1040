"""Static files: read once, served under a path that holds their digest, so a browser may keep them for ever."""

import hashlib
import json
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, Final

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Template

from coach.web.language import FOR_A_DEVICE
from coach.words import ENGLISH, gettext, language, use

WORKER: Final = "sw.js"
MANIFEST: Final = "manifest.webmanifest"

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}

_FILES: Final = {
    entry.name: entry.read_bytes()
    for entry in sorted((files("coach.web") / "static").iterdir(), key=lambda entry: entry.name)
    if PurePosixPath(entry.name).suffix in TYPES
}
_DIGEST: Final = hashlib.sha256(b"".join(name.encode() + body for name, body in _FILES.items())).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file. Raises KeyError for one that does not exist."""
    _FILES[name]
    return f"/static/{_DIGEST}/{name}"


def manifest() -> str:
    """The address of what describes the app to a device. It says the language, for browsers ask without cookies."""
    return asset(MANIFEST) if language() == ENGLISH else f"/manifest/{language()}"


@get("/manifest/{spoken:str}", include_in_schema=False, sync_to_thread=False)
def serve_manifest(spoken: str) -> Response[bytes]:
    """The same in another language."""
    use(spoken)
    body = json.dumps(_in_use(json.loads(_FILES[MANIFEST])), ensure_ascii=False).encode()
    return Response(body, media_type=TYPES[".webmanifest"], headers=FOR_A_DEVICE)


def _in_use(part: Any, key: str = "") -> Any:
    match part:
        case dict():
            return {name: _in_use(value, name) for name, value in part.items()}
        case list():
            return [_in_use(one) for one in part]
        case str() if key == "src":
            return asset(part)
        case str() if key in ("name", "description"):
            return gettext(part)
    return part


@get("/sw.js", include_in_schema=False, sync_to_thread=False)
def serve_worker() -> Response[bytes]:
    """The service worker, which stands at the root to serve every page. It is told what to keep.

    The language is part of its version: where a device's language changes, the worker fetches its pages anew.
    """
    kept = [asset(name) for name in _FILES if PurePosixPath(name).suffix in (".css", ".js", ".svg") and name != WORKER]
    version = f"{_DIGEST}-{language()}"
    head = f"const VERSION = {json.dumps(version)}, FILES = {json.dumps(kept)};\n".encode()
    return Response(head + _FILES[WORKER], media_type=TYPES[".js"], headers=FOR_A_DEVICE)


@get("/offline", include_in_schema=False, sync_to_thread=False)
def serve_offline() -> Template:
    """What a device shows for a room that it cannot reach. It holds nothing of anybody."""
    context = {"page_title": gettext("No connection"), "today": "", "room": "", "asset": asset, "shell": True}
    return Template(template_name="offline.html", context=context, headers=FOR_A_DEVICE)


@get("/static/{digest:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def serve_asset(digest: str, name: str) -> Response[bytes]:
    """One static file. An address with an old digest gets the new file, but not for ever."""
    if name not in _FILES:
        raise NotFoundException("There is no such file.")
    lasting = "public, max-age=31536000, immutable" if digest == _DIGEST else "no-cache"
    return Response(_FILES[name], media_type=TYPES[PurePosixPath(name).suffix], headers={"Cache-Control": lasting})
