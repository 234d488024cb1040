"""The Pitch room in a real browser: from the first words to a revision that is taken over, and words that must fit."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser import NARROW, fits, visit
from support.faulty import FaultyServer
from support.filling import add_pitch, log, said_no
from support.rebound import Served
from support.revising import PITCH, SHOWN, WHY, reviser

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitaenswitwe" * 4


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_words_to_a_revision(chrome: Browser, tmp_path: Path, script: bool) -> None:
    """Words are kept, changed, revised by a model and taken over; then the person goes back to their own."""
    with (
        FaultyServer(reviser) as model,
        Served(tmp_path / "data", OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served,
        visit(chrome, served, script=script) as visitor,
    ):
        log(served, said_no("Maria Lopez", "Acme GmbH"))
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        page.get_by_text("More", exact=True).click()
        page.get_by_role("link", name="Pitch").click()
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
        assert visitor.problems == []


def test_everything_fits(chrome: Browser, served: Served) -> None:
    """Long words and titles with everything open, changes marked by more than colour."""
    for words in (f"They carry {LONG}.", f"We carry {LONG} anywhere."):
        add_pitch(served, words, LONG[:200])
    with visit(chrome, served, NARROW) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/pitch")
        page.get_by_role("button", name="Ask the coach").click()
        expect(page.get_by_text("Nothing was rewritten: no model is configured.")).to_be_in_viewport()
        page.evaluate("document.querySelectorAll('.fold, .cite').forEach((e) => e.open = true)")
        fits(page)
        assert "underline" in page.locator("ins").first.evaluate("(e) => getComputedStyle(e).textDecorationLine")
        assert "line-through" in page.locator("del").first.evaluate("(e) => getComputedStyle(e).textDecorationLine")
        assert visitor.problems == []
