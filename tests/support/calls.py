"""Model clients for tests, which note their waits instead of waiting, and what a caller sees of one call."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from coach.model import Breaker, Call, Exchange, ModelClient, ModelConfig, ModelError

KEY = "sk-secret-key"
PRIVATE = "private words: Jörg from Acme 🙂"
MESSAGES = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": PRIVATE}]


@dataclass
class Outcome:
    """What a caller saw of one call."""

    pieces: list[str]
    error: ModelError | None
    exchange: Exchange

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def kind(self) -> str | None:
        return self.error.kind if self.error else None


async def collect(call: Call) -> Outcome:
    """Read a call to its end, good or bad."""
    pieces: list[str] = []
    error: ModelError | None = None
    async with call:
        try:
            async for piece in call:
                pieces.append(piece)
        except ModelError as failure:
            error = failure
    return Outcome(pieces, error, call.exchange)


@dataclass
class Clients:
    """Makes clients with generous limits unless told otherwise. `waits`: seconds not really waited."""

    waits: list[float] = field(default_factory=list)
    jitter: float = 0.5
    made: list[ModelClient] = field(default_factory=list)

    def __call__(self, base_url: str, *, breaker: Breaker | None = None, **limits: Any) -> ModelClient:
        config = ModelConfig("m", base_url, KEY, **limits)
        client = ModelClient(config, breaker=breaker, jitter=lambda: self.jitter, sleep=self._sleep)
        self.made.append(client)
        return client

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)
