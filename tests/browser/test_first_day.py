"""The first day of somebody new, in a real browser at phone size: sign in, log three no's, ask, read a cited reply."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from support.browser import DESKTOP, PHONE, browser, require_chromium
from support.faulty import FaultyServer, drip
from support.rebound import Served, coach, coach_json

pytestmark = pytest.mark.browser

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


class Watched:
    """A page, and what it did that it should not: console errors, requests to anybody else."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self._request(request, base_url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def _request(self, request: Request, base_url: str) -> None:
        if not request.url.startswith((base_url, "data:")):
            self.problems.append(request.url)


def open_page(chrome: Browser, served: Served, script: bool = True, size: dict[str, int] = PHONE) -> Watched:
    context = chrome.new_context(viewport=size, java_script_enabled=script, has_touch=size is PHONE)  # type: ignore[arg-type]
    return Watched(context, served.base_url)


def sign_in(page: Page, served: Served) -> None:
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_first_day(chrome: Browser, tmp_path: Path, script: bool) -> None:
    """Sign in by link, log three no's in three taps each, undo one, ask, and read a reply with its citations."""
    with Served(tmp_path / "data") as served:
        watched = open_page(chrome, served, script)
        page = watched.page
        sign_in(page, served)
        expect(page.get_by_role("heading", name="Coach")).to_be_visible()

        page.get_by_role("link", name="Log").click()
        for reason in ("Price", "Price", "Timing"):
            page.get_by_text("Not now", exact=True).first.click()
            page.get_by_text(reason, exact=True).click()
            page.get_by_role("button", name="Log it").click()
            expect(page.get_by_text(f"Logged: 1 call, 1 no about {reason.lower()}.")).to_be_visible()
        assert coach_json(served.data, "stats")["reasons"]["price"] == 2
        page.get_by_role("listitem").first.get_by_role("button", name=re.compile("Undo")).click()
        expect(page.get_by_text("2 no's")).to_be_visible()

        page.get_by_role("link", name="Coach").first.click()
        page.get_by_label("What happened").fill(TEXT)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("No model was used.")).to_be_visible()
        blocks = page.locator(".block")
        assert blocks.count() >= 3
        citation = page.locator("details.cite summary").first
        citation.click()
        sheet = page.get_by_role("dialog") if script else page.locator("details.cite[open]")
        expect(sheet.get_by_text(re.compile(r"^Article [ABC]: "))).to_be_visible()
        sheet.get_by_role("button", name="Helpful").click()
        if script:
            page.keyboard.press("Escape")
        page.get_by_label("How many of the nine were about price?").fill("6")
        page.get_by_role("button", name="Log it").click()
        expect(page.get_by_text("In your journal: 12 calls")).to_be_visible()
        assert coach_json(served.data, "stats")["reasons"]["price"] == 8

        page.get_by_role("link", name="Progress").click()
        for part in ("What you did", "What came back", "What it says"):
            expect(page.get_by_role("heading", name=part)).to_be_visible()
        assert page.get_by_role("img").count() >= 3
        assert watched.problems == []
        page.context.close()


def test_a_reply_streams_and_can_be_stopped(chrome: Browser, tmp_path: Path) -> None:
    """While a model writes, the page waits calmly; Stop ends the call upstream and the reply comes by rules."""
    with (
        FaultyServer(lambda _: drip(['{"blocks": [', *" " * 600], 0.05)) as model,
        Served(tmp_path / "data", OPENAI_BASE_URL=model.base_url, NO_PROXY="127.0.0.1") as served,
    ):
        watched = open_page(chrome, served)
        page = watched.page
        sign_in(page, served)
        page.get_by_label("What happened").fill(TEXT)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Reading your journal")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("was stopped, so this was made by rules.")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("Reply ready")
        assert page.locator(".block").count() >= 3
        assert watched.problems == []
        page.context.close()


def test_a_dead_server_keeps_the_words(chrome: Browser, tmp_path: Path) -> None:
    """When the server is gone, the page says so and what was typed is still there to be sent again."""
    with Served(tmp_path / "data") as served:
        watched = open_page(chrome, served)
        page = watched.page
        sign_in(page, served)
        served.stop()
        page.get_by_label("What happened").fill(TEXT)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
        expect(page.get_by_label("What happened")).to_have_value(TEXT)
        served.start()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("No model was used.")).to_be_visible()
        page.context.close()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody has logged their calls, asked, and has a reply."""
    data = tmp_path_factory.mktemp("asked")
    coach(data, "log", "40 calls, 30 no's, 20 about price", "--yes")
    coach(data, "ask", TEXT)
    with Served(data) as served:
        yield served


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_no_room_scrolls_sideways(chrome: Browser, asked: Served, size: dict[str, int]) -> None:
    """At any width nothing sticks out, and everything that is tapped is at least 44 px high."""
    watched = open_page(chrome, asked, size=size)
    page = watched.page
    sign_in(page, asked)
    expect(page.get_by_text("No model was used.")).to_be_visible()
    for room in ("coach", "log", "progress", "follow-ups"):
        page.goto(f"{asked.base_url}/{room}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), room
        small = page.evaluate(
            """[...document.querySelectorAll('a, button, summary, select, input[type=number], input:not([type])')]
                .filter((e) => e.checkVisibility() && !e.classList.contains('skip'))
                .filter((e) => e.getBoundingClientRect().height < 43.5)
                .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert small == [], room
    assert watched.problems == []
    page.context.close()
