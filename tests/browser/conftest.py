"""For all tests in a browser: one Chromium, and a journal that nothing is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.browser import browser, require_chromium
from support.rebound import Served


# Not for the whole session: while Playwright runs, no other test can run an event loop of its own.
@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with Served(tmp_path / "data") as running:
        yield running
