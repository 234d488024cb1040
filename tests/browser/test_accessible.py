"""Every room in every state, for everybody: no finding by axe-core at any width, light and dark; by keyboard alone."""

import json
from collections.abc import Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.browser import DESKTOP, visit
from support.faulty import FaultyServer
from support.filling import add_pitch, ask, log, log_calls, said_no
from support.proof import FULL
from support.rebound import Served
from support.revising import PITCH, well_behaved_in_all
from support.rooms import (
    ROOMS,
    State,
    another_device,
    at,
    citation,
    found,
    logged,
    menu,
    previewed,
    receipt,
    refused,
    revised,
    to_mend,
    unchanged,
    under_way,
    unreachable,
    waiting,
)

pytestmark = pytest.mark.browser

TEXT = "12 calls today, 9 no's, most said too expensive. Quendlin never called back. I feel useless."
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung " * 3


def versions(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.evaluate("document.querySelectorAll('.fold').forEach((one) => one.open = true)")


def kept(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch?now=1.2")
    expect(page.get_by_role("status")).to_contain_text("In use from now on")


def numbers(page: Page, base: str) -> None:
    page.goto(f"{base}/progress?period=all")
    for summary in page.locator(".fold > summary").all():
        summary.click()


STATES: Final[dict[str, State]] = {
    "coach": at("/coach"),
    "coach, citation open": citation,
    "coach, menu open": menu,
    "coach, unreachable": unreachable(TEXT),
    "preview": previewed(TEXT),
    "receipt": receipt,
    "sign in": at("/sign-in?token=a-token"),
    "log": at("/log"),
    "log, a no chosen": at("/log?outcome=soft_no"),
    "log, logged": logged(LONG[:190]),
    "log, waiting": waiting(),
    "log, to mend": to_mend,
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
    "settings, refused": refused,
    "settings, found": found("a"),
    "settings, another device": another_device,
    "settings, forgetting": at("/settings/forget"),
    "no connection": at("/offline"),
    "not found": at("/nothing"),
    "coach, under way": under_way(TEXT),
}
EMPTY: Final = {name: at(f"/{name}") for name in ROOMS}

SIZES: Final = (320, 390, 640, 1440)
"""Widths in CSS pixels; 640 is a desktop at 200%."""

LOOKS: Final = [(width, scheme) for width in SIZES for scheme in ("light", "dark")] if FULL else [(320, "dark")]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a journal, a model and a reply."""
    with (
        FaultyServer(well_behaved_in_all) as model,
        Served(
            tmp_path_factory.mktemp("used"),
            OPENAI_BASE_URL=model.base_url,
            COACH_MODEL="a-model",
            NO_PROXY="127.0.0.1",
        ) as served,
    ):
        log_calls(served, calls=40, noes=30, about_price=20, yeses=2)
        log(served, said_no(LONG[:190], note=LONG))
        for words in (LONG, PITCH):
            add_pitch(served, words, LONG[:60])
        ask(served, TEXT)
        yield served


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody on their first day."""
    with Served(tmp_path_factory.mktemp("new")) as served:
        yield served


AT_REST: Final = """document.getAnimations().forEach((one) =>
    one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish())"""


def findings(page: Page, state: str) -> None:
    """Nothing that axe-core knows of, and nothing that sticks out."""
    page.evaluate(AT_REST)
    found = Axe().run(page)
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found.response["violations"]]
    assert told == [], (state, told)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_room_in_every_state(chrome: Browser, used: Served, width: int, scheme: str) -> None:
    with visit(chrome, used, {"width": width, "height": 800}, color_scheme=scheme) as visitor:
        for name, go in STATES.items():
            go(visitor.page, used.base_url)
            findings(visitor.page, name)
            visitor.device.set_offline(False)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_empty_room(chrome: Browser, new: Served, width: int, scheme: str) -> None:
    with visit(chrome, new, {"width": width, "height": 800}, color_scheme=scheme) as visitor:
        for name, go in EMPTY.items():
            go(visitor.page, new.base_url)
            findings(visitor.page, name)


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


@pytest.mark.parametrize("room", ROOMS if FULL else ROOMS[:2])
def test_everything_is_reached_by_keyboard(chrome: Browser, used: Served, room: str) -> None:
    """With Tab alone, each with a visible focus."""
    with visit(chrome, used) as visitor:
        page = visitor.page
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


def test_a_day_by_keyboard(chrome: Browser, new: Served) -> None:
    """Log a no, ask, open a citation and come back to it."""
    with visit(chrome, new, DESKTOP) as visitor:
        page = visitor.page
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
