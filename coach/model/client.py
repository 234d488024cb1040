"""Calls to a language model: streamed, limited in time and number, retried only while nothing was shown yet.

In: messages and a JSON schema. Out: pieces of the reply's text, or a `ModelError`, and the `Exchange`:

    async with client.call(messages, schema) as call:
        async for piece in call:
            ...
    seal(call.exchange)

The exchange is there however the block was left.
"""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from coach.model.breaker import Breaker
from coach.model.config import ModelConfig
from coach.model.dialect import Dialect, Messages, Schema, learnt
from coach.model.errors import Kind
from coach.model.exchange import Exchange
from coach.model.faults import Fault, settle
from coach.model.reading import Reading
from coach.model.wire import TRAFFIC, Traffic, connect

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_BACKOFF_SECONDS: Final = 0.5
_BACKOFF_MOST_SECONDS: Final = 8.0
_FAILURES: Final[frozenset[Kind]] = frozenset({"rate_limited", "unavailable", "timeout", "cut", "garbage"})
"""Kinds that count against the endpoint. With the others it answered, only not what was hoped for."""


class ModelClient:
    """The way to one endpoint. Keep one for the life of the process, and `aclose` it at the end.

    `jitter` gives numbers from 0 to 1 and `clock` seconds that never run backwards.
    """

    def __init__(
        self,
        config: ModelConfig,
        *,
        breaker: Breaker | None = None,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.config = config
        self.breaker = breaker or Breaker()
        self.dialect = Dialect(config)
        self.places = asyncio.Semaphore(config.concurrency)
        self.jitter = jitter
        self.sleep = sleep
        self.clock = clock
        self._sdk: AsyncOpenAI | None = None
        self._connecting = asyncio.Lock()

    def call(
        self, messages: Messages, schema: Schema | None = None, sent: Callable[[bytes], None] = lambda _: None
    ) -> "Call":
        """Prepare a call; it starts with the first piece that is asked for.

        `schema` is the JSON schema that the reply should follow: an object at its root (endpoints want that),
        no `$ref` root, `additionalProperties: false`. An endpoint that knows no schemas is asked for JSON alone,
        or without any format. `sent` is told the body of each request before it leaves.
        """
        return Call(self, messages, schema, Traffic(sent))

    async def sdk(self) -> "AsyncOpenAI":
        """The SDK's client, made at first use and away from the event loop: importing it blocks for long."""
        async with self._connecting:
            if self._sdk is None:
                self._sdk = await asyncio.to_thread(connect, self.config)
            return self._sdk

    async def aclose(self) -> None:
        """Close all connections."""
        sdk, self._sdk = self._sdk, None
        if sdk is not None:
            await sdk.close()


class Call:
    """One reply. Iterate it once for its pieces; raises `ModelError`.

    Leaving the `async with` block early, or being cancelled in it, closes the connection, so that the
    endpoint stops generating. The deadline runs from the first piece that is asked for.
    """

    def __init__(self, client: ModelClient, messages: Messages, schema: Schema | None, traffic: Traffic) -> None:
        self._client = client
        self._messages = messages
        self._schema = schema
        self._traffic = traffic
        self._text: list[str] = []
        self._fault: Fault | None = None
        self._reading: Reading | None = None
        self._began: float | None = None
        self._ended: float | None = None
        self._pieces = self._run()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pieces.aclose()

    def __aiter__(self) -> AsyncIterator[str]:
        return self._pieces

    @property
    def exchange(self) -> Exchange:
        """What went over the wire so far: all of it once the block was left, however it was left."""
        reading, fault = self._reading, self._fault
        began = self._began if self._began is not None else self._client.clock()
        ended = self._ended if self._ended is not None else self._client.clock()
        return Exchange(
            model=self._client.config.model,
            requests=tuple(self._traffic.sent),
            answers=tuple(map(bytes, self._traffic.received)),
            response="".join(self._text) or (fault.answer if fault else ""),
            status=reading.status if reading else fault.status if fault else None,
            finish=reading.finish if reading else None,
            prompt_tokens=reading.prompt_tokens if reading else None,
            completion_tokens=reading.completion_tokens if reading else None,
            latency_ms=round((ended - began) * 1000) if self._began is not None else 0,
        )

    async def _run(self) -> AsyncGenerator[str, None]:
        client = self._client
        until = asyncio.get_running_loop().time() + client.config.deadline
        queued = await settle(client.places.acquire(), until)
        if isinstance(queued, Fault):
            raise queued.error()
        try:
            if not client.breaker.admits():
                raise Fault("unavailable").error()
            piece = await self._first(until)
            while isinstance(piece, str):
                self._text.append(piece)
                yield piece
                piece = await self._reading.next(until) if self._reading else None
            self._judge(piece)
        finally:
            self._ended = client.clock()
            if self._reading:
                await self._reading.close()
            client.places.release()

    def _judge(self, fault: Fault | None) -> None:
        self._fault = fault
        if fault is None or fault.kind not in _FAILURES:
            self._client.breaker.succeeded()
        else:
            self._client.breaker.failed()
        if fault is None:
            self._client.dialect.usage = self._reading is not None and self._reading.prompt_tokens is not None
            return
        if self._text and fault.kind == "unavailable":
            fault = Fault("cut")
        raise fault.error()

    async def _first(self, until: float) -> str | Fault | None:
        """The first piece, after as many attempts as it takes and the limits allow."""
        client = self._client
        now = asyncio.get_running_loop().time
        sdk = await client.sdk()
        self._began = client.clock()
        failures = 0
        lessons = client.dialect.lessons
        while True:
            request = client.dialect.request(self._messages, self._schema, lessons)
            piece = await self._attempt(sdk, request, until)
            if not isinstance(piece, Fault):
                client.dialect.keep(lessons)
                return piece
            if lesson := learnt(piece, request):
                lessons |= {lesson}
                continue
            failures += 1
            if not piece.again or failures >= client.config.attempts:
                return piece
            # Full jitter, so that clients which failed together do not come back together (Brooker,
            # "Exponential Backoff And Jitter", 2015).
            ceiling = min(_BACKOFF_MOST_SECONDS, _BACKOFF_SECONDS * 2 ** (failures - 1))
            delay = max(client.jitter() * ceiling, piece.after or 0.0)
            if now() + delay >= until:
                return piece  # waiting would only end in the deadline; the person gets an answer now
            if isinstance(slept := await settle(client.sleep(delay), until), Fault):
                return slept

    async def _attempt(self, sdk: "AsyncOpenAI", request: dict[str, Any], until: float) -> str | Fault | None:
        self._reading = None
        note = TRAFFIC.set(self._traffic)
        try:
            stream: Any = await settle(sdk.chat.completions.create(**_unread(request)), until)
        finally:
            TRAFFIC.reset(note)
        if isinstance(stream, Fault):
            return stream
        if not hasattr(stream, "response"):  # the SDK hands out an answer that is no JSON as plain text
            return Fault("garbage", status=200)
        self._reading = Reading(stream)
        piece = await self._reading.next(until)
        if isinstance(piece, Fault):
            await self._reading.close()
        return piece


def _unread(request: dict[str, Any]) -> dict[str, Any]:
    """The same request, with the format where the SDK takes it as it is: it would walk through all of the schema."""
    rest = dict(request)
    form = rest.pop("response_format", None)
    return {**rest, "extra_body": {"response_format": form}} if form else request
