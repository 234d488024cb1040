"""A connection that breaks: a proxy on loopback between a browser and a server, which cuts event streams.

    with Cutting(served.port) as proxy:
        proxy.cut_after(2, 15)  # the next stream, 15 bytes behind its second event

Everything else passes as it is.
"""

import socket
import threading
from contextlib import suppress
from typing import Final, Self

STREAM: Final = b"text/event-stream"


class Cutting:
    """Listens while the `with` block runs. `cuts` is how many streams it has cut."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._plan: list[tuple[int, int]] = []
        self._open: set[socket.socket] = set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.cuts = 0

    def cut_after(self, events: int, more: int) -> None:
        """Cut the next stream that many bytes behind the end of its nth event."""
        self._plan.append((events, more))

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._server, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self._open.add(near)
                try:
                    far = socket.create_connection(self._target)
                except OSError:  # the server is not there now
                    near.close()
                    continue
                self._open.add(far)
                threading.Thread(target=self._pass, args=(near, far), daemon=True).start()
                threading.Thread(target=self._pass_back, args=(far, near), daemon=True).start()

    def _pass(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                far.sendall(data)
        self._end(near, far)

    def _pass_back(self, far: socket.socket, near: socket.socket) -> None:
        stream, plan = b"", None
        with suppress(OSError):
            while data := far.recv(65536):
                if STREAM in data:
                    stream, plan = b"", self._plan.pop(0) if self._plan else None
                if plan is not None:
                    before, stream = len(stream), stream + data
                    if (end := cut_at(stream, *plan)) is not None:
                        near.sendall(data[: max(0, end - before)])
                        self.cuts += 1
                        break
                near.sendall(data)
        self._end(near, far)

    def _end(self, *sockets: socket.socket) -> None:
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def cut_at(stream: bytes, events: int, more: int) -> int | None:
    """Where to cut what has come so far, None while that place has not come."""
    end = 0
    for _ in range(events):
        found = stream.find(b"\n\n", stream.find(b"event: ", end))
        if found < 0 or b"event: " not in stream[end:found]:
            return None
        end = found + 2
    return end + more if len(stream) >= end + more else None
