"""The Follow-ups room in a real browser at phone size: one tap and back, putting off, and words that must fit."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from support.browser import DESKTOP, PHONE, browser, require_chromium
from support.rebound import Served, coach

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsversicherung" * 3
SMALL = """[...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
    .filter((e) => e.checkVisibility() && !e.classList.contains('skip'))
    .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 80))"""
RENAME = "(words) => document.querySelectorAll('.nav .spot + span').forEach((e, i) => e.textContent = words[i])"
CUT_OFF = """[...document.querySelectorAll('.nav .spot + span')].filter((e, i, all) => {
    const box = e.getBoundingClientRect(), next = all[i + 1]?.getBoundingClientRect();
    const over = next && next.top < box.bottom && box.right > next.left;
    return over || box.left < 0 || box.right > innerWidth || box.height > 20;
}).map((e) => e.textContent)"""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


def due(data: Path, *names: str) -> None:
    """People who said "not now" long enough ago."""
    then = (date.today() - timedelta(days=21)).isoformat()
    for name in names:
        no = ("--outcome", "soft_no", "--reason", "hesitation", "--at", then)
        done = coach(data, "log", *no, "--contact", name, "--company", "Acme", "--note", "Ask for Jens.")
        assert done.returncode == 0, done.stderr


def open_room(
    chrome: Browser, served: Served, problems: list[str], script: bool = True, size: dict[str, int] = PHONE
) -> Page:
    """The room, for somebody who signed in. `problems`: what the page did that it should not."""

    def asked(request: Request) -> None:
        if not request.url.startswith((served.base_url, "data:")):
            problems.append(request.url)

    page = chrome.new_context(viewport=size, java_script_enabled=script).new_page()  # type: ignore[arg-type]
    page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", asked)
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")
    page.get_by_role("link", name="Follow-ups").click()
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_tap_and_back(chrome: Browser, tmp_path: Path, script: bool) -> None:
    """Somebody is due: a tap logs what came of it, Undo brings them back; put off, they wait under Soon."""
    due(tmp_path / "data", "Ann Berg", "Bob Cole")
    problems: list[str] = []
    with Served(tmp_path / "data") as served:
        page = open_room(chrome, served, problems, script)
        expect(page.get_by_role("heading", name="Ann Berg")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Step forward.*Ann Berg")).click()
        expect(page.get_by_role("status")).to_contain_text("Logged for Ann Berg: 1 call, 1 step forward.")
        expect(page.get_by_role("heading", name="Ann Berg")).to_have_count(0)
        page.get_by_role("status").get_by_role("button", name=re.compile("Undo")).click()
        expect(page.get_by_role("heading", name="Ann Berg")).to_be_visible()

        page.get_by_text("Put off or let go").first.click()
        day = date.today() + timedelta(days=30)
        page.get_by_label("Another day").first.fill(day.isoformat())
        page.get_by_role("button", name=re.compile("^Put off Ann Berg")).click()
        expect(page.get_by_role("status")).to_contain_text(f"put off until {day:%A}, {day.day} {day:%B}")
        soon = page.get_by_role("region", name="Soon")
        soon.locator("summary").first.click()
        expect(soon.get_by_text("Ask for Jens.")).to_be_visible()

        page.get_by_role("button", name=re.compile("^Final no.*Bob Cole")).click()
        page.get_by_text("Left in peace").last.click()
        expect(page.get_by_text("never suggests contacting them")).to_be_visible()
        expect(page.get_by_text("Nobody is due today.")).to_be_visible()
        assert problems == []
        page.context.close()


@pytest.mark.parametrize("size", [{"width": 320, "height": 700}, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_everything_fits(chrome: Browser, tmp_path: Path, size: dict[str, int]) -> None:
    """Long names with everything open, and the rooms' names in German, which are longer."""
    due(tmp_path / "data", LONG, "Bob")
    problems: list[str] = []
    with Served(tmp_path / "data") as served:
        page = open_room(chrome, served, problems, size=size)
        page.evaluate("document.querySelectorAll('details.fold').forEach((e) => e.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(SMALL) == []
        assert page.evaluate(CUT_OFF) == []
        page.evaluate(RENAME, ["Coach", "Eintragen", "Fortschritt", "Wiedervorlagen", "Mehr"])
        assert page.evaluate(CUT_OFF) == []
        assert problems == []
        page.context.close()
