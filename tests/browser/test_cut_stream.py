"""A reply whose connection breaks anywhere ends with the same text as one that came in one piece."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.answers import Answer, Received
from support.browser import visit
from support.cutting import Cutting
from support.faulty import FaultyServer, drip
from support.filling import log_calls
from support.proof import FULL
from support.rebound import Served
from support.scripted import rewritten

pytestmark = pytest.mark.browser

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."
PLACES = [*((events, more) for events in range(6) for more in (0, 40)), (6, 0)]
"""The reply comes in six events; behind the last there is nothing to cut."""


def slowly(request: Received) -> Answer:
    """A good model that takes its time."""
    text = rewritten(request)
    return drip([text[at : at + 40] for at in range(0, len(text), 40)], 0.02)


@pytest.fixture(scope="module")
def page(chrome: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Cutting, Served]]:
    """Somebody with a journal, on a phone behind a connection that can be cut."""
    with (
        FaultyServer(slowly) as model,
        Served(tmp_path_factory.mktemp("cut"), OPENAI_BASE_URL=model.base_url, NO_PROXY="127.0.0.1") as served,
        Cutting(served.port) as proxy,
        visit(chrome, served) as visitor,
    ):
        log_calls(served, calls=40, noes=30, about_price=20)
        visitor.page.goto(f"{proxy.base_url}/coach")
        yield visitor.page, proxy, served


def ask(page: Page, number: int) -> str:
    """Ask, and count what a screen reader is told. Returns the reply's id."""
    reply_id: str = page.locator("#composer [name=reply_id]").input_value()
    page.evaluate("""() => {
        const status = document.getElementById("announce");
        window.told = [];
        window.observer?.disconnect();
        window.observer = new MutationObserver(() => status.textContent && window.told.push(status.textContent));
        window.observer.observe(status, { childList: true, characterData: true, subtree: true });
    }""")
    page.get_by_label("What happened").fill(f"{TEXT} That was number {number}.")
    page.get_by_role("button", name="Send").click()
    return reply_id


def same_as_journal(page: Page, reply_id: str) -> None:
    """The page has the blocks that the journal has, each once and in order."""
    reply = page.evaluate("(id) => fetch(`/api/v1/replies/${id}`).then((answer) => answer.json())", reply_id)
    shown = page.locator(f"#turn-{reply_id} .block .text").all_text_contents()
    assert [" ".join(text.split()) for text in shown] == [" ".join(one["text"].split()) for one in reply["blocks"]]
    expect(page.locator(f"#turn-{reply_id}")).to_contain_text(reply["note"][:40])


@pytest.mark.parametrize(("events", "more"), PLACES if FULL else [(1, 40), (3, 0)])
def test_a_cut_stream_goes_on(page: tuple[Page, Cutting, Served], events: int, more: int) -> None:
    """At a boundary of blocks, or inside one; a screen reader is told once."""
    opened, proxy, _ = page
    before = proxy.cuts
    proxy.cut_after(events, more)
    reply_id = ask(opened, events * 100 + more)
    expect(opened.get_by_role("button", name="Send")).to_be_visible()
    same_as_journal(opened, reply_id)
    told = opened.evaluate("window.told")
    assert len(told) == 1 and told[0].startswith("Reply ready: ")
    assert proxy.cuts == before + 1


def test_a_page_that_is_loaded_anew_goes_on(page: tuple[Page, Cutting, Served]) -> None:
    """In the middle of a reply."""
    opened, _, _ = page
    reply_id = ask(opened, 1)
    expect(opened.locator(f"#turn-{reply_id} .block").first).to_be_visible()
    opened.reload()
    expect(opened.locator(f"#turn-{reply_id} .block .text").nth(2)).to_be_visible()
    expect(opened.get_by_role("button", name="Send")).to_be_visible()
    same_as_journal(opened, reply_id)


def test_a_phone_that_slept_goes_on(page: tuple[Page, Cutting, Served]) -> None:
    """The page was hidden while its connection died without a word."""
    opened, _, _ = page
    reply_id = ask(opened, 2)
    expect(opened.locator(f"#turn-{reply_id} .block").first).to_be_visible()
    opened.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(opened.get_by_role("button", name="Send")).to_be_visible()
    same_as_journal(opened, reply_id)


def test_a_server_that_is_started_anew_goes_on(page: tuple[Page, Cutting, Served]) -> None:
    """What was shown stays, and the rest comes by rules."""
    opened, _, served = page
    reply_id = ask(opened, 3)
    expect(opened.locator(f"#turn-{reply_id} .block").first).to_be_visible()
    served.stop(9)
    served.start()
    expect(opened.get_by_role("button", name="Send")).to_be_visible()
    same_as_journal(opened, reply_id)
