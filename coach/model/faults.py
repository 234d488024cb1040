"""From whatever the SDK raises to a `Fault`: the kind of failure, and whether another try may help.

Faults are values inside this package and become a `ModelError` only at its edge. An exception of the SDK
holds the request, its key and the reply, so none may survive as the cause or context of what callers see.
"""

import asyncio
import time
from collections.abc import Awaitable
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from coach.model.errors import Kind, ModelError

T = TypeVar("T")

_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504, 529})
"""Statuses that pass by themselves; 529 is how some endpoints say that they are overloaded."""

_OVERFLOW: Final = (
    "exceed_context_size",  # llama.cpp
    "context_length_exceeded",  # OpenAI
    "maximum context length",  # OpenAI, vLLM, OpenRouter
    "context length of only",  # LM Studio
    "context size has been exceeded",  # LM Studio
    "is too large",  # OpenAI, vLLM: the limit on the reply
    "output limit was reached",  # OpenAI, Azure: a model that spent it all on thinking
)
_SPENT: Final = "insufficient_quota"
"""OpenAI's word for used-up credit, which has the status of too many requests."""

_FLAGGED: Final = "flagged"
"""OpenRouter's word for a message that moderation stopped, which has the status of a wrong key."""

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
            code, answer_in_stream = error.code or "", _as_text(error.body)
            if code.isascii() and code.isdigit() and len(code) == 3:
                return _status_fault(int(code), answer_in_stream, None)
            # No code to judge by: a failure of the server's, under the status that the stream began with.
            return msgspec.structs.replace(_status_fault(500, answer_in_stream, None), status=200)
        case _:
            return Fault("garbage")


def _status_fault(status: int, answer: str, retry_after: str | None) -> Fault:
    kind: Kind
    words = answer.lower()
    if status == 413 or any(mark in words for mark in _OVERFLOW):
        kind = "too_long"
    elif status in (402, 429):
        kind = "rate_limited"
    elif status == 408:
        kind = "timeout"
    elif status >= 500:
        kind = "unavailable"
    elif status in (401, 403) and _FLAGGED not in words:
        kind = "auth"
    else:
        kind = "refused"
    return Fault(
        kind,
        again=status in _PASSING and kind != "too_long" and _SPENT not in words,
        status=status,
        after=parse_retry_after(retry_after, time.time()),
        answer=answer[:_ANSWER_CHARS],
    )


def _as_text(body: object) -> str:
    return body if isinstance(body, str) else msgspec.json.encode(body).decode()


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
