"""The SDK's client, set up so that nothing leaves unseen.

It retries nothing and follows no redirect by itself. The body of each request is noted before it is sent, and that of
each answer as it comes in.
"""

from collections.abc import AsyncIterator, Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct, field

from coach.model.config import ModelConfig

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI


class Traffic(Struct):
    """Bodies of requests, byte for byte and in order, and what came back for each: nothing where no answer came.

    `leaving` is told each body before it is sent.
    """

    leaving: Callable[[bytes], None] = lambda _: None
    sent: list[bytes] = field(default_factory=list)
    received: list[bytearray] = field(default_factory=list)


TRAFFIC: Final[ContextVar[Traffic | None]] = ContextVar("traffic", default=None)
"""Where requests made from the present context are noted."""

_RECEIVED_BYTES: Final = 1024 * 1024
"""More of an answer is not kept: nobody reads on for so long."""

_CONNECT_SECONDS: Final = 10.0


def connect(config: ModelConfig) -> "AsyncOpenAI":
    """Build the SDK's client. Takes half a second the first time (the import): call it off the event loop."""
    import httpx2
    import openai

    address, version = split_version(config.endpoint)
    timeout = httpx2.Timeout(config.read_timeout, connect=min(config.read_timeout, _CONNECT_SECONDS))
    http = httpx2.AsyncClient(
        timeout=timeout,
        # Room beyond the calls under way, because a connection that is being closed still counts.
        limits=httpx2.Limits(max_connections=2 * config.concurrency),
        # A redirect would carry the message to a host that nobody configured.
        follow_redirects=False,
        event_hooks={"request": [_before_sending], "response": [_before_reading]},
    )
    key = config.api_key or "none"  # the SDK insists on one
    if version:
        return openai.AsyncAzureOpenAI(
            api_key=key, base_url=address, api_version=version, timeout=timeout, max_retries=0, http_client=http
        )
    return openai.AsyncOpenAI(api_key=key, base_url=address, timeout=timeout, max_retries=0, http_client=http)


def split_version(endpoint: str) -> tuple[str, str | None]:
    """The address, and the `api-version` of its query: Azure's older addresses have one, and take another header."""
    parts = urlsplit(endpoint)
    return parts._replace(query="").geturl(), dict(parse_qsl(parts.query)).get("api-version")


async def _before_sending(request: "httpx2.Request") -> None:
    # The SDK adds the machine's operating system, processor and Python version to each request.
    for name in [name for name in request.headers if name.lower().startswith("x-stainless-")]:
        del request.headers[name]
    # What comes back is noted as it is on the wire, and nobody could read it packed.
    request.headers["accept-encoding"] = "identity"
    if traffic := TRAFFIC.get():
        traffic.sent.append(await request.aread())
        traffic.leaving(traffic.sent[-1])
        traffic.received.append(bytearray())


async def _before_reading(response: "httpx2.Response") -> None:
    if traffic := TRAFFIC.get():
        response.stream = _noted(response.stream, traffic.received[-1])


def _noted(stream: object, note: bytearray) -> "httpx2.AsyncByteStream":
    """The stream of an answer, each part of it noted before it is passed on."""
    import httpx2

    class Noted(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            assert isinstance(stream, httpx2.AsyncByteStream)
            async for part in stream:
                note.extend(part[: _RECEIVED_BYTES - len(note)])
                yield part

        async def aclose(self) -> None:
            assert isinstance(stream, httpx2.AsyncByteStream)
            await stream.aclose()

    return Noted()
