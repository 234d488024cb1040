"""The Pitch room in a real browser: from the first words to a revision that is taken over, and words that must fit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import DESKTOP, PHONE, browser, require_chromium
from support.faulty import FaultyServer
from support.rebound import Served, coach
from support.revising import PITCH, SHOWN, WHY, reviser

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitaenswitwe" * 4
SMALL = """[...document.querySelectorAll('.btn, .link, button, summary, .fields :is(input, textarea)')]
    .filter((e) => e.checkVisibility())
    .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


def open_room(
    chrome: Browser, served: Served, problems: list[str], script: bool = True, size: dict[str, int] = PHONE
) -> Page:
    """The room by way of the menu. `problems`: what the page did that it should not."""
    page = chrome.new_context(viewport=size, java_script_enabled=script).new_page()  # type: ignore[arg-type]
    page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((served.base_url, "data:")) else problems.append(sent.url)
    )
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Pitch").click()
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_words_to_a_revision(chrome: Browser, tmp_path: Path, script: bool) -> None:
    """Words are kept, changed, revised by a model and taken over; then the person goes back to their own."""
    problems: list[str] = []
    coach(tmp_path / "data", "log", "--outcome", "soft_no", "--contact", "Maria Lopez", "--company", "Acme GmbH")
    with (
        FaultyServer(reviser) as model,
        Served(tmp_path / "data", OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served,
    ):
        page = open_room(chrome, served, problems, script)
        page.get_by_label("The words").fill("You ship daily.\n\nReturns cost a day.")
        page.get_by_label("What to call it").fill("Opener")
        page.get_by_role("button", name="Keep these words").click()
        expect(page.get_by_role("status")).to_contain_text("In use from now on: 1.1 Opener.")
        expect(page.locator(".saying").first).to_have_text("You ship daily.\n\nReturns cost a day.")

        page.get_by_text("Change the words").click()
        page.get_by_label("The words").first.fill(PITCH)
        page.get_by_role("button", name="Use these words").click()
        expect(page.get_by_role("heading", name="In use: 1.2 Opener")).to_be_visible()

        page.get_by_role("button", name="Ask the coach what to change in 1.2").click()
        revised = page.get_by_role("region", name="1.2, revised")
        expect(revised.get_by_text(WHY)).to_be_visible()
        expect(revised.get_by_text("and you").locator("xpath=self::ins")).to_be_visible()
        expect(revised.locator("del").first).to_be_visible()
        revised.locator(".cite summary").first.click()
        expect(revised.get_by_text("Told in our own words.").first).to_be_visible()
        revised.get_by_role("link", name="What left this machine").click()
        expect(page.get_by_text("For the revision of")).to_be_visible()
        page.get_by_role("link", name="Back to the pitch").click()
        page.get_by_role("button", name="Use this version").click()
        expect(page.get_by_role("status")).to_contain_text("In use from now on: 1.3 Opener.")
        expect(page.locator(".saying").first).to_have_text(SHOWN)

        page.locator("summary").filter(has_text="1.2 Opener").click()
        page.get_by_role("button", name=re.compile("^Use this one.*1.2 Opener")).click()
        expect(page.get_by_role("status")).to_contain_text("In use from now on: 1.2 Opener.")
        assert problems == []
        page.context.close()


@pytest.mark.parametrize("size", [{"width": 320, "height": 700}, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_everything_fits(chrome: Browser, tmp_path: Path, size: dict[str, int]) -> None:
    """Long words and titles with everything open, changes marked by more than colour."""
    data = tmp_path / "data"
    for words in (f"They carry {LONG}.", f"We carry {LONG} anywhere."):
        coach(data, "pitch", "add", words, "--title", LONG[:200])
    problems: list[str] = []
    with Served(data) as served:
        page = open_room(chrome, served, problems, size=size)
        page.get_by_role("button", name="Ask the coach").click()
        expect(page.get_by_text("Nothing was rewritten: no model is configured.")).to_be_in_viewport()
        page.evaluate("document.querySelectorAll('.fold, .cite').forEach((e) => e.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(SMALL) == []
        assert "underline" in page.locator("ins").first.evaluate("(e) => getComputedStyle(e).textDecorationLine")
        assert "line-through" in page.locator("del").first.evaluate("(e) => getComputedStyle(e).textDecorationLine")
        assert problems == []
        page.context.close()
