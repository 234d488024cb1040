"""Devices: a one-time link for another one. Signing out is at the door, in `coach.web.pages.sign_in`."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

import segno
from litestar import Request, post
from litestar.di import NamedDependency
from litestar.response import Template

from coach.services import Rebound
from coach.web.pages.frame import room
from coach.words import gettext


@post("/settings/link", status_code=200, include_in_schema=False)
async def link_device(
    request: Request[Any, Any, Any], rebound: NamedDependency[Rebound], person_id: NamedDependency[str]
) -> Template:
    """A link and its QR code, shown this once. It leads to where people reach Rebound, else to where this page is."""
    base = rebound.settings.base_url or str(request.base_url)
    link = f"{base.rstrip('/')}/sign-in?token={rebound.access.new_link(person_id)}"
    return await room(
        request,
        rebound,
        person_id,
        "settings/link",
        gettext("Another device"),
        room="settings",
        link=link,
        code=qr_svg(link),
        here_only=_only_here(urlsplit(link).hostname or ""),
    )


def qr_svg(text: str) -> str:
    """A QR code as SVG: dark on light in any theme, because many cameras read no other."""
    return segno.make(text, error="l").svg_inline(
        omitsize=True, border=4, dark="#000", light="#fff", svgclass="code", lineclass=None
    )


def _only_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


ROUTES = [link_device]
