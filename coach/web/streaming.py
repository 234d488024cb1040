"""Streaming a reply: server-sent events with ids, so a phone that slept goes on where it stopped.

Events: `block` {index, html, block}, then `done` {html, reply}, or `error` {detail}. The id of an event is the number
of blocks sent up to it. Comments keep the connection open while nothing happens.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import msgspec

from coach.coaching.running import RunningReply
from coach.contracts import Block

HEARTBEAT_SECONDS: Final = 15.0
RETRY_MS: Final = 1000
"""How long a browser that lost the connection waits before it comes back."""


def encode_event(name: str, data: Any, event_id: int | None = None) -> bytes:
    """One event. JSON has no line breaks of its own, so the data is one line."""
    head = f"id: {event_id}\n" if event_id is not None else ""
    return f"{head}event: {name}\ndata: {msgspec.json.encode(data).decode()}\n\n".encode()


async def follow_with_heartbeat(running: RunningReply, after: int) -> AsyncIterator[tuple[int, Block] | None]:
    """The blocks of a reply from index `after` on, and None whenever nothing came for a while."""
    blocks = running.follow(after)
    waiting: asyncio.Future[tuple[int, Block]] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(anext(blocks))
            done, _ = await asyncio.wait({waiting}, timeout=HEARTBEAT_SECONDS)
            if not done:
                yield None
                continue
            try:
                item = waiting.result()
            except StopAsyncIteration:
                return
            finally:
                waiting = None
            yield item
    finally:
        if waiting:
            waiting.cancel()
