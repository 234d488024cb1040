"""Every room in German: nothing cut at any width or text size, no English left; and a device that changes language."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import PHONE
from support.faulty import FaultyServer
from support.proof import FULL
from support.rebound import Served, coach, coach_json
from support.revising import PITCH, well_behaved_in_all

from coach.words import book

pytestmark = pytest.mark.browser

TEXT: Final = "Heute 12 Anrufe, 9 Absagen, den meisten war es zu teuer. Quendlin hat nie zurückgerufen."
ENGLISH_TEXT: Final = "12 calls today, 9 no's, most said too expensive. I feel useless."
LONG: Final = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung " * 3
MODEL: Final = {"COACH_MODEL": "a-model", "NO_PROXY": "127.0.0.1"}

State = Callable[[Page, str], None]


def at(path: str) -> State:
    """A room as it opens, with all that folds open."""

    def go(page: Page, base: str) -> None:
        page.goto(f"{base}{path}")
        page.evaluate("document.querySelectorAll('.fold').forEach((one) => one.open = true)")

    return go


def menu(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.locator("summary.to-more").click()


def citation(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.locator(".cite summary").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def unreachable(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.context.set_offline(True)
    page.get_by_label("Was war los").fill(TEXT)
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("alert")).to_have_text("Rebound ist nicht erreichbar. Deine Worte sind noch da.")
    page.context.set_offline(False)


def asked(page: Page, base: str) -> None:
    """A reply that arrives while the page is open."""
    page.goto(f"{base}/coach")
    page.get_by_label("Was war los").fill(TEXT)
    page.get_by_role("button", name="Senden").click()
    expect(page.locator(".turn").last.get_by_text("Aus deinem Journal")).to_be_visible()


def preview(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.get_by_label("Was war los").fill(ENGLISH_TEXT + " Quendlin never called back.")
    page.get_by_role("button", name="Was würde nach außen gehen?").click()
    page.locator(".fold").first.wait_for()


def receipt(page: Page, base: str) -> None:
    page.goto(f"{base}/coach")
    page.get_by_role("link", name="Was nach außen ging").first.click()
    page.locator(".receipt").first.wait_for()


def logged(page: Page, base: str) -> None:
    page.goto(f"{base}/log")
    page.get_by_text("Jetzt nicht", exact=True).first.click()
    page.get_by_text("Preis", exact=True).click()
    page.get_by_text("Mehr dazu").click()
    page.get_by_label("Kontakt").fill(LONG[:200])
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Eingetragen: ")


def waiting(page: Page, base: str) -> None:
    page.goto(f"{base}/log")
    page.context.set_offline(True)
    page.get_by_text("Endgültig nein", exact=True).click()
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("status")).to_have_text("Auf diesem Gerät eingetragen: Endgültig nein.Rückgängig")
    expect(page.get_by_text("Wartet", exact=True)).to_be_visible()
    page.context.set_offline(False)


def tapped(page: Page, base: str) -> None:
    page.goto(f"{base}/follow-ups")
    page.get_by_role("button", name=re.compile("^Schritt weiter")).first.click()
    expect(page.get_by_role("status")).to_contain_text("Eingetragen für")


def refused(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.get_by_text("Worte ändern").click()
    page.get_by_role("button", name="Diese Worte nehmen").click()
    expect(page.get_by_role("alert")).to_have_text("Das sind schon die Worte, die gelten. Ändere sie zuerst.")


def revised(page: Page, base: str) -> None:
    page.goto(f"{base}/pitch")
    page.get_by_role("button", name="Den Coach fragen").click()
    expect(page.get_by_role("button", name="Diese Fassung nehmen")).to_be_visible()
    page.evaluate("document.querySelectorAll('.fold, .cite').forEach((one) => one.open = true)")


def paused(page: Page, base: str) -> None:
    page.goto(f"{base}/settings")
    page.get_by_role("button", name="Freinehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Frei: ")


def found(page: Page, base: str) -> None:
    page.goto(f"{base}/settings")
    page.get_by_label("Jemanden finden").fill("brandt")
    page.get_by_role("button", name="Finden").click()
    expect(page.get_by_role("status")).to_have_text("1 Kontakt gefunden.")


def forgetting(page: Page, base: str) -> None:
    found(page, base)
    page.locator(".rows a.link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jemanden vergessen")


def device(page: Page, base: str) -> None:
    page.goto(f"{base}/settings")
    page.get_by_role("button", name="Weiteres Gerät anmelden").click()
    expect(page.get_by_role("img", name="QR-Code")).to_be_visible()


STATES: Final[dict[str, State]] = {
    "coach": at("/coach"),
    "coach, menu open": menu,
    "coach, citation open": citation,
    "coach, unreachable": unreachable,
    "coach, asked": asked,
    "preview": preview,
    "receipt": receipt,
    "log": at("/log"),
    "log, a no chosen": at("/log?outcome=soft_no"),
    "log, logged": logged,
    "log, waiting": waiting,
    "log, offline": at("/log/offline"),
    "progress": at("/progress?period=all"),
    "progress, four weeks": at("/progress?period=4w"),
    "follow-ups": at("/follow-ups"),
    "follow-ups, tapped": tapped,
    "pitch": at("/pitch"),
    "pitch, refused": refused,
    "pitch, revised": revised,
    "settings": at("/settings"),
    "settings, a day off": paused,
    "settings, found": found,
    "settings, forgetting somebody": forgetting,
    "settings, forgetting me": at("/settings/forget"),
    "settings, another device": device,
    "no connection": at("/offline"),
    "not found": at("/nothing"),
}
EMPTY: Final = {name: at(f"/{name}") for name in ("coach", "log", "progress", "follow-ups", "pitch", "settings")}

LOOKS: Final = [(320, 1), (390, 1), (390, 2)] if FULL else [(320, 1)]
"""Width in CSS pixels, and how much larger than usual the text is."""

CUT: Final = """() => {
    const hides = (overflow) => ["hidden", "clip"].includes(overflow);
    const shown = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility());
    const cut = shown.filter((one) => {
        const style = getComputedStyle(one);
        if (one.closest(".hide, .skip, input, textarea, select")) return false;
        const held = one.matches(".btn, .link, button, summary:not(.to-more), :is(.pick, .choice, .nav) span");
        return ((hides(style.overflowX) || held) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
            || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    });
    const drawn = [...document.querySelectorAll(".plot text")].filter((one) => {
        const box = one.getBBox();
        return one.textContent.endsWith("…") || box.x < -1 || box.x + box.width > 361;
    });
    return [...cut, ...drawn].map((one) => one.outerHTML.slice(0, 140));
}"""

SAID: Final = """() => {
    const own = "[lang]:not(html), .words, .saying, .note, .text, .who, .names, q, textarea, pre, code, template";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(own)) said.push(walker.currentNode.data);
    for (const one of document.querySelectorAll("[aria-label], [placeholder]"))
        said.push(one.getAttribute("aria-label") ?? one.placeholder);
    return [document.title.split(" · ")[0], ...said.map((text) => text.trim().replace(/\\s+/g, " ")).filter(Boolean)];
}"""


def english() -> list[re.Pattern[str]]:
    """What the German pages must not say: every sentence whose German is another, whatever its values."""
    patterns = []
    for room in book("de").rooms.values():
        for sentence, said in room.items():
            plain = re.sub(r"<[^>]+>", "", sentence).replace("%%", "%")
            words = re.sub(r"%\\(\\w+\\)s", "", plain)
            if sentence != said and re.search("[a-z]{2}", words):
                patterns.append(re.compile(".+".join(map(re.escape, re.split(r"%\(\w+\)s", plain)))))
    return patterns


ENGLISH: Final = english()


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody with a journal, a model, and replies in both languages."""
    data = tmp_path_factory.mktemp("used")
    coach(data, "user", "add", "Jo", "--time-zone", "UTC")
    coach(data, "log", "40 calls, 30 no's, 20 about price, 2 yeses", "--yes")
    for outcome in ("soft_no", "progress", "won", "unreachable"):
        coach(data, "log", "--outcome", outcome)
    coach(data, "log", "--outcome", "soft_no", "--reason", "authority", "--contact", LONG[:190], "--note", LONG)
    for contact in ("Jo Brandt", "Kim Weber", "Lee Park", "Ines Baum"):
        coach(data, "log", "--outcome", "soft_no", "--contact", contact, "--at", "2026-01-15")
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ruth Stein")
    for words in (LONG, PITCH):
        coach(data, "pitch", "add", words, "--title", LONG[:60])
    with (
        FaultyServer(well_behaved_in_all) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, **MODEL) as served,
    ):
        coach_json(data, "ask", ENGLISH_TEXT, OPENAI_BASE_URL=model.base_url, **MODEL)
        coach_json(data, "ask", TEXT, OPENAI_BASE_URL=model.base_url, **MODEL)
        yield served


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody on their first day."""
    with Served(tmp_path_factory.mktemp("new")) as served:
        yield served


def opened(chrome: Browser, served: Served, width: int = PHONE["width"], **options: Any) -> Page:
    """A phone of somebody who chose German in the settings."""
    context = chrome.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **options)
    page = context.new_page()
    page.goto(coach(served.data, "user", "link").stdout.split()[0])
    page.locator("form button").click()
    page.wait_for_url("**/coach")
    choose(page, served, "de")
    expect(page.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    return page


def choose(page: Page, served: Served, language: str) -> None:
    page.goto(f"{served.base_url}/settings")
    page.locator("#language").select_option(language)
    page.locator("#you .primary").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def look(page: Page, state: str, larger: int) -> None:
    """All of it is German, and nothing of it is cut or sticks out."""
    if larger > 1:
        page.evaluate("(by) => document.documentElement.style.fontSize = `${17 * by}px`", larger)
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
    assert page.evaluate(CUT) == [], state
    assert [text for text in page.evaluate(SAID) if any(one.fullmatch(text) for one in ENGLISH)] == [], state
    assert page.locator("html").get_attribute("lang") == "de", state


@pytest.mark.parametrize(("width", "larger"), LOOKS)
def test_every_room_in_every_state_is_german_and_whole(chrome: Browser, used: Served, width: int, larger: int) -> None:
    page = opened(chrome, used, width)
    for name, go in STATES.items():
        go(page, used.base_url)
        look(page, name, larger)
    page.context.close()


@pytest.mark.parametrize(("width", "larger"), LOOKS)
def test_every_empty_room_is_german_and_whole(chrome: Browser, new: Served, width: int, larger: int) -> None:
    page = opened(chrome, new, width)
    for name, go in EMPTY.items():
        go(page, new.base_url)
        look(page, name, larger)
    page.context.close()


def test_a_reply_in_another_language_says_which(chrome: Browser, used: Served) -> None:
    """The English reply on a German page is marked as English, for whoever has it read aloud; the German one is not."""
    page = opened(chrome, used)
    page.goto(f"{used.base_url}/coach")
    turns = page.locator(".turn")
    assert turns.nth(0).locator(".text[lang=en]").count() == turns.nth(0).locator(".text").count() > 0
    assert turns.nth(1).locator(".text[lang]").count() == 0
    page.context.close()


def keeps(page: Page, language: str) -> None:
    """Wait until the browser looked for a new worker, which it does by itself after a page was opened."""
    ask = "() => caches.keys().then((names) => names.map((name) => name.split('-').at(-1)).join())"
    while page.evaluate(ask) != language:
        page.wait_for_timeout(100)


def test_what_a_device_keeps_changes_its_language(chrome: Browser, new: Served) -> None:
    """Without a connection the rooms are in the language that was chosen last, and signed out the door is too."""
    page = opened(chrome, new)
    for language, says in (("de", "Keine Verbindung zu deinem Journal."), ("en", "No connection to your journal.")):
        choose(page, new, language)
        keeps(page, language)
        page.context.set_offline(True)
        page.goto(f"{new.base_url}/log")
        expect(page.get_by_text(says)).to_be_visible()
        page.context.set_offline(False)
    choose(page, new, "de")
    page.locator("summary.to-more").click()
    page.get_by_role("button", name="Abmelden", exact=True).click()
    expect(page.get_by_text("Es gibt kein Passwort.")).to_be_visible()
    page.context.close()


def test_signing_out_asks_in_german(chrome: Browser, new: Served) -> None:
    """A question that only a script asks."""
    page = opened(chrome, new)
    page.goto(f"{new.base_url}/log")
    page.context.route("**/api/v1/entries", lambda route: route.abort())
    page.get_by_text("Zusage", exact=True).click()
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Auf diesem Gerät eingetragen: Zusage.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("summary.to-more").click()
    page.get_by_role("button", name="Abmelden", exact=True).click()
    page.wait_for_timeout(100)
    expect(page.get_by_role("heading", level=1)).to_have_text("Eintragen")
    assert asked == ["Ein Eintrag ist noch nicht im Journal angekommen. Abmelden und ihn verlieren?"]
    page.context.close()
