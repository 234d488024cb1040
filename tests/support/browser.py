"""A real Chromium, driven through Playwright; the system's own, since nothing is downloaded.

with visit(chrome, served) as visitor:
    visitor.page.goto(f"{served.base_url}/log")
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from support.rebound import Served

from coach.web.security import COOKIE

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NARROW: Final = {"width": 320, "height": 640}
PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1280, "height": 900}

PATIENCE: Final = 30_000
"""Milliseconds that an expectation may take to come true, on a machine that is busy with other tests."""


def chromium() -> str | None:
    """The path of this machine's Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def require_chromium() -> str:
    """The path, or skip with a notice; where REBOUND_REQUIRE_BROWSER=1 a missing browser is a failure."""
    import pytest

    path = chromium()
    if path is None:
        notice = "no Chromium on this machine"
        if os.environ.get("REBOUND_REQUIRE_BROWSER") == "1":
            pytest.fail(notice)
        pytest.skip(notice)
    return path


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """A browser that talks to loopback only and is closed with the block."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield running
        finally:
            running.close()


class Visitor:
    """A page on a device, and in `problems` what it did that it should not: errors, requests to anybody else."""

    def __init__(self, device: BrowserContext, base_url: str) -> None:
        self.device = device
        self.page: Page = device.new_page()
        self.problems: list[str] = []
        self._base_url = base_url
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._base_url, "data:")):
            self.problems.append(request.url)


@contextmanager
def visit(
    chrome: Browser, served: Served, size: dict[str, int] = PHONE, script: bool = True, **device: Any
) -> Iterator[Visitor]:
    """Somebody on a device of their own, which goes with the block. They have signed in; no page is open yet."""
    touched = size["width"] < DESKTOP["width"]
    options: dict[str, Any] = {"viewport": size, "java_script_enabled": script, "has_touch": touched, **device}
    with chrome.new_context(**options) as context, served.signed_in() as client:
        context.add_cookies([{"name": COOKIE, "value": client.cookies[COOKIE], "url": served.base_url}])
        yield Visitor(context, served.base_url)


def sign_in(page: Page, link: str) -> None:
    """Through the door."""
    page.goto(link)
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")


TARGETS: Final = "nav a, .btn, .link, button, summary, select, label:has(input), .fields :is(input, textarea)"
SMALL: Final = f"""[...document.querySelectorAll('{TARGETS}')]
    .filter((e) => e.checkVisibility() && e.type !== 'hidden' && !e.classList.contains('skip'))
    .filter((e) => {{
        const cut = e.scrollWidth > e.clientWidth + 1 && !e.matches('input, textarea, select');
        return cut || e.getBoundingClientRect().height < 43.5;
    }})
    .map((e) => e.outerHTML.slice(0, 80))"""


def fits(page: Page) -> None:
    """On a small phone, a phone and a desktop nothing sticks out or is cut off; what is tapped is 44 px high."""
    before = page.viewport_size
    for size in (NARROW, PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        small = page.evaluate(SMALL)
        assert small == [], (size, small)
    if before:
        page.set_viewport_size(before)
