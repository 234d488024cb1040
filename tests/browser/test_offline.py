"""Logging where the connection comes and goes: every entry reaches the journal exactly once."""

import re
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect
from support.browser import sign_in, visit
from support.filling import attempts
from support.proof import FULL
from support.rebound import Served, coach, coach_json
from support.waiting import kept, log_no, waits

pytestmark = pytest.mark.browser


@pytest.fixture
def context(chrome: Browser, served: Served) -> Iterator[BrowserContext]:
    """A phone that is signed in and keeps what it needs without a connection."""
    with visit(chrome, served) as visitor:
        visitor.page.goto(f"{served.base_url}/offline")
        visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        visitor.page.close()
        yield visitor.device


def open_log(context: BrowserContext, served: Served) -> Page:
    page = context.new_page()
    page.goto(f"{served.base_url}/log")
    return page


def sign_out_and_stay(page: Page) -> str:
    """What the person is asked; they stay."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Sign out").click()
    return asked[0]


MANY, SOME = (8, 4) if FULL else (2, 1)
"""Entries logged in a row; in full they add up to fifty."""


def test_fifty_entries_on_a_bad_day(context: BrowserContext, served: Served) -> None:
    """Online, offline, reloaded, with a tab that dies, two tabs at once, answers lost, the server restarted, and one
    entry refused: in the end the journal has every one exactly once."""
    page = open_log(context, served)
    log_no(page, MANY)
    waits(page, 0)

    context.set_offline(True)
    log_no(page, MANY)
    waits(page, MANY)
    page.reload()
    expect(page.get_by_text("No connection to your journal.")).to_be_visible()
    waits(page, MANY)
    log_no(page, SOME)
    waits(page, MANY + SOME)
    context.set_offline(False)
    waits(page, 0)
    expected = 2 * MANY + SOME
    assert attempts(served) == expected

    context.set_offline(True)
    other = open_log(context, served)
    log_no(page, SOME)
    log_no(other, SOME)
    waits(page, 2 * SOME)
    context.set_offline(False)
    waits(page, 0)
    waits(other, 0)

    context.set_offline(True)
    log_no(other, SOME)
    other.close(run_before_unload=False)
    context.set_offline(False)
    page.reload()
    waits(page, 0)
    expected += 3 * SOME
    assert attempts(served) == expected

    served.stop(signal.SIGKILL)
    log_no(page, MANY)
    waits(page, MANY)
    served.start()
    page.reload()
    waits(page, 0)

    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    context.route("**/api/v1/entries", lose)
    with context.expect_event("requestfailed", lambda request: request.url.endswith("/api/v1/entries")):
        log_no(page, SOME)
    waits(page, SOME)
    context.unroute_all(behavior="ignoreErrors")
    page.reload()
    waits(page, 0)
    assert 200 in lost
    expected += MANY + SOME
    assert attempts(served) == expected

    page.get_by_text("Add details").click()
    soon = (datetime.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    page.get_by_label("When, if not now").fill(soon)
    page.get_by_label("Contact").fill("Jo Brandt")
    page.get_by_text("Final no", exact=True).click()
    page.get_by_role("button", name="Log it").click()
    refused = page.get_by_role("listitem").filter(
        has_text="Not in your journal yet. This is dated more than a day ahead."
    )
    expect(refused).to_be_visible()
    log_no(page, SOME + 1)
    waits(page, 1)
    page.reload()
    expect(refused).to_be_visible()
    waits(page, 1)
    expect(page.get_by_text("until your journal can be reached")).to_be_hidden()
    expected += SOME + 1
    assert attempts(served) == expected
    refused.get_by_role("button", name="Mend").click()
    expect(page.get_by_role("radio", name="Final no")).to_be_checked()
    page.get_by_label("When, if not now").fill("")
    page.get_by_role("button", name="Log it").click()
    expect(refused).to_be_hidden()
    waits(page, 0)
    assert attempts(served) == expected + 1
    assert not FULL or expected + 1 == 50
    assert coach_json(served.data, "stats")["outcomes"]["hard_no"] == 1
    page.goto(f"{served.base_url}/follow-ups")
    page.get_by_text("Left in peace").click()
    expect(page.get_by_text("Jo Brandt")).to_be_visible()


def test_what_is_undone_before_it_arrives_is_not_there(context: BrowserContext, served: Served) -> None:
    """Whether it was never sent, or sent with the answer lost."""
    page = open_log(context, served)
    context.set_offline(True)
    log_no(page, 2)
    page.locator("#waiting").get_by_role("button", name=re.compile("Undo")).first.click()
    waits(page, 1)
    context.set_offline(False)
    waits(page, 0)
    assert attempts(served) == 1

    context.route("**/api/v1/entries", lambda route: (route.fetch(), route.abort()))
    with context.expect_event("requestfailed", lambda request: request.url.endswith("/api/v1/entries")):
        log_no(page, 1)
    page.locator("#waiting").get_by_role("button", name=re.compile("Undo")).click()
    expect(page.get_by_text("Taken back, as soon as there is a connection.")).to_be_visible()
    context.unroute_all(behavior="ignoreErrors")
    page.reload()
    waits(page, 0)
    for _ in range(50):  # a page that has just loaded may not have opened its store yet, and sees an empty one
        if attempts(served) == 1:
            break
        page.wait_for_timeout(100)
    assert attempts(served) == 1


def test_signing_out_leaves_nothing_on_the_device(context: BrowserContext, served: Served) -> None:
    """Waiting entries are sent first; where they cannot be, the person is asked before they are lost."""
    page = open_log(context, served)
    context.set_offline(True)
    log_no(page, 1)
    page.get_by_text("More", exact=True).click()
    assert sign_out_and_stay(page) == "One entry has not reached the journal. Sign out and lose it?"
    context.set_offline(False)
    waits(page, 0)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert kept(page) == []
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert attempts(served) == 1


def test_another_person_gets_nobody_elses_entries(context: BrowserContext, served: Served) -> None:
    """What waits on a device belongs to whoever wrote it, and nobody loses it for them unasked."""
    coach(served.data, "user", "add", "Other")
    page = open_log(context, served)
    served.stop(signal.SIGKILL)  # a page that closes is online again for a moment, whatever Chromium was told
    log_no(page, 2)
    waits(page, 2)
    page.close()
    context.route("**/api/v1/entries", lambda route: route.abort())
    served.start()
    page = context.new_page()
    sign_in(page, served.new_link("Other"))
    waits(page, 0)
    context.unroute_all(behavior="ignoreErrors")
    page.goto(f"{served.base_url}/log")
    log_no(page, 1)
    waits(page, 0)
    assert page.request.get(f"{served.base_url}/api/v1/stats").json()["outreach"] == 1
    assert attempts(served) == 0
    page.get_by_text("More", exact=True).click()
    assert sign_out_and_stay(page) == "2 entries have not reached the journal. Sign out and lose them?"


@pytest.mark.parametrize("room", ["coach", "progress"])
def test_a_room_that_cannot_be_reached_says_so(context: BrowserContext, served: Served, room: str) -> None:
    """And comes back by one tap."""
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{served.base_url}/{room}")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name=room.capitalize())).to_be_visible()
