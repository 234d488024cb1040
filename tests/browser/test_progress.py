"""The Progress room in a real browser: without script, on a phone, in every period."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.browser import PHONE, browser, require_chromium
from support.rebound import Served, coach

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung" * 3


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a bulk of calls, a run, and a win with a name that nothing breaks."""
    data = tmp_path_factory.mktemp("progress")
    coach(data, "log", "40 calls, 30 no's, 20 about price, 2 yeses", "--yes")
    coach(data, "log", "--outcome", "progress", "--contact", LONG[:190], "--note", LONG)
    coach(data, "log", "--outcome", "soft_no")
    with Served(data) as running:
        yield running


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_numbers_open_in_every_period(chrome: Browser, served: Served, width: int, script: bool) -> None:
    """Every table opens by keyboard; nothing sticks out; nothing is asked of elsewhere, and nothing complains."""
    page = chrome.new_context(
        viewport={"width": width, "height": PHONE["height"]}, java_script_enabled=script
    ).new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: problems.append(request.url) if served.base_url not in request.url else None)
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    page.get_by_role("button", name="Sign in on this device").click()
    page.goto(f"{served.base_url}/progress")
    for period in ("4 weeks", "All", "8 weeks"):
        page.get_by_role("link", name=period).click()
        expect(page.get_by_role("link", name=period)).to_have_attribute("aria-current", "true")
        for summary in page.locator(".plot .fold > summary").all():
            summary.focus()
            page.keyboard.press("Enter")
        expect(page.locator("details[open] table")).to_have_count(page.locator(".plot .fold").count())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), period
    assert problems == []
    page.context.close()
