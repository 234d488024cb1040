"""The screenshots of docs/screens, made from an invented week: `make screens`."""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize
from support.browser import DESKTOP, PHONE, browser, chromium
from support.faulty import FaultyServer
from support.rebound import Served, coach
from support.revising import PITCH, reviser
from support.scripted import well_behaved

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
TEXT = "Talked to 12 people today, 9 no's, most said too expensive. I feel useless."


def invent(data: Path) -> None:
    """Eight weeks of an invented person, written as a CSV file and imported."""
    random, today = Random(3), datetime.now().astimezone()
    lines = ["id,date,channel,outcome,reason,count,attempts,note,contact,company"]
    for back in range(56, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() >= 5 or random.random() < 0.1:
            continue
        for index in range(random.randint(6, 12)):
            outcome = random.choices(["soft_no", "hard_no", "progress", "won", "no_answer"], [60, 12, 12, 6, 30])[0]
            reasons = ["price"] * 5 + ["timing"] * 3 + ["fit", "hesitation", "competitor", "unstated", "unstated"]
            reason = random.choice(reasons) if outcome.endswith("_no") else ""
            channel = random.choices(["call", "email", "meeting"], [8, 3, 1])[0]
            lines.append(f"{day:%Y%m%d}-{index},{day:%Y-%m-%d},{channel},{outcome},{reason},1,1,,,")
    history = data.parent / "history.csv"
    history.write_text("\n".join(lines) + "\n", "utf-8")
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    done = coach(data, "import", str(history))
    assert done.returncode == 0, done.stderr
    coach(data, "log", "--outcome", "progress", "--company", "Hallmann Logistics")
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--contact", "Jo Brandt")


def shoot(page: Page, name: str) -> None:
    """One screenshot of what a person sees first."""
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png")


SIZES = (("phone", PHONE), ("desktop", DESKTOP))
LOOKS = [(name, size, scheme) for name, size in SIZES for scheme in ("light", "dark")]
NAMED = "9 no's today. Jo Brandt says it is too expensive, and Quendlin never called back. I feel tired."


@contextmanager
def look(chrome: Browser, data: Path, size: ViewportSize, scheme: Any) -> Iterator[Page]:
    """A page of somebody who opened a sign-in link."""
    context = chrome.new_context(viewport=size, color_scheme=scheme, device_scale_factor=2 if size is PHONE else 1)
    page = context.new_page()
    page.goto(coach(data, "user", "link").stdout.split()[0])
    yield page
    context.close()


def sign_in(page: Page) -> None:
    page.get_by_role("button", name="Sign in on this device").click()
    page.wait_for_url("**/coach")


def rooms(chrome: Browser, data: Path) -> None:
    """The rooms, without a model."""
    with Served(data) as served:
        asked = False
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                if size is PHONE:
                    shoot(page, f"sign-in-{size_name}-{scheme}")
                sign_in(page)
                if not asked:
                    shoot(page, f"coach-empty-{size_name}-{scheme}")
                    page.get_by_label("What happened").fill(TEXT)
                    page.get_by_role("button", name="Send").click()
                    page.get_by_text("No model was used.").wait_for()
                    asked = True
                page.goto(f"{served.base_url}/coach")
                page.evaluate("window.scrollTo(0, 0)")
                shoot(page, f"coach-{size_name}-{scheme}")
                page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
                shoot(page, f"coach-end-{size_name}-{scheme}")
                page.goto(f"{served.base_url}/log")
                shoot(page, f"log-{size_name}-{scheme}")


def progress(chrome: Browser, data: Path) -> None:
    """The Progress room, part by part."""
    with Served(data) as served:
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                sign_in(page)
                page.goto(f"{served.base_url}/progress")
                shoot(page, f"progress-{size_name}-{scheme}")
                for part, heading in (("back", "What came back"), ("says", "What it says")):
                    page.get_by_role("heading", name=heading).evaluate("(one) => one.scrollIntoView()")
                    shoot(page, f"progress-{part}-{size_name}-{scheme}")


def progress_begun(chrome: Browser, data: Path) -> None:
    """The same, with nothing in it, and on a first day."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    with Served(data) as served, look(chrome, data, PHONE, "light") as page:
        sign_in(page)
        page.goto(f"{served.base_url}/progress")
        shoot(page, "progress-empty-phone-light")
        for outcome in ("soft_no", "hard_no", "progress"):
            coach(data, "log", "--outcome", outcome)
        page.goto(f"{served.base_url}/progress")
        shoot(page, "progress-few-phone-light")


def settings(chrome: Browser, data: Path) -> None:
    """The Settings room, somebody found in it, and the page before they are forgotten."""
    with Served(data) as served:
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                sign_in(page)
                page.goto(f"{served.base_url}/settings")
                shoot(page, f"settings-{size_name}-{scheme}")
                page.get_by_label("Find somebody").fill("brandt")
                page.get_by_role("button", name="Find", exact=True).click()
                page.get_by_text("Found 1 prospect.").wait_for()
                shoot(page, f"settings-found-{size_name}-{scheme}")
                page.get_by_role("link", name="Forget Jo Brandt").click()
                page.get_by_role("button", name="Forget Jo Brandt for ever").wait_for()
                shoot(page, f"settings-forget-{size_name}-{scheme}")


def what_leaves(chrome: Browser, data: Path) -> None:
    """With a model: what would leave for a question, and what left."""
    coach(
        data, "log", "--outcome", "soft_no", "--contact", "Jo Brandt", "--note", "Wants to see it beside last year's."
    )
    with (
        FaultyServer(well_behaved) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1"),
    ):
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                sign_in(page)
                page.get_by_label("What happened").fill(NAMED)
                page.get_by_role("button", name="What would leave this machine?").click()
                shoot(page, f"preview-{size_name}-{scheme}")
                page.get_by_role("button", name="Ask it").click()
                page.get_by_role("link", name="What left this machine").last.click()
                shoot(page, f"receipt-{size_name}-{scheme}")


ASKED_LATER = (
    ("Maria Lopez", "Acme", "price", 96, "Budget is decided in November. Jens signs."),
    ("Tom Okafor", "Northwind", "timing", 44, ""),
    ("Ines Baum", "", "hesitation", 14, ""),
    ("Lee Park", "Kestrel Foods", "authority", 9, ""),
    ("Sven Dahl", "Fjord", "competitor", 30, ""),
    ("Kim Weber", "", "hesitation", 20, ""),
)
"""Invented people who said "not now": name, company, reason, days ago, note."""


def follow_ups(chrome: Browser, data: Path) -> None:
    """The Follow-ups room: empty, and with people in each of its parts; after a tap."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    with Served(data) as served, look(chrome, data, PHONE, "light") as page:
        sign_in(page)
        page.goto(f"{served.base_url}/follow-ups")
        shoot(page, "follow-ups-empty-phone-light")
    today = datetime.now().astimezone()
    for contact, company, reason, back, note in ASKED_LATER:
        said = ("--outcome", "soft_no", "--reason", reason, "--at", f"{today - timedelta(days=back):%Y-%m-%dT15:20}")
        coach(data, "log", *said, "--contact", contact, "--company", company, "--note", note)
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ruth Stein")
    with Served(data) as served:
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                sign_in(page)
                page.goto(f"{served.base_url}/follow-ups")
                if page.get_by_role("heading", name="Kim Weber").count():
                    page.get_by_role("button", name=re.compile("^Step forward.*Kim Weber")).click()
                    shoot(page, f"follow-ups-tapped-{size_name}-{scheme}")
                    page.goto(f"{served.base_url}/follow-ups")
                shoot(page, f"follow-ups-{size_name}-{scheme}")
                page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
                shoot(page, f"follow-ups-end-{size_name}-{scheme}")


def pitch(chrome: Browser, data: Path) -> None:
    """The Pitch room: empty, with two versions, and with a revision of the one in use."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    with Served(data) as served, look(chrome, data, PHONE, "light") as page:
        sign_in(page)
        page.goto(f"{served.base_url}/pitch")
        shoot(page, "pitch-empty-phone-light")
    coach(data, "log", "--outcome", "soft_no", "--contact", "Maria Lopez", "--company", "Acme GmbH")
    coach(data, "pitch", "add", "You ship daily. Returns cost you a day each.", "--title", "Opener")
    coach(data, "log", "40 calls, 30 no's, 20 about price, 4 yeses", "--yes")
    coach(data, "pitch", "add", PITCH)
    coach(data, "log", "12 calls, 9 no's, 5 about price, 1 yes", "--yes")
    with (
        FaultyServer(reviser) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
    ):
        for size_name, size, scheme in LOOKS:
            with look(chrome, data, size, scheme) as page:
                sign_in(page)
                page.goto(f"{served.base_url}/pitch")
                shoot(page, f"pitch-{size_name}-{scheme}")
                page.get_by_role("button", name="Ask the coach").click()
                page.get_by_role("button", name="Use this version").wait_for()
                shoot(page, f"pitch-revised-{size_name}-{scheme}")


TEXT_DE = "Heute mit 12 Leuten gesprochen, 9 Absagen, den meisten war es zu teuer. Ich fühle mich unfähig."
PITCH_DE = "Sie versenden jeden Tag. Jede Rücksendung kostet Sie einen Tag, und den nehmen wir Ihnen ab."


def german(chrome: Browser, data: Path) -> None:
    """Every room in German, at phone size."""
    invent(data)
    today = datetime.now().astimezone()
    for contact, company, reason, back, _ in ASKED_LATER:
        said = ("--outcome", "soft_no", "--reason", reason, "--at", f"{today - timedelta(days=back):%Y-%m-%dT15:20}")
        coach(data, "log", *said, "--contact", contact, "--company", company)
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ruth Stein")
    coach(data, "pitch", "add", "Sie versenden täglich. Jede Rücksendung kostet Sie einen Tag.", "--title", "Einstieg")
    coach(data, "log", "40 calls, 30 no's, 20 about price, 4 yeses", "--yes")
    coach(data, "pitch", "add", PITCH_DE)
    coach(data, "log", "12 calls, 9 no's, 5 about price, 1 yes", "--yes")
    coach(data, "user", "set", "--language", "de")
    with Served(data) as served:
        for scheme in ("light", "dark"):
            context = chrome.new_context(viewport=PHONE, color_scheme=scheme, device_scale_factor=2, locale="de-DE")  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(coach(data, "user", "link").stdout.split()[0])
            shoot(page, f"sign-in-de-phone-{scheme}")
            page.get_by_role("button", name="Auf diesem Gerät anmelden").click()
            page.wait_for_url("**/coach")
            if scheme == "light":
                shoot(page, "coach-empty-de-phone-light")
                page.get_by_label("Was war los").fill(TEXT_DE)
                page.get_by_role("button", name="Senden").click()
                page.get_by_text("Es wurde kein Modell benutzt.").wait_for()
            for room in ("coach", "log", "progress", "follow-ups", "pitch", "settings"):
                page.goto(f"{served.base_url}/{room}")
                page.evaluate("window.scrollTo(0, 0)")
                shoot(page, f"{room}-de-phone-{scheme}")
            page.goto(f"{served.base_url}/progress")
            page.get_by_role("heading", name="Was es heißt").evaluate("(one) => one.scrollIntoView()")
            shoot(page, f"progress-says-de-phone-{scheme}")
            page.goto(f"{served.base_url}/offline")
            shoot(page, f"offline-de-phone-{scheme}")
            context.close()
    with (
        FaultyServer(well_behaved) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
        look(chrome, data, PHONE, "light") as page,
    ):
        page.locator("form button").click()
        page.wait_for_url("**/coach")
        page.get_by_label("Was war los").fill(NAMED)
        page.get_by_role("button", name="Was würde nach außen gehen?").click()
        shoot(page, "preview-de-phone-light")


def main() -> int:
    """Take all of them, at phone and desktop size, light and dark."""
    path = chromium()
    if path is None:
        print("There is no Chromium on this machine.")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser(path) as chrome:
        data = Path(folder) / "data"
        invent(data)
        rooms(chrome, data)
        progress(chrome, data)
        progress_begun(chrome, Path(folder) / "begun")
        settings(chrome, data)
        what_leaves(chrome, data)
        follow_ups(chrome, Path(folder) / "follow-ups")
        pitch(chrome, Path(folder) / "pitch")
        german(chrome, Path(folder) / "german" / "data")
    print(f"Screenshots are in {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
