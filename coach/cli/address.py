"""The address of a running server, left in the data folder so that other commands print links that lead to it."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from coach.settings import Settings

DEFAULT: Final = "http://127.0.0.1:8000"


@contextmanager
def served_at(settings: Settings, base_url: str) -> Iterator[None]:
    """While the block lasts, the address stands in the data folder."""
    path = settings.data_dir / "address"
    path.write_text(base_url + "\n", "utf-8")
    try:
        yield
    finally:
        # Another server on the same folder may have written its own meanwhile.
        with contextlib.suppress(OSError):
            if path.read_text("utf-8").strip() == base_url:
                path.unlink()


def known_address(settings: Settings) -> str:
    """Where people reach Rebound: as set, else where it was last served, else the default."""
    if settings.base_url:
        return settings.base_url
    try:
        return (settings.data_dir / "address").read_text("utf-8").strip() or DEFAULT
    except OSError:
        return DEFAULT
