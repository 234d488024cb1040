"""The Settings room in a real browser: by keyboard and by thumb, with and without script, at any width."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser import NARROW, PHONE, fits, visit
from support.filling import log
from support.rebound import Served, coach, coach_json

pytestmark = pytest.mark.browser

LONG = "Maria " + "Donaudampfschifffahrtsgesellschaftskapitaenswitwe" * 3


@pytest.mark.parametrize(
    ("size", "script"),
    [(NARROW, True), (PHONE, False)],
    ids=["with script", "without script"],
)
def test_settings_are_kept_and_somebody_forgotten(
    chrome: Browser, tmp_path: Path, size: dict[str, int], script: bool
) -> None:
    """From the menu: settings by keyboard, a day off, somebody found and forgotten, a link, a download."""
    data = tmp_path / "data"
    coach(data, "user", "add", "Jo", "--time-zone", "UTC")
    with Served(data) as served, visit(chrome, served, size, script, timezone_id="America/Bogota") as visitor:
        log(served, {"outcomes": [{"outcome": "hard_no", "confirmed": True}], "prospect": {"contact": LONG}})
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        page.get_by_text("More", exact=True).click()
        page.get_by_role("link", name="Settings").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
        fits(page)

        here = page.get_by_role("button", name="Use this device's")
        if script:
            here.click()
            expect(page.get_by_label("Time zone")).to_be_focused()
        else:
            expect(here).to_be_hidden()
            page.get_by_label("Time zone").fill("America/Bogota")
        page.get_by_label("Sat").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Kept: America/Bogota, Mon, Tue, Wed, Thu, Fri, Sat.")
        expect(page.get_by_role("status")).to_be_in_viewport()
        page.get_by_role("button", name="Take it off").click()
        expect(page.get_by_role("status")).to_contain_text("Off: ")
        expect(page.get_by_role("region", name="Rest").get_by_role("listitem")).to_contain_text("Today")

        page.get_by_label("Find somebody").fill("maria")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Found 1 prospect.")
        expect(page.get_by_role("status")).to_be_in_viewport()
        assert "maria" not in page.url
        fits(page)
        page.get_by_role("link", name=f"Forget {LONG}").click()
        for_ever = page.get_by_role("button", name=f"Forget {LONG} for ever")
        expect(for_ever).to_be_visible()
        fits(page)
        for_ever.click()
        expect(page.get_by_role("status")).to_contain_text("Forgotten.")
        assert coach_json(data, "prospects")[0]["forgotten"] is True

        with page.expect_download() as saved:
            page.get_by_role("button", name="Download everything").click()
        lines = saved.value.path().read_text("utf-8").splitlines()
        assert json.loads(lines[0])["format"] == "rebound-journal"

        page.get_by_role("button", name="Link another device").click()
        expect(page.get_by_role("img", name="QR code")).to_be_visible()
        fits(page)
        assert visitor.problems == []
