"""Every room in every state, for everybody: no finding by axe-core at any width, light and dark; by keyboard alone."""

import json
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.browser import browser, require_chromium
from support.faulty import FaultyServer
from support.proof import FULL
from support.rebound import Served, coach, coach_json
from support.revising import PITCH, well_behaved_in_all

pytestmark = pytest.mark.browser

TEXT = "12 calls today, 9 no's, most said too expensive. Quendlin never called back. I feel useless."
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung " * 3

State = Callable[[Page, str], None]


def at(path: str) -> State:
    """A room as it opens."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}{path}")

    return go


def open_citation(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.locator(".cite summary").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def open_menu(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.locator("summary.to-more").click()


def stopped(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.context.set_offline(True)
    page.get_by_label("What happened").fill(TEXT)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.context.set_offline(False)


def preview(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.get_by_label("What happened").fill(TEXT)
    page.get_by_role("button", name="What would leave this machine?").click()


def receipt(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.get_by_role("link", name="What left this machine").last.click()


def logged(page: Page, base: str) -> None:
    page.goto(f"{base}/log")
    page.get_by_text("Not now", exact=True).first.click()
    page.get_by_text("Price", exact=True).click()
    page.get_by_text("Add details").click()
    page.get_by_label("Contact").fill(LONG[:200])
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("status")).to_contain_text("Logged")


def waiting(page: Page, base: str) -> None:
    page.goto(f"{base}/log")
    page.context.set_offline(True)
    page.get_by_text("Final no", exact=True).click()
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("Waiting", exact=True)).to_be_visible()
    page.context.set_offline(False)


def versions(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.evaluate("document.querySelectorAll('.fold').forEach((one) => one.open = true)")


def revised(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.get_by_role("button", name="Ask the coach").click()
    expect(page.get_by_role("button", name="Use this version")).to_be_visible()
    page.evaluate("document.querySelectorAll('.fold, .cite').forEach((one) => one.open = true)")


def kept(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch?now=1.2")
    expect(page.get_by_role("status")).to_contain_text("In use from now on")


def unchanged(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.get_by_text("Change the words").click()
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_role("alert")).to_be_visible()


def numbers(page: Page, base: str) -> None:
    page.goto(f"{base}/progress?period=all")
    for summary in page.locator(".fold > summary").all():
        summary.click()


STATES: Final[dict[str, State]] = {
    "coach": at("/coach"),
    "coach, citation open": open_citation,
    "coach, menu open": open_menu,
    "coach, unreachable": stopped,
    "preview": preview,
    "receipt": receipt,
    "log": at("/log"),
    "log, a no chosen": at("/log?outcome=soft_no"),
    "log, logged": logged,
    "log, waiting": waiting,
    "log, offline": at("/log/offline"),
    "progress": at("/progress"),
    "progress, numbers": numbers,
    "pitch": at("/pitch"),
    "pitch, versions open": versions,
    "pitch, in use from now on": kept,
    "pitch, nothing changed": unchanged,
    "pitch, revised": revised,
    "follow-ups": at("/follow-ups"),
    "settings": at("/settings"),
    "settings, forgetting": at("/settings/forget"),
    "no connection": at("/offline"),
    "not found": at("/nothing"),
}
EMPTY: Final = {name: at(f"/{name}") for name in ("coach", "log", "progress", "follow-ups", "pitch", "settings")}

SIZES: Final = (320, 390, 640, 1440)
"""Widths in CSS pixels; 640 is a desktop at 200%."""

LOOKS: Final = [(width, scheme) for width in SIZES for scheme in ("light", "dark")] if FULL else [(320, "dark")]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser(require_chromium()) as running:
        yield running


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a journal, a model and a reply."""
    data = tmp_path_factory.mktemp("used")
    coach(data, "log", "40 calls, 30 no's, 20 about price, 2 yeses", "--yes")
    coach(data, "log", "--outcome", "soft_no", "--contact", LONG[:190], "--note", LONG)
    for words in (LONG, PITCH):
        coach(data, "pitch", "add", words, "--title", LONG[:60])
    with (
        FaultyServer(well_behaved_in_all) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
    ):
        coach_json(data, "ask", TEXT, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1")
        yield served


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody on their first day."""
    with Served(tmp_path_factory.mktemp("new")) as served:
        yield served


def opened(chrome: Browser, served: Served, width: int, scheme: str) -> Page:
    context = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page: Page = context.new_page()
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    findings(page, "sign in")
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")
    return page


def findings(page: Page, state: str) -> None:
    """Nothing that axe-core knows of, and nothing that sticks out."""
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    found = Axe().run(page)
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]]
    assert told == [], (state, told)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_room_in_every_state(chrome: Browser, used: Served, width: int, scheme: str) -> None:
    page = opened(chrome, used, width, scheme)
    for name, go in STATES.items():
        go(page, used.base_url)
        findings(page, name)
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_empty_room(chrome: Browser, new: Served, width: int, scheme: str) -> None:
    page = opened(chrome, new, width, scheme)
    for name, go in EMPTY.items():
        go(page, new.base_url)
        findings(page, name)
    page.context.close()


REACHED: Final = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return "";
    const box = one.getBoundingClientRect();
    const shown = one.matches("[type=radio]") ? one.nextElementSibling : one;
    const ring = [shown, one.parentElement].some((lit) => getComputedStyle(lit).outlineStyle !== "none");
    const name = one.name && one.type === "radio" ? `radio ${one.name}` : one.outerHTML.slice(0, 160);
    return JSON.stringify({ name, ring });
}"""
CAN_BE_REACHED: Final = """() => {
    const kinds = "a[href], button, summary, input:not([type=hidden]), select, textarea";
    const every = [...document.querySelectorAll(kinds)];
    const open = every.filter((one) => one.checkVisibility() && !one.disabled && !one.closest(":disabled"));
    return [...new Set(open.map((one) => one.type === "radio" ? `radio ${one.name}` : one.outerHTML.slice(0, 160)))];
}"""


EVERY: Final = ("coach", "log", "progress", "follow-ups", "pitch", "settings")


@pytest.mark.parametrize("room", EVERY if FULL else EVERY[:2])
def test_everything_is_reached_by_keyboard(chrome: Browser, used: Served, room: str) -> None:
    """With Tab alone, each with a visible focus."""
    page = opened(chrome, used, 390, "light")
    page.goto(f"{used.base_url}/{room}")
    wanted = set(page.evaluate(CAN_BE_REACHED))
    reached: dict[str, bool] = {}
    for _ in range(3 * len(wanted) + 10):
        page.keyboard.press("Tab")
        if told := page.evaluate(REACHED):
            one = json.loads(told)
            reached[one["name"]] = one["ring"] or reached.get(one["name"], False)  # a date has inner parts
    assert wanted - reached.keys() == set()
    assert [name for name, ring in reached.items() if not ring] == []
    page.context.close()


def test_a_day_by_keyboard(chrome: Browser, new: Served) -> None:
    """Log a no, ask, open a citation and come back to it."""
    page = opened(chrome, new, 1280, "light")
    page.goto(f"{new.base_url}/log")
    page.get_by_role("radio", name="Yes").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Logged")
    page.goto(f"{new.base_url}/coach")
    page.get_by_label("What happened").focus()
    page.keyboard.type("9 no's today. I am tired of it.")
    page.keyboard.press("Enter")
    citation = page.locator(".cite summary").first
    citation.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()
    page.context.close()
