"""The preview page in a real browser: by keyboard and by thumb, with and without script, at any width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.browser import NARROW, PHONE, fits, visit
from support.faulty import FaultyServer, ok
from support.filling import log, said_no
from support.rebound import Served

pytestmark = pytest.mark.browser

NOTE = "She wants to see the sheet first, and the board meets in May."
TEXT = "12 calls today and 9 of them said no. The {word} is too expensive, and I feel tired. What should I do tomorrow?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a model and a note."""
    data = tmp_path_factory.mktemp("preview")
    with FaultyServer(ok("no list")) as model, Served(data, OPENAI_BASE_URL=model.base_url) as running:
        log(running, said_no("Maria Lopez", note=NOTE))
        yield running


@pytest.mark.parametrize(
    ("size", "script", "word"),
    [
        (NARROW, True, "Quibblex"),
        (PHONE, False, "Vornatrix-and-a-very-long-name-that-nobody-could-break"),
    ],
    ids=["with script", "without script"],
)
def test_a_note_is_ticked_and_somebody_kept_by_keyboard(
    chrome: Browser, served: Served, size: dict[str, int], script: bool, word: str
) -> None:
    """Enter on a tick shows the preview anew and lets nobody through; nothing sticks out; all targets are 44 px."""
    with visit(chrome, served, size, script) as visitor:
        page = visitor.page
        page.goto(f"{served.base_url}/coach")
        page.get_by_label("What happened").fill(TEXT.format(word=word))
        page.get_by_role("button", name="What would leave this machine?").click()

        tick = page.get_by_role("checkbox", name=NOTE)
        tick.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.get_by_text("A note of yours")).to_be_visible()
        expect(tick).to_be_checked()
        group = page.get_by_role("group", name=word)
        fits(page)

        group.get_by_role("button", name="It is a company").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("is in your records now")
        expect(group).to_have_count(0)
        expect(page.get_by_role("checkbox", name=NOTE)).to_be_checked()
        page.get_by_role("button", name="Ask it").click()
        page.wait_for_url("**/coach#turn-*")
