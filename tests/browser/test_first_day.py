"""The first day of somebody new, in a real browser at phone size: sign in, log three no's, ask, read a cited reply."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser import fits, sign_in, visit
from support.faulty import FaultyServer, drip
from support.filling import ask, log_calls
from support.rebound import Served, coach_json
from support.rooms import ROOMS

pytestmark = pytest.mark.browser

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_first_day(chrome: Browser, served: Served, script: bool) -> None:
    """Sign in by link, log three no's in three taps each, undo one, ask, and read a reply with its citations."""
    with visit(chrome, served, script=script) as visitor:
        page = visitor.page
        sign_in(page, served.new_link())
        expect(page.get_by_role("heading", name="Coach")).to_be_visible()

        page.get_by_role("link", name="Log").click()
        for reason, today in (("Price", "1 attempt, 1 no"), ("Price", "2 attempts, 2 no's"), ("Timing", "3 attempts")):
            page.get_by_text("Not now", exact=True).first.click()
            page.get_by_text(reason, exact=True).click()
            page.get_by_role("button", name="Log it").click()
            expect(page.get_by_text(f"Logged: 1 call, 1 no about {reason.lower()}.")).to_be_visible()
            expect(page.get_by_text(f"Today: {today}")).to_be_visible()
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
        assert visitor.problems == []


def test_a_reply_streams_and_can_be_stopped(chrome: Browser, tmp_path: Path) -> None:
    """While a model writes, the page waits calmly; Stop ends the call upstream and the reply comes by rules."""
    with (
        FaultyServer(lambda _: drip(['{"blocks": [', *" " * 600], 0.05)) as model,
        Served(tmp_path / "data", OPENAI_BASE_URL=model.base_url, NO_PROXY="127.0.0.1") as served,
        visit(chrome, served) as visitor,
    ):
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        page.get_by_label("What happened").fill(TEXT)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Reading your journal")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("was stopped, so this was made by rules.")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("Reply ready")
        assert page.locator(".block").count() >= 3
        assert visitor.problems == []


def test_a_dead_server_keeps_the_words(chrome: Browser, served: Served) -> None:
    """When the server is gone, the page says so and what was typed is still there to be sent again."""
    with visit(chrome, served) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        served.stop()
        page.get_by_label("What happened").fill(TEXT)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
        expect(page.get_by_label("What happened")).to_have_value(TEXT)
        served.start()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("No model was used.")).to_be_visible()


def test_every_room_fits(chrome: Browser, served: Served) -> None:
    """At any width nothing sticks out, and everything that is tapped is at least 44 px high."""
    log_calls(served, calls=40, noes=30, about_price=20)
    ask(served, TEXT)
    with visit(chrome, served) as visitor:
        page = visitor.page
        for room in ROOMS:
            page.goto(f"{served.base_url}/{room}")
            fits(page)
        assert visitor.problems == []
