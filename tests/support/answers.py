"""Answers of a model endpoint, good and bad, as data: what `faulty.FaultyServer` plays over a socket."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Ending = Literal["close", "stall", "cut", "reset"]


@dataclass(frozen=True)
class Answer:
    """One answer: a head, parts of a body in chunked encoding, and how the connection ends.

    `status` None sends not even a head. `close` ends the body properly, `stall` sends nothing more until the
    client goes, `cut` closes in the middle of the body, `reset` does so with a TCP reset. `pause` is seconds
    between parts.
    """

    status: int | None = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/event-stream"),)
    parts: tuple[bytes, ...] = ()
    ending: Ending = "close"
    pause: float = 0.0


@dataclass
class Received:
    """One request as it arrived. `gone` is set when the client closed before the answer's end."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    gone: threading.Event = field(default_factory=threading.Event)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Script = Answer | Callable[[Received], Answer]


_ENVELOPE = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}


def _event(data: object) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def _chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _event(_ENVELOPE | {"choices": [choice]})


def _deltas(content: str | Sequence[str], size: int | None = None) -> list[bytes]:
    if isinstance(content, str):
        step = size or max(1, len(content))
        content = [content[at : at + step] for at in range(0, len(content), step)]
    return [_chunk({"role": "assistant", "content": ""}), *(_chunk({"content": piece}) for piece in content)]


def _tail(finish: str, *, usage: bool = True) -> list[bytes]:
    counts = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    last = _ENVELOPE | {"choices": [], "usage": counts}
    return [_chunk({}, finish), *([_event(last)] if usage else []), b"data: [DONE]\n\n"]


def ok(
    content: str | Sequence[str],
    *,
    size: int | None = None,
    finish: str = "stop",
    usage: bool = True,
    pause: float = 0.0,
) -> Answer:
    """A good reply: one delta per string of `content`, or a string cut into deltas of `size` characters."""
    return Answer(parts=(*_deltas(content, size), *_tail(finish, usage=usage)), pause=pause)


def length(content: str | Sequence[str]) -> Answer:
    """A reply that ran into the token limit."""
    return ok(content, finish="length")


def no_finish(content: str | Sequence[str]) -> Answer:
    """A stream that ends properly without ever saying why the reply ended."""
    return Answer(parts=tuple(_deltas(content)))


def empty() -> Answer:
    """Status 200 and an event stream without an event."""
    return Answer()


def drip(content: str | Sequence[str], pause: float) -> Answer:
    """A reply of one character at a time, `pause` seconds apart: never silent, never done."""
    return ok(content, size=1, pause=pause)


def stall(after: Sequence[str] | None = None) -> Answer:
    """Silence: from the start (None), or after the head and some pieces."""
    return _broken(after, "stall")


def cut(after: Sequence[str] = ()) -> Answer:
    """The connection closes in the middle of the body."""
    return Answer(parts=_some(after), ending="cut")


def reset(after: Sequence[str] | None = None) -> Answer:
    """A TCP reset: instead of an answer (None), or in the middle of the body."""
    return _broken(after, "reset")


def invalid_json(after: Sequence[str] = ()) -> Answer:
    """An event that holds no JSON."""
    return Answer(parts=(*_some(after), b"data: {oops\n\n"))


def error_event(
    after: Sequence[str] = (),
    *,
    code: int | str | None = None,
    message: str = "broken",
) -> Answer:
    """An error payload inside a stream that began with status 200."""
    payload = {"error": {"message": message, "code": code, "type": "server"}}
    return Answer(parts=(*_some(after), _event(payload)))


def html(status: int = 200) -> Answer:
    """A web page, as a wrong address or a captive portal gives."""
    page = b"<!doctype html><title>Welcome</title><p>Please sign in to this network."
    return Answer(status=status, headers=(("Content-Type", "text/html"),), parts=(page,))


def error(
    status: int,
    message: str = "no",
    *,
    headers: Sequence[tuple[str, str]] = (),
    code: str = "",
) -> Answer:
    """An HTTP error in OpenAI's shape."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": code}}).encode()
    return Answer(status, (("Content-Type", "application/json"), *headers), (body,))


def rate_limited(retry_after: str | None = None) -> Answer:
    """Status 429, with a Retry-After header if one is given."""
    return error(429, "slow down", headers=[("Retry-After", retry_after)] if retry_after is not None else [])


def raw(*parts: bytes, ending: Ending = "close") -> Answer:
    """An event stream of exactly these bytes."""
    return Answer(parts=parts, ending=ending)


def _some(pieces: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(_deltas(pieces)) if pieces else ()


def _broken(after: Sequence[str] | None, ending: Ending) -> Answer:
    return Answer(status=None, ending=ending) if after is None else Answer(parts=_some(after), ending=ending)
