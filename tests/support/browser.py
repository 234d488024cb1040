"""A real Chromium, driven through Playwright; the system's own, since nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, expect, sync_playwright

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
