"""The Progress room in a real browser: without script, on a phone, in every period."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.browser import NARROW, fits, visit
from support.filling import log, log_calls, said_no
from support.rebound import Served

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung" * 3


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a bulk of calls, a run, and a win with a name that nothing breaks."""
    with Served(tmp_path_factory.mktemp("progress")) as running:
        log_calls(running, calls=40, noes=30, about_price=20, yeses=2)
        win = {"outcomes": [{"outcome": "progress"}], "prospect": {"contact": LONG[:190]}, "note": LONG}
        log(running, win, said_no())
        yield running


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_numbers_open_in_every_period(chrome: Browser, served: Served, script: bool) -> None:
    """Every table opens by keyboard; nothing sticks out; nothing is asked of elsewhere, and nothing complains."""
    with visit(chrome, served, NARROW, script) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/progress")
        for period in ("4 weeks", "All", "8 weeks"):
            page.get_by_role("link", name=period).click()
            expect(page.get_by_role("link", name=period)).to_have_attribute("aria-current", "true")
            for summary in page.locator(".plot .fold > summary").all():
                summary.focus()
                page.keyboard.press("Enter")
            expect(page.locator("details[open] table")).to_have_count(page.locator(".plot .fold").count())
            fits(page)
        assert visitor.problems == []
