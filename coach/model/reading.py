"""One answer of the endpoint while it streams: chunks of the SDK in, pieces of text out, an honest end."""

import asyncio
import codecs
import contextlib
from typing import Any, Final

from msgspec import Struct

from coach.model.faults import Fault, settle

_GRACE_SECONDS: Final = 2.0
_TEXT_CHARS: Final = 64 * 1024


class _Delta(Struct, frozen=True):
    text: str = ""
    finish: str | None = None
    refused: bool = False
    usage: tuple[int | None, int | None] | None = None


class Reading:
    """Reads a stream of `chat.completions`; `finish` and the token counts are known at its end."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._chunks = aiter(stream)
        # JSON lets an emoji come as two escapes, and an endpoint may send them in two chunks. Half of one
        # can not be encoded, which would break whoever writes the piece to a socket: hold it for the other.
        self._whole = codecs.getincrementaldecoder("utf-16-le")("replace")
        self._chars = 0
        self.status: int = stream.response.status_code
        self.finish: str | None = None
        self.prompt_tokens: int | None = None
        self.completion_tokens: int | None = None

    async def next(self, until: float) -> str | Fault | None:
        """The next piece, None after the last one of a reply that ended well, or what went wrong."""
        while True:
            delta = await settle(self._delta(), until if self.finish is None else min(until, _soon()))
            if delta is None or (isinstance(delta, Fault) and self.finish is not None):
                return self._end()
            if isinstance(delta, Fault):
                return delta
            if delta.usage is not None:
                self.prompt_tokens, self.completion_tokens = delta.usage
            self.finish = delta.finish or self.finish
            if delta.refused:
                return Fault("refused", status=self.status)
            self._chars += len(delta.text)
            if self._chars > _TEXT_CHARS:
                return Fault("too_long", status=self.status)
            if piece := self._whole.decode(delta.text.encode("utf-16-le", "surrogatepass")):
                return piece

    async def close(self) -> None:
        """Close the connection, which makes the endpoint stop generating. Harmless after the end."""
        with contextlib.suppress(Exception):
            await self._stream.close()

    async def _delta(self) -> _Delta | None:
        chunk = await anext(self._chunks, None)
        if chunk is None:
            return None
        counts = _counts(getattr(chunk, "usage", None))
        if not chunk.choices:
            return _Delta(usage=counts)
        choice = chunk.choices[0]
        delta = choice.delta
        text = "" if delta is None or delta.content is None else delta.content
        if not isinstance(text, str):  # the SDK does not validate what it builds
            raise TypeError("content is no text")
        finish = choice.finish_reason if isinstance(choice.finish_reason, str) else None
        return _Delta(text, finish or None, bool(delta and getattr(delta, "refusal", None)), counts)

    def _end(self) -> Fault | None:
        match self.finish:
            case None:
                # The SDK finds no events in a page of HTML, and says nothing about it.
                streamed = "event-stream" in self._stream.response.headers.get("content-type", "")
                return Fault("cut" if streamed else "garbage", status=self.status)
            case "length":
                return Fault("too_long", status=self.status)
            case "content_filter":
                return Fault("refused", status=self.status)
            case "tool_calls" | "function_call":  # none was offered
                return Fault("garbage", status=self.status)
            case "error" | "abort":  # OpenRouter, vLLM
                return Fault("cut", status=self.status)
            case _:
                return None


def _soon() -> float:
    """All text is here once the reason is. Only the usage is missing, which is not worth a long wait."""
    return asyncio.get_running_loop().time() + _GRACE_SECONDS


def _counts(usage: object) -> tuple[int | None, int | None] | None:
    if usage is None:
        return None
    prompt, completion = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return prompt if isinstance(prompt, int) else None, completion if isinstance(completion, int) else None
