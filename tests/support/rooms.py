"""The states that a room can be in, and how a person brings them about. Each takes a page and the server's address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from playwright.sync_api import Page, expect

State = Callable[[Page, str], None]

ROOMS: Final = ("coach", "log", "progress", "follow-ups", "pitch", "settings")


def at(path: str) -> State:
    """A room as it opens."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}{path}")

    return go


def asked(text: str) -> State:
    """The coach has replied."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/coach")
        page.get_by_label("What happened").fill(text)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("status")).to_contain_text("Reply ready")

    return go


def unreachable(text: str) -> State:
    """The coach was asked without a connection. It stays lost."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/coach")
        page.context.set_offline(True)
        page.get_by_label("What happened").fill(text)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_visible()

    return go


def under_way(text: str) -> State:
    """The coach was asked, and nothing of the reply has come. It stays so for this page."""

    def go(page: Page, base: str) -> None:
        page.route("**/events*", lambda route: None)
        page.goto(f"{base}/coach")
        page.get_by_label("What happened").fill(text)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()

    return go


def previewed(text: str) -> State:
    """What would leave the machine."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/coach")
        page.get_by_label("What happened").fill(text)
        page.get_by_role("button", name="What would leave this machine?").click()
        page.wait_for_url("**/preview")

    return go


def citation(page: Page, base: str) -> None:
    """A card of the last reply is open."""
    page.goto(f"{base}/coach")
    page.locator(".cite summary").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def menu(page: Page, base: str) -> None:
    """All rooms."""
    page.goto(f"{base}/coach")
    page.locator("summary.to-more").click()


def receipt(page: Page, base: str) -> None:
    """What left the machine for the last reply."""
    page.goto(f"{base}/coach")
    page.get_by_role("link", name="What left this machine").last.click()
    expect(page.get_by_role("heading", name="What left this machine")).to_be_visible()


def logged(contact: str, note: str = "") -> State:
    """A no was logged, and the journal has it."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/log")
        page.get_by_text("Not now", exact=True).first.click()
        page.get_by_text("Price", exact=True).click()
        page.get_by_text("Add details").click()
        page.get_by_label("Contact").fill(contact)
        page.get_by_label("Note").fill(note)
        page.get_by_role("button", name="Log it").click()
        expect(page.get_by_role("status")).to_contain_text("Logged: 1 call, 1 no about price.")

    return go


def waiting(company: str = "") -> State:
    """A no was logged without a connection, which stays lost."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/log")
        page.context.set_offline(True)
        page.get_by_text("Final no", exact=True).click()
        page.get_by_text("Add details").click()
        page.get_by_label("Company").fill(company)
        page.get_by_role("button", name="Log it").click()
        expect(page.get_by_role("heading", name="Waiting")).to_be_visible()

    return go


def to_mend(page: Page, base: str) -> None:
    """A no was dated three days ahead, which the journal does not take."""
    page.goto(f"{base}/log")
    page.get_by_text("Add details").click()
    page.get_by_label("When, if not now").fill((datetime.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_text("Final no", exact=True).click()
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("This is dated more than a day ahead.")).to_be_visible()


def found(words: str) -> State:
    """Somebody was looked for in Settings."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}/settings")
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/settings/prospects*")

    return go


def revised(page: Page, base: str) -> None:
    """The coach was asked about the pitch, and everything is open."""
    page.goto(f"{base}/pitch")
    page.get_by_role("button", name="Ask the coach").click()
    expect(page.get_by_role("button", name="Use this version")).to_be_visible()
    page.evaluate("document.querySelectorAll('.fold, .cite').forEach((one) => one.open = true)")


def unchanged(page: Page, base: str) -> None:
    """The same words were given for the pitch again, which is refused."""
    page.goto(f"{base}/pitch")
    page.get_by_text("Change the words").click()
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_role("alert")).to_be_visible()


def refused(page: Page, base: str) -> None:
    """A time zone that does not exist was given in Settings."""
    page.goto(f"{base}/settings")
    page.get_by_label("Time zone").fill("Mars")
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("alert")).to_be_visible()


def another_device(page: Page, base: str) -> None:
    """A link and a QR code for another device."""
    page.goto(f"{base}/settings")
    page.get_by_role("button", name="Link another device").click()
    page.wait_for_url("**/settings/link")
