"""The queue of a phone when something is odd: two tabs, no storage, a server that stalls or answers half."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from support.browser import sign_in, visit
from support.filling import attempts
from support.rebound import Served, coach, coach_json
from support.waiting import QUEUE, kept, log_no, waits

from coach.web.security import COOKIE

pytestmark = pytest.mark.browser

ENTRIES = "**/api/v1/entries"

UNDO_ONCE_READ = f"""async () => {{
    const queue = await {QUEUE};
    const entry_id = document.getElementById("log").elements.entry_id.value;
    await queue.add({{ entry_id, outcomes: [{{ outcome: "soft_no", reason: "price" }}] }}, "Not now, Price");
    await queue.all(); // after those of the page, which shows the queue anew
    const {{ getAll }} = IDBObjectStore.prototype;
    let undone;
    IDBObjectStore.prototype.getAll = function (...given) {{
        IDBObjectStore.prototype.getAll = getAll;
        undone = Promise.resolve().then(() => queue.undo(entry_id));
        return getAll.apply(this, given);
    }};
    await queue.send();
    await undone;
    await queue.send();
}}"""

BROKEN = {
    "none": "Object.defineProperty(window, 'indexedDB', { value: undefined });",
    "refused": "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };",
    "failing": """IDBFactory.prototype.open = () => {
        const request = { error: new DOMException("", "InvalidStateError") };
        setTimeout(() => request.onerror(new Event("error")));
        return request;
    };""",
}
"""What a browser may do with IndexedDB in a private window."""


@pytest.fixture
def device(chrome: Browser, served: Served) -> Iterator[BrowserContext]:
    """Of somebody who is signed in, without a service worker: as on a network at home, over plain HTTP."""
    with visit(chrome, served, service_workers="block") as visitor:
        yield visitor.device


def open_log(device: BrowserContext, served: Served) -> Page:
    page = device.new_page()
    page.goto(f"{served.base_url}/log")
    return page


def test_undone_at_the_moment_it_is_sent(device: BrowserContext, served: Served) -> None:
    """Right after the queue was read for sending: it is not in the journal in the end."""
    page = open_log(device, served)
    with page.expect_response(ENTRIES) as sent:
        page.evaluate(UNDO_ONCE_READ)
    assert sent.value.json()["results"][0]["status"] == "added"
    waits(page, 0)
    assert attempts(served) == 0


def test_what_was_sent_later_is_shown_and_can_be_undone(device: BrowserContext, served: Served) -> None:
    """When the connection is back, the page shows the journal, in every tab, and Undo reaches it."""
    page, other = open_log(device, served), open_log(device, served)
    device.set_offline(True)
    log_no(page)
    expect(page.get_by_text("Logged on this device: Not now, Price.")).to_be_visible()
    (entry_id,) = page.evaluate(f"{QUEUE}.then(({{ all }}) => all()).then((all) => all.map((one) => one.entry_id))")
    device.set_offline(False)
    for tab in (page, other):
        expect(tab.get_by_text("Today: 1 attempt, 1 no.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Logged: 1 call, 1 no about price.")
    page.evaluate(f"(entry_id) => {QUEUE}.then(({{ undo }}) => undo(entry_id))", entry_id)
    for tab in (page, other):
        expect(tab.get_by_text("Nothing logged today so far.")).to_be_visible()
    assert attempts(served) == 0


def test_signing_out_with_two_tabs(device: BrowserContext, served: Served) -> None:
    """The other tab lets go of the queue, keeps nothing from then on, and its next request leads to the door."""
    other, page = open_log(device, served), open_log(device, served)
    log_no(other)
    log_no(page)
    waits(other, 0)
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert kept(page) == []
    other.bring_to_front()
    other.get_by_text("Not now", exact=True).first.click()
    other.get_by_role("button", name="Log it").click()
    other.wait_for_url("**/sign-in")
    assert kept(other) == []
    assert attempts(served) == 2


def test_somebody_else_signs_in_beside_an_open_page(device: BrowserContext, served: Served) -> None:
    """What waits on the open page, and what is asked there, never reaches the journal of who came after."""
    coach(served.data, "user", "add", "Other")
    with served.signed_in("Other") as others:
        page, room = open_log(device, served), device.new_page()
        room.goto(f"{served.base_url}/coach")
        device.add_cookies([{"name": COOKIE, "value": others.cookies[COOKIE], "url": served.base_url}])
        log_no(page)
        waits(page, 1)
        room.bring_to_front()
        room.get_by_label("What happened").fill("They all said no.")
        room.get_by_role("button", name="Send").click()
        expect(room.get_by_text("Somebody else is signed in on this device now. Load the page anew.")).to_be_visible()
        assert others.get("/api/v1/stats").json()["outreach"] == 0
        assert "They all said no." not in others.get("/coach").text
    assert attempts(served) == 0


def test_a_network_that_stalls_holds_nobody_up(device: BrowserContext, served: Served) -> None:
    """A request that is never answered is given up (here 30 times sooner), and all that waits goes with the next."""
    device.add_init_script("""{
        const after = AbortSignal.timeout.bind(AbortSignal);
        AbortSignal.timeout = (milliseconds) => after(milliseconds / 30);
    }""")
    stalled: list[Route] = []
    device.route(ENTRIES, lambda route: stalled.append(route), times=1)
    page, other = open_log(device, served), open_log(device, served)
    log_no(page)
    log_no(other)
    waits(page, 0)
    waits(other, 0)
    assert len(stalled) == 1
    stalled[0].abort()
    assert attempts(served) == 2


def test_signing_out_while_the_network_stalls(device: BrowserContext, served: Served) -> None:
    """The person is asked after some seconds, whatever the network does."""
    stalled: list[Route] = []
    device.route(ENTRIES, lambda route: stalled.append(route))
    page = device.new_page()
    page.clock.install()
    page.goto(f"{served.base_url}/log")
    log_no(page)
    page.get_by_text("More", exact=True).click()
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Sign out").click()
        page.clock.run_for(5_000)
    page.wait_for_url("**/sign-in")
    assert asked == ["One entry has not reached the journal. Sign out and lose it?"]
    assert kept(page) == []
    for route in stalled:
        route.abort()


def test_an_answer_for_fewer_entries_is_none(device: BrowserContext, served: Served) -> None:
    """All go on waiting; they are not sent again and again at once."""
    page = open_log(device, served)
    answered: list[Route] = []

    def half(route: Route) -> None:
        answered.append(route)
        route.fulfill(json={"results": []})

    device.route(ENTRIES, half)
    log_no(page)
    expect(page.get_by_text("Logged on this device: Not now, Price.")).to_be_visible()
    waits(page, 1)
    assert len(answered) == 1
    device.unroute(ENTRIES)
    page.reload()
    waits(page, 0)
    assert attempts(served) == 1


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_logging_where_nothing_can_be_kept(chrome: Browser, served: Served, broken: str) -> None:
    """Without IndexedDB entries go straight to the server; nothing complains, and signing out works."""
    with visit(chrome, served) as visitor:
        visitor.device.add_init_script(broken)
        page = visitor.page
        page.goto(f"{served.base_url}/log")
        for today in ("1 attempt, 1 no", "2 attempts, 2 no's"):
            page.get_by_text("Not now", exact=True).first.click()
            page.get_by_text("Price", exact=True).click()
            page.get_by_role("button", name="Log it").click()
            expect(page.get_by_text(f"Today: {today}.")).to_be_visible()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.evaluate("new BroadcastChannel('rebound').postMessage(null)")
        waits(page, 0)
        page.get_by_text("More", exact=True).click()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in")
        assert visitor.problems == []
    assert attempts(served) == 2


def test_being_forgotten_leaves_nothing_on_the_device(device: BrowserContext, served: Served) -> None:
    """Also over plain HTTP, where browsers do not heed Clear-Site-Data; nor in another tab."""

    def plain(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "clear-site-data": ""})

    other = open_log(device, served)
    device.route(ENTRIES, lambda route: route.abort())
    log_no(other)
    waits(other, 1)
    device.route("**/settings/forget", plain)
    page = device.new_page()
    page.goto(f"{served.base_url}/settings/forget")
    page.get_by_label("Type FORGET to go on").fill("FORGET")
    page.get_by_role("button", name="Forget me for ever").click()
    expect(page.get_by_role("heading", name="Forgotten")).to_be_visible()
    page.wait_for_function("indexedDB.databases().then((all) => all.length === 0)")
    waits(other, 0)
    assert kept(other) == []


def test_the_door_is_not_the_end(device: BrowserContext, served: Served) -> None:
    """Who was signed out from elsewhere and comes back still has what waits on the device."""
    page = open_log(device, served)
    with served.signed_in() as elsewhere:
        elsewhere.post("/sign-out/everywhere")
    log_no(page)
    waits(page, 1)
    page.goto(f"{served.base_url}/log")
    expect(page.get_by_text("There is no password.")).to_be_visible()
    sign_in(page, served.new_link())
    waits(page, 0)
    assert coach_json(served.data, "stats")["outreach"] == 1
