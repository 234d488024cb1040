"""Which model to call, and how long and how hard to try."""

from typing import Final

from msgspec import Struct

OPENAI: Final = "https://api.openai.com/v1"


class ModelConfig(Struct, frozen=True):
    """An OpenAI-compatible endpoint and the limits of a call to it.

    `read_timeout` and `deadline` are seconds: the longest silence, and the longest call from asking to the
    last word, waiting and retries included. `attempts` counts the first one. `concurrency`: calls at a time.
    """

    model: str
    base_url: str | None
    """None: OpenAI's own."""
    api_key: str
    """Empty for a local server that asks for none."""
    read_timeout: float = 20
    deadline: float = 60
    attempts: int = 3
    max_tokens: int = 900
    concurrency: int = 4

    @property
    def endpoint(self) -> str:
        """The address that requests go to."""
        return self.base_url or OPENAI

    def __repr__(self) -> str:
        """Without the key, which a log line or a traceback would otherwise print."""
        return f"ModelConfig(model={self.model!r}, base_url={self.base_url!r})"
