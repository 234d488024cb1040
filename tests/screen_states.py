"""The states of a room beside its usual one, on a phone: waiting, refused, unreachable, under way, empty."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from support.browser import PHONE
from support.faulty import FaultyServer, drip
from support.filling import ask, log_calls
from support.inventing import TEXT
from support.rebound import Served, coach
from support.rooms import ROOMS, citation, to_mend, unreachable
from support.shooting import look, shoot
from support.waiting import log_no, waits

SCHEMES = ("light", "dark")


def states(chrome: Browser, data: Path) -> None:
    """Every state, light and dark."""
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    for scheme in SCHEMES:
        with Served(data) as served, look(chrome, served, PHONE, scheme) as page:
            _door(page, served, scheme)
    for scheme in SCHEMES:
        with Served(data) as served, look(chrome, served, PHONE, scheme) as page:
            for room in ROOMS:
                page.goto(f"{served.base_url}/{room}")
                shoot(page, f"{room}-empty-phone-{scheme}")
    with Served(data) as served:
        log_calls(served, calls=40, noes=30, about_price=20, yeses=2)
        ask(served, TEXT)
        for scheme in SCHEMES:
            with look(chrome, served, PHONE, scheme) as page:
                citation(page, served.base_url)
                shoot(page, f"coach-citation-phone-{scheme}")
                unreachable(TEXT)(page, served.base_url)
                shoot(page, f"coach-unreachable-phone-{scheme}")
                page.context.set_offline(False)
                _queue(page, served, scheme)
                _refused(page, served, scheme)
            with look(chrome, served, PHONE, scheme, java_script_enabled=False) as page:
                to_mend(page, served.base_url)
                shoot(page, f"log-refused-without-script-phone-{scheme}")
    _under_way(chrome, data)


def _door(page: Page, served: Served, scheme: str) -> None:
    link = served.new_link()
    page.context.clear_cookies()
    page.goto(link)
    shoot(page, f"sign-in-phone-{scheme}")
    page.goto(f"{served.base_url}/sign-in")
    shoot(page, f"sign-in-no-link-phone-{scheme}")
    page.goto(f"{served.base_url}/sign-in?token=used")
    page.get_by_role("button", name="Sign in on this device").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot(page, f"sign-in-used-phone-{scheme}")


def _queue(page: Page, served: Served, scheme: str) -> None:
    """The log without a connection, with entries that wait, and any other room."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(f"{served.base_url}/log")
    shoot(page, f"log-offline-phone-{scheme}")
    log_no(page, 2)
    waits(page, 2)
    shoot(page, f"log-kept-phone-{scheme}")
    page.get_by_role("heading", name="Waiting").evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    shoot(page, f"log-waiting-phone-{scheme}")
    page.goto(f"{served.base_url}/progress")
    shoot(page, f"offline-phone-{scheme}")
    page.context.set_offline(False)
    page.goto(f"{served.base_url}/log")
    waits(page, 0)


def _refused(page: Page, served: Served, scheme: str) -> None:
    """What has to be mended: an entry of the queue, a form, an address."""
    to_mend(page, served.base_url)
    page.get_by_role("heading", name="Waiting").evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    shoot(page, f"log-to-mend-phone-{scheme}")
    page.get_by_role("button", name="Discard").click()
    page.goto(f"{served.base_url}/settings")
    page.get_by_label("Time zone").fill("Mars")
    page.get_by_role("button", name="Keep", exact=False).first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot(page, f"settings-refused-phone-{scheme}")
    page.goto(f"{served.base_url}/nothing")
    shoot(page, f"error-phone-{scheme}")


def _under_way(chrome: Browser, data: Path) -> None:
    """A model takes its time: the reply can be stopped."""
    with (
        FaultyServer(lambda _: drip(['{"blocks": [', *" " * 600], 0.05)) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="a-model", NO_PROXY="127.0.0.1") as served,
    ):
        for scheme in SCHEMES:
            with look(chrome, served, PHONE, scheme) as page:
                page.get_by_label("What happened").fill(TEXT)
                page.get_by_role("button", name="Send").click()
                expect(page.get_by_text("Reading your journal")).to_be_visible()
                expect(page.get_by_label("What happened")).to_have_value("")
                shoot(page, f"coach-under-way-phone-{scheme}")
                page.get_by_role("button", name="Stop").click()
                expect(page.get_by_role("button", name="Send")).to_be_visible()
