"""A log that cannot be written costs nobody an answer."""

import errno
import io
import sys

import pytest
import structlog

from coach.logging import configure_logging


class Full(io.StringIO):
    """A stream on a disk without room."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_line_that_cannot_be_written_is_lost_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Full())
    try:
        configure_logging("info")
        structlog.get_logger().info("backed_up", count=1)
    finally:
        structlog.reset_defaults()
