"""The screenshots of docs/screens, made from an invented week: `make screens`. With names of parts, only those."""

import re
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser
from screen_german import german
from screen_states import states
from support.browser import DESKTOP, PHONE, browser, chromium
from support.faulty import FaultyServer
from support.filling import add_pitch, log, log_calls, said_no
from support.inventing import ASKED_LATER, NAMED, TEXT, invent
from support.rebound import Served, coach
from support.revising import PITCH, reviser
from support.scripted import well_behaved
from support.shooting import FOLDER, look, shoot

SIZES = (("phone", PHONE), ("desktop", DESKTOP))
LOOKS = [(name, size, scheme) for name, size in SIZES for scheme in ("light", "dark")]


def rooms(chrome: Browser, data: Path) -> None:
    """The rooms, without a model."""
    with Served(data) as served:
        asked = False
        for size_name, size, scheme in LOOKS:
            with look(chrome, served, size, scheme) as page:
                if not asked:
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
            with look(chrome, served, size, scheme) as page:
                page.goto(f"{served.base_url}/progress")
                shoot(page, f"progress-{size_name}-{scheme}")
                for part, heading in (("back", "What came back"), ("says", "What it says")):
                    page.get_by_role("heading", name=heading).evaluate("(one) => one.scrollIntoView()")
                    shoot(page, f"progress-{part}-{size_name}-{scheme}")


def progress_begun(chrome: Browser, data: Path) -> None:
    """The same, on a first day."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    with Served(data) as served, look(chrome, served, PHONE, "light") as page:
        for outcome in ("soft_no", "hard_no", "progress"):
            coach(data, "log", "--outcome", outcome)
        page.goto(f"{served.base_url}/progress")
        shoot(page, "progress-few-phone-light")


def settings(chrome: Browser, data: Path) -> None:
    """The Settings room, somebody found in it, and the page before they are forgotten."""
    with Served(data) as served:
        for size_name, size, scheme in LOOKS:
            with look(chrome, served, size, scheme) as page:
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
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
    ):
        for size_name, size, scheme in LOOKS:
            with look(chrome, served, size, scheme) as page:
                page.get_by_label("What happened").fill(NAMED)
                page.get_by_role("button", name="What would leave this machine?").click()
                shoot(page, f"preview-{size_name}-{scheme}")
                page.get_by_role("button", name="Ask it").click()
                page.get_by_role("link", name="What left this machine").last.click()
                shoot(page, f"receipt-{size_name}-{scheme}")


def follow_ups(chrome: Browser, data: Path) -> None:
    """The Follow-ups room, with people in each of its parts; after a tap."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    today = datetime.now().astimezone()
    for contact, company, reason, back, note in ASKED_LATER:
        said = ("--outcome", "soft_no", "--reason", reason, "--at", f"{today - timedelta(days=back):%Y-%m-%dT15:20}")
        coach(data, "log", *said, "--contact", contact, "--company", company, "--note", note)
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ruth Stein")
    with Served(data) as served:
        for size_name, size, scheme in LOOKS:
            with look(chrome, served, size, scheme) as page:
                page.goto(f"{served.base_url}/follow-ups")
                if page.get_by_role("heading", name="Kim Weber").count():
                    page.get_by_role("button", name=re.compile("^Step forward.*Kim Weber")).click()
                    shoot(page, f"follow-ups-tapped-{size_name}-{scheme}")
                    page.goto(f"{served.base_url}/follow-ups")
                shoot(page, f"follow-ups-{size_name}-{scheme}")
                page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
                shoot(page, f"follow-ups-end-{size_name}-{scheme}")


def pitch(chrome: Browser, data: Path) -> None:
    """The Pitch room, with two versions, and with a revision of the one in use."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    with (
        FaultyServer(reviser) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
    ):
        log(served, said_no("Maria Lopez", "Acme GmbH"))
        add_pitch(served, "You ship daily. Returns cost you a day each.", "Opener")
        log_calls(served, calls=40, noes=30, about_price=20, yeses=4)
        add_pitch(served, PITCH)
        log_calls(served, calls=12, noes=9, about_price=5, yeses=1)
        for size_name, size, scheme in LOOKS:
            with look(chrome, served, size, scheme) as page:
                page.goto(f"{served.base_url}/pitch")
                shoot(page, f"pitch-{size_name}-{scheme}")
                page.get_by_role("button", name="Ask the coach").click()
                page.get_by_role("button", name="Use this version").wait_for()
                shoot(page, f"pitch-revised-{size_name}-{scheme}")


PARTS: dict[str, tuple[Callable[[Browser, Path], None], str]] = {
    "rooms": (rooms, "week"),
    "progress": (progress, "week"),
    "progress_begun": (progress_begun, "begun"),
    "settings": (settings, "week"),
    "what_leaves": (what_leaves, "week"),
    "follow_ups": (follow_ups, "follow-ups"),
    "pitch": (pitch, "pitch"),
    "states": (states, "states"),
    "german": (german, "german"),
}
"""Each with the name of its data folder."""


def main(only: list[str]) -> int:
    """Take all of them, or the parts that are named."""
    path = chromium()
    if path is None:
        print("There is no Chromium on this machine.")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser(path) as chrome:
        invent(Path(folder) / "week")
        for name, (take, data) in PARTS.items():
            if not only or name in only:
                take(chrome, Path(folder) / data)
    print(f"Screenshots are in {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
