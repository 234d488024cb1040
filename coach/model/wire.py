"""The SDK's client, set up so that nothing leaves unseen.

It retries nothing and follows no redirect by itself, and the body of each request is noted before it is sent.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from coach.model.config import ModelConfig

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

SENT: Final[ContextVar[list[bytes] | None]] = ContextVar("sent", default=None)
"""Where the bodies of requests sent from the present context are noted."""

_OPENAI: Final = "https://api.openai.com/v1"
_CONNECT_SECONDS: Final = 10.0


def connect(config: ModelConfig) -> "AsyncOpenAI":
    """Build the SDK's client. Takes half a second the first time (the import): call it off the event loop."""
    import httpx2
    import openai

    timeout = httpx2.Timeout(config.read_timeout, connect=min(config.read_timeout, _CONNECT_SECONDS))
    http = httpx2.AsyncClient(
        timeout=timeout,
        # Room beyond the calls under way, because a connection that is being closed still counts.
        limits=httpx2.Limits(max_connections=2 * config.concurrency),
        # A redirect would carry the message to a host that nobody configured.
        follow_redirects=False,
        event_hooks={"request": [_before_sending]},
    )
    return openai.AsyncOpenAI(
        api_key=config.api_key or "none",  # the SDK insists on one
        base_url=config.base_url or _OPENAI,
        timeout=timeout,
        max_retries=0,
        http_client=http,
    )


async def _before_sending(request: "httpx2.Request") -> None:
    # The SDK adds the machine's operating system, processor and Python version to each request.
    for name in [name for name in request.headers if name.lower().startswith("x-stainless-")]:
        del request.headers[name]
    sent = SENT.get()
    if sent is not None:
        sent.append(await request.aread())
