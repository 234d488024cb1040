"""A running reply: it belongs to the conversation, not to a request, so it goes on when the phone sleeps.

Readers follow it from any block on and see the same blocks; what was shown is never withdrawn.
"""

import asyncio
from collections.abc import AsyncIterator

from coach.contracts import Block, Reply


class RunningReply:
    """Blocks as they pass, then the whole reply. One writer, any number of readers, one event loop."""

    def __init__(self, reply_id: str, person_id: str, text: str) -> None:
        self.reply_id = reply_id
        self.person_id = person_id
        self.text = text
        self.blocks: list[Block] = []
        self.reply: Reply | None = None
        self.failure: Exception | None = None
        self.model: asyncio.Task[None] | None = None
        self.stopped = False
        self._changed = asyncio.Event()

    def emit(self, block: Block) -> None:
        """Pass a block on to all readers."""
        self.blocks.append(block)
        self._wake()

    def finish(self, reply: Reply | None, failure: Exception | None = None) -> None:
        """The reply is whole, or failed; readers end."""
        self.reply, self.failure = reply, failure
        self._wake()

    def stop(self) -> None:
        """Stop the model, or leave it out if it was not asked yet; what is missing then comes by rules."""
        self.stopped = True
        if self.model:
            self.model.cancel()

    async def follow(self, after: int = 0) -> AsyncIterator[tuple[int, Block]]:
        """Blocks with their index, from index `after` on, until the reply is whole."""
        index = after
        while True:
            while index < len(self.blocks):
                yield index, self.blocks[index]
                index += 1
            if self.reply or self.failure:
                return
            changed = self._changed
            await changed.wait()

    async def whole(self) -> Reply:
        """The whole reply, when it is there. Raises what the writing failed with."""
        async for _ in self.follow(len(self.blocks)):
            pass
        if self.failure:
            raise self.failure
        assert self.reply is not None
        return self.reply

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
