"""Screenshots for docs/screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page
from support.browser import PHONE, visit
from support.rebound import Served

FOLDER: Final = Path(__file__).parents[2] / "docs" / "screens"


@contextmanager
def look(chrome: Browser, served: Served, size: dict[str, int], scheme: str, **device: Any) -> Iterator[Page]:
    """The first room, as somebody sees it who is signed in."""
    scale = 2 if size is PHONE else 1
    with visit(chrome, served, size, color_scheme=scheme, device_scale_factor=scale, **device) as visitor:
        visitor.page.goto(f"{served.base_url}/coach")
        yield visitor.page


def shoot(page: Page, name: str) -> None:
    """One screenshot of what a person sees first."""
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png")
