"""What went over the wire in one call: the raw material of a receipt."""

from msgspec import Struct


class Exchange(Struct, frozen=True):
    """One call as it happened, also when it failed or was stopped half-way.

    `requests` holds the body of every HTTP request handed to the network, byte for byte and in order; retries
    repeat a body. `answers` holds what came back for each, as far as it came (at most a megabyte). `response` is the
    reply's text as received, or the start of an answer with an error status.
    Tokens are None where the endpoint did not report them. `latency_ms` counts from the first request to the
    end, waits between attempts included.
    """

    model: str
    requests: tuple[bytes, ...]
    answers: tuple[bytes, ...]
    response: str
    status: int | None
    """HTTP status of the last answer, None where none came."""
    finish: str | None
    """Why the reply ended, in the endpoint's word; None where it did not say."""
    prompt_tokens: int | None
    completion_tokens: int | None
    latency_ms: int

    @property
    def request(self) -> bytes:
        """The last body sent, empty where nothing was."""
        return self.requests[-1] if self.requests else b""
