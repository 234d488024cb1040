"""The entries that wait on a phone, as the tests of several files see them."""

from playwright.sync_api import Page, expect

QUEUE = "import(document.querySelector('link[rel=modulepreload]').href)"


def log_no(page: Page, times: int = 1) -> None:
    """Three taps each."""
    page.bring_to_front()  # in a tab behind another one a tap takes seconds
    for _ in range(times):
        page.get_by_text("Not now", exact=True).first.click()
        page.get_by_text("Price", exact=True).click()
        page.get_by_role("button", name="Log it").click()
        # Empty again once it is kept on the device. The notice may still be the one of the entry before.
        expect(page.get_by_role("radio", name="Not now")).not_to_be_checked()
        expect(page.get_by_role("status")).to_contain_text("Logged")


def waits(page: Page, number: int) -> None:
    """How many entries are not in the journal yet, in the queue itself and in what the bar says.

    The bar alone would say none for as long as nobody has counted.
    """
    page.wait_for_function(
        f"async (number) => (await (await {QUEUE}).all()).length === number", arg=number, polling=100
    )
    badge = page.locator(".nav .waits")
    if number:
        expect(badge).to_have_text(f"{number} waiting to be sent")
    else:
        expect(badge).to_be_hidden()


def kept(page: Page) -> list[str]:
    """The databases on the device."""
    names: list[str] = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    return names
