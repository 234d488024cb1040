"""A model endpoint that misbehaves on purpose: OpenAI's chat completions over real sockets on loopback.

    with FaultyServer(rate_limited(retry_after="1"), ok('[{"text": "hi"}]')) as server:
        ...  # server.base_url goes into the configuration
    assert len(server.requests) == 2

Each request takes the next answer of the script; the last one repeats. An entry may also be a function that
makes the answer from the request. The server runs in a thread of its own, so tests with and without an event
loop, and other processes, can use it. It stops what it started.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable
from typing import Self

from support.answers import (
    Answer,
    Ending,
    Received,
    Script,
    cut,
    drip,
    empty,
    error,
    error_event,
    html,
    invalid_json,
    length,
    no_finish,
    ok,
    rate_limited,
    raw,
    reset,
    stall,
)

__all__ = [
    "Answer",
    "Ending",
    "FaultyServer",
    "Received",
    "Script",
    "cut",
    "drip",
    "empty",
    "error",
    "error_event",
    "html",
    "invalid_json",
    "length",
    "no_finish",
    "ok",
    "rate_limited",
    "raw",
    "reset",
    "stall",
]


class FaultyServer:
    """Plays its script to whoever connects. `requests` records what arrived, in order."""

    def __init__(self, *script: Script) -> None:
        self._script = script
        self._thread = threading.Thread(target=self._serve, name="faulty-server", daemon=True)
        self._ready = threading.Event()
        self._stop: Callable[[], object] = lambda: None
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self.requests: list[Received] = []
        self.base_url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the faulty server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        self._ready.set()
        await stopped.wait()
        server.close()
        await _settle()  # who was let in at the last moment is known by now
        for task, writer in list(self._open.items()):
            task.cancel()
            writer.transport.abort()
        await asyncio.gather(*self._open, return_exceptions=True)
        await _settle()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A plain function, so that a connection is known before its task has begun.
        task = asyncio.ensure_future(self._talk(reader, writer))
        self._open[task] = writer
        task.add_done_callback(self._open.pop)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._exchange(reader, writer)
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away
        finally:
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        received = Received(method, path, headers, body)
        scripted = self._script[min(len(self.requests), len(self._script) - 1)]
        self.requests.append(received)
        answer = scripted if isinstance(scripted, Answer) else scripted(received)

        playing = asyncio.ensure_future(_play(answer, writer))
        leaving = asyncio.ensure_future(reader.read())  # a client sends nothing more until it closes
        try:
            await asyncio.wait({playing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not playing.done():
                received.gone.set()
        finally:
            for step in (playing, leaving):
                step.cancel()
            await asyncio.gather(playing, leaving, return_exceptions=True)


async def _settle() -> None:
    """Let the loop do what is already due."""
    for _ in range(5):
        await asyncio.sleep(0)


async def _play(answer: Answer, writer: asyncio.StreamWriter) -> None:
    if answer.status is not None:
        head = [f"HTTP/1.1 {answer.status} Scripted", "Transfer-Encoding: chunked", "Connection: close"]
        head += [f"{name}: {value}" for name, value in answer.headers]
        writer.write(("\r\n".join(head) + "\r\n\r\n").encode("latin-1"))
        for part in answer.parts:
            writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            await writer.drain()
            await asyncio.sleep(answer.pause)
    match answer.ending:
        case "close":
            if answer.status is not None:
                writer.write(b"0\r\n\r\n")
            await writer.drain()
        case "stall":
            await asyncio.Event().wait()
        case "cut":
            await writer.drain()
        case "reset":
            await writer.drain()
            _reset(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
