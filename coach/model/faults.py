"""From whatever the SDK raises to a `Fault`: the kind of failure, and whether another try may help.

Faults are values inside this package and become a `ModelError` only at its edge. An exception of the SDK
holds the request, its key and the reply, so none may survive as the cause or context of what callers see.
"""

import asyncio
import time
from collections.abc import Awaitable
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from msgspec import Struct

from coach.model.errors import Kind, ModelError

T = TypeVar("T")

_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504, 529})
"""Statuses that pass by themselves; 529 is how some endpoints say that they are overloaded."""

_OVERFLOW: Final = ("exceed_context_size", "context_length_exceeded", "maximum context length")
_ANSWER_CHARS: Final = 4096


class Fault(Struct, frozen=True):
    """One attempt's failure. `answer` is the endpoint's own words: for the receipt, never for a message."""

    kind: Kind
    again: bool = False
    """Another attempt may help."""
    status: int | None = None
    after: float | None = None
    """Seconds that the endpoint asks to wait."""
    answer: str = ""

    def error(self) -> ModelError:
        return ModelError(self.kind)


async def settle(step: Awaitable[T], until: float) -> T | Fault:
    """Await one step, at the latest until `until` (the loop's clock). Failures come back as a `Fault`."""
    try:
        async with asyncio.timeout_at(until):
            return await step
    except TimeoutError:
        return Fault("timeout")
    except Exception as error:  # the SDK parses what strangers send and lets every kind of error out
        return fault_of(error)


def fault_of(error: Exception) -> Fault:
    """Name the failure behind an exception of the SDK; what nobody foresaw is `garbage`."""
    import openai

    match error:
        case openai.APIStatusError():
            answer = error.response
            return _status_fault(error.status_code, answer.text, answer.headers.get("retry-after"))
        case openai.APITimeoutError():
            return Fault("timeout", again=True)
        case openai.APIConnectionError():
            return Fault("unavailable", again=True)
        case openai.APIError():  # an error sent inside a stream that began with status 200
            code = error.code or ""
            status = int(code) if code.isascii() and code.isdigit() and len(code) == 3 else 500
            return _status_fault(status, f"{code} {error.type} {error.message}", None)
        case _:
            return Fault("garbage")


def _status_fault(status: int, answer: str, retry_after: str | None) -> Fault:
    kind: Kind
    if status == 413 or any(mark in answer for mark in _OVERFLOW):
        kind = "too_long"
    elif status == 429:
        kind = "rate_limited"
    elif status == 408:
        kind = "timeout"
    elif status >= 500:
        kind = "unavailable"
    elif status in (401, 403):
        kind = "auth"
    else:
        kind = "refused"
    return Fault(
        kind,
        again=status in _PASSING and kind != "too_long",
        status=status,
        after=parse_retry_after(retry_after, time.time()),
        answer=answer[:_ANSWER_CHARS],
    )


def parse_retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110: seconds or an HTTP date), None if unclear."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return None
