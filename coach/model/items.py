"""Items of a JSON list while the text still streams: each one as soon as its last brace is there.

In: pieces of a reply: `[{...}, ...]` or `{"blocks": [{...}, ...]}`, perhaps after prose or a code fence, or after what
a model was thinking: `<think>...</think>`. Out: the objects in order. The scanner only finds where an item closes;
decoding is msgspec's.

Nothing between the two tags is ever an item, whatever it looks like. Some servers swallow the first tag; brackets in
such a text are no list, so where a reply began with words and no item was given yet, the reader looks for the second
tag instead of giving up.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from coach.model.errors import ModelOutputError

ITEM_BYTES: Final = 4 * 1024
TOTAL_BYTES: Final = 32 * 1024
ITEMS: Final = 12

_SPACE: Final = " \t\r\n"
_WRAPPER: Final = '{"blocks":['
_WRAPPER_GAPS: Final = ("{", '{"blocks"', '{"blocks":')
"""After these there may be space."""

_THINK: Final = "<think>"
_THOUGHT: Final = "</think>"


class ItemReader:
    """Feed it pieces, exhaust what each `feed` yields, and `close` it at the end of the reply.

    How the text is cut into pieces changes nothing. After a `ModelOutputError` the reader is of no more use.
    """

    def __init__(self, item_bytes: int = ITEM_BYTES) -> None:
        self._most_bytes = item_bytes
        self._scan: Callable[[str, int], dict[str, Any] | None] = self._before
        self._text: list[str] = []
        self._item_bytes = 0
        self._total_bytes = 0
        self._items = 0
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._expected = "{]"
        self._given = False
        self._words = False
        self._opening = ""
        self._tail = ""

    def feed(self, piece: str) -> Iterator[dict[str, Any]]:
        """Yield the items that close within `piece`. What follows the list is ignored, up to the total."""
        for char in piece:
            size = 1 if char < "\x80" else len(char.encode("utf-8", "surrogatepass"))
            self._total_bytes += size
            if self._total_bytes > TOTAL_BYTES:
                raise ModelOutputError("too_long")
            item = self._scan(char, size)
            if item is not None:
                self._given = True
                yield item

    def close(self) -> None:
        """Raise `ModelOutputError` unless the list was closed."""
        if self._scan != self._after:
            raise ModelOutputError("garbage")

    def _before(self, char: str, size: int) -> None:
        if char == "[":
            self._scan = self._between
        elif char == "{":
            self._opening = char
            self._scan = self._wrapper
        elif char not in _SPACE:
            self._words = True
            if self._ends_with(_THINK, char):
                self._scan = self._thinking

    def _thinking(self, char: str, size: int) -> None:
        if self._ends_with(_THOUGHT, char):
            self._expected = "{]"
            self._scan = self._before

    def _ends_with(self, tag: str, char: str) -> bool:
        self._tail = (self._tail + char)[-len(tag) :]
        return self._tail == tag

    def _no_list(self, char: str, size: int) -> None:
        if self._given or not self._words:
            raise ModelOutputError("garbage")
        self._scan = self._thinking
        self._thinking(char, size)

    def _wrapper(self, char: str, size: int) -> None:
        if char in _SPACE and self._opening in _WRAPPER_GAPS:
            return
        self._opening += char
        if self._opening == _WRAPPER:
            self._scan = self._between
        elif not _WRAPPER.startswith(self._opening):
            self._no_list(char, size)

    def _between(self, char: str, size: int) -> None:
        if char in _SPACE:
            return
        if char not in self._expected:
            self._no_list(char, size)
        elif char == ",":
            self._expected = "{"
        elif char == "]":
            self._scan = self._after
        else:
            self._items += 1
            if self._items > ITEMS:
                raise ModelOutputError("too_long")
            self._text, self._item_bytes, self._depth = [char], size, 1
            self._scan = self._inside

    def _inside(self, char: str, size: int) -> dict[str, Any] | None:
        self._text.append(char)
        self._item_bytes += size
        if self._item_bytes > self._most_bytes:
            raise ModelOutputError("too_long")
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif char == "\\":
                self._escaped = True
            elif char == '"':
                self._in_string = False
        elif char == '"':
            self._in_string = True
        elif char in "{[":
            self._depth += 1
        elif char in "}]":
            self._depth -= 1
            if self._depth == 0:
                self._scan, self._expected = self._between, ",]"
                item = _decode("".join(self._text))
                if item is None:
                    self._no_list(char, size)
                return item
        return None

    def _after(self, char: str, size: int) -> None:
        pass


def _decode(text: str) -> dict[str, Any] | None:
    # None and no error: the decoder's may quote the text, and would be the context of ours.
    with contextlib.suppress(msgspec.MsgspecError, UnicodeError, RecursionError):
        return msgspec.json.decode(text, type=dict[str, Any])
    return None
