"""The Follow-ups room in a real browser at phone size: one tap and back, putting off, and words that must fit."""

import re
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect
from support.browser import DESKTOP, NARROW, PHONE, fits, visit
from support.filling import log, said_no
from support.rebound import Served

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsversicherung" * 3
RENAME = "(words) => document.querySelectorAll('.nav .spot + span').forEach((e, i) => e.textContent = words[i])"
CUT_OFF = """[...document.querySelectorAll('.nav .spot + span')].filter((e, i, all) => {
    const box = e.getBoundingClientRect(), next = all[i + 1]?.getBoundingClientRect();
    const over = next && next.top < box.bottom && box.right > next.left;
    return over || box.left < 0 || box.right > innerWidth || box.height > 20;
}).map((e) => e.textContent)"""


def due(served: Served, *names: str) -> None:
    """People who said "not now" long enough ago."""
    then = (datetime.now().astimezone() - timedelta(days=21)).isoformat()
    log(served, *(said_no(name, "Acme", "Ask for Jens.", occurred_at=then) for name in names))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_tap_and_back(chrome: Browser, served: Served, script: bool) -> None:
    """Somebody is due: a tap logs what came of it, Undo brings them back; put off, they wait under Soon."""
    due(served, "Ann Berg", "Bob Cole")
    with visit(chrome, served, script=script) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        page.get_by_role("link", name="Follow-ups").click()
        expect(page.get_by_role("heading", name="Ann Berg")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Step forward.*Ann Berg")).click()
        expect(page.get_by_role("status")).to_contain_text("Logged for Ann Berg: 1 call, 1 step forward.")
        expect(page.get_by_role("heading", name="Ann Berg")).to_have_count(0)
        page.get_by_role("status").get_by_role("button", name=re.compile("Undo")).click()
        expect(page.get_by_role("heading", name="Ann Berg")).to_be_visible()

        page.get_by_text("Put off or let go: Ann Berg").click()
        day = date.today() + timedelta(days=30)
        page.get_by_label("Another day for Ann Berg").fill(day.isoformat())
        page.get_by_role("button", name=re.compile("^Put off Ann Berg")).click()
        expect(page.get_by_role("status")).to_contain_text(f"put off until {day:%A}, {day.day} {day:%B}")
        soon = page.get_by_role("region", name="Soon")
        soon.locator("summary").first.click()
        expect(soon.get_by_text("Ask for Jens.")).to_be_visible()

        page.get_by_role("button", name=re.compile("^Final no.*Bob Cole")).click()
        page.get_by_text("Left in peace").last.click()
        expect(page.get_by_text("never suggests contacting them")).to_be_visible()
        expect(page.get_by_text("Nobody is due today.")).to_be_visible()
        assert visitor.problems == []


def test_everything_fits(chrome: Browser, served: Served) -> None:
    """Long names with everything open, and the rooms' names in German, which are longer."""
    due(served, LONG, "Bob")
    with visit(chrome, served) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/follow-ups")
        page.evaluate("document.querySelectorAll('details.fold').forEach((e) => e.open = true)")
        fits(page)
        for words in (None, ["Coach", "Eintragen", "Fortschritt", "Nachfassen", "Mehr"]):
            if words:
                page.evaluate(RENAME, words)
            for size in (NARROW, PHONE, DESKTOP):
                page.set_viewport_size(size)  # type: ignore[arg-type]
                assert page.evaluate(CUT_OFF) == []
        assert visitor.problems == []
