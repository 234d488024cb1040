"""Logging: structured lines on stderr, with chosen fields only. Bodies, notes, names and chat text never get here."""

import io
import logging
import sys
from contextlib import suppress
from typing import Final, TextIO, cast

import structlog

ALLOWED: Final = frozenset(
    {"event", "level", "timestamp", "status", "error", "route", "reply_id", "count", "port", "version", "seconds"}
)
"""Fields that a log line may carry. Anything else is dropped: a new field is decided here, once."""


def only_allowed(_: object, __: str, fields: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Drop every field that was not chosen, tracebacks included: their text may quote private words."""
    return {name: value for name, value in fields.items() if name in ALLOWED}


class _Unfailing(io.TextIOBase):
    """A stream whose lines may be lost: a log on a full disk, or that nobody reads any more, costs no answer."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def configure_logging(level: str) -> None:
    """Lines of JSON on stderr from this level on; other libraries' loggers say warnings only."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Unfailing(sys.stderr))),
        cache_logger_on_first_use=False,
    )
