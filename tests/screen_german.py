"""The rooms in German, at phone size, for docs/screens."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser
from support.browser import PHONE
from support.faulty import FaultyServer
from support.filling import add_pitch, log_calls
from support.inventing import ASKED_LATER, NAMED, invent
from support.rebound import Served, coach
from support.rooms import ROOMS
from support.scripted import well_behaved
from support.shooting import look, shoot

TEXT: Final = "Heute mit 12 Leuten gesprochen, 9 Absagen, den meisten war es zu teuer. Ich fühle mich unfähig."
FIRST: Final = "Sie versenden täglich. Jede Rücksendung kostet Sie einen Tag."
PITCH: Final = "Sie versenden jeden Tag. Jede Rücksendung kostet Sie einen Tag, und den nehmen wir Ihnen ab."


def german(chrome: Browser, data: Path) -> None:
    """The door, every room with a journal, a room without a connection, and what would leave."""
    invent(data)
    today = datetime.now().astimezone()
    for contact, company, reason, back, _ in ASKED_LATER:
        said = ("--outcome", "soft_no", "--reason", reason, "--at", f"{today - timedelta(days=back):%Y-%m-%dT15:20}")
        coach(data, "log", *said, "--contact", contact, "--company", company)
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ruth Stein")
    coach(data, "user", "set", "--language", "de")
    with Served(data) as served:
        add_pitch(served, FIRST, "Einstieg")
        log_calls(served, calls=40, noes=30, about_price=20, yeses=4)
        add_pitch(served, PITCH)
        log_calls(served, calls=12, noes=9, about_price=5, yeses=1)
        for scheme in ("light", "dark"):
            with chrome.new_context(
                viewport=PHONE,  # type: ignore[arg-type]
                color_scheme=scheme,  # type: ignore[arg-type]
                device_scale_factor=2,
                locale="de-DE",
            ) as context:
                door = context.new_page()
                door.goto(f"{served.base_url}/sign-in?token=a-token")
                shoot(door, f"sign-in-de-phone-{scheme}")
            with look(chrome, served, PHONE, scheme) as page:
                page.goto(f"{served.base_url}/coach")
                if scheme == "light":
                    shoot(page, "coach-empty-de-phone-light")
                    page.get_by_label("Was war los").fill(TEXT)
                    page.get_by_role("button", name="Senden").click()
                    page.get_by_text("Es wurde kein Modell benutzt.").wait_for()
                for room in ROOMS:
                    page.goto(f"{served.base_url}/{room}")
                    page.evaluate("window.scrollTo(0, 0)")
                    shoot(page, f"{room}-de-phone-{scheme}")
                page.goto(f"{served.base_url}/progress")
                page.get_by_role("heading", name="Was es heißt").evaluate("(one) => one.scrollIntoView()")
                shoot(page, f"progress-says-de-phone-{scheme}")
                page.goto(f"{served.base_url}/offline")
                shoot(page, f"offline-de-phone-{scheme}")
    with (
        FaultyServer(well_behaved) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
        look(chrome, served, PHONE, "light") as page,
    ):
        page.get_by_label("Was war los").fill(NAMED)
        page.get_by_role("button", name="Was würde nach außen gehen?").click()
        page.wait_for_url("**/preview")
        shoot(page, "preview-de-phone-light")
