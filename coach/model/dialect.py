"""How to put a request so that this endpoint understands it.

OpenAI-compatible servers differ: some know no JSON schema, some want `max_completion_tokens`. Nobody
announces it; a refusal that names the parameter is how one finds out. What was learnt holds for the life of
the client.
"""

from typing import Any, Final

from coach.model.config import ModelConfig
from coach.model.faults import Fault

Messages = list[dict[str, str]]
Schema = dict[str, Any]

_SCHEMA_MARKS: Final = ("response_format", "json_schema", "grammar")  # the last is llama.cpp's


class Dialect:
    """Builds requests, and learns from a refusal what to leave out next time."""

    def __init__(self, config: ModelConfig) -> None:
        self._config = config
        self._schemas = True
        self._limit = "max_tokens"

    def request(self, messages: Messages, schema: Schema | None) -> dict[str, Any]:
        """Arguments for `chat.completions.create`."""
        request: dict[str, Any] = {
            "model": self._config.model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            self._limit: self._config.max_tokens,
        }
        if schema is not None and self._schemas:
            request["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "schema": schema, "strict": True},
            }
        return request

    def learn(self, fault: Fault, request: dict[str, Any]) -> bool:
        """Whether the refusal of `request` taught something, so that asking once more makes sense.

        Judged by the request that was sent, not by what is known by now: of two calls under way both may be
        refused for the same parameter, and both should ask again.
        """
        if fault.status not in (400, 422):  # 422 is how servers made with FastAPI refuse a parameter
            return False
        if "max_tokens" in request and "max_completion_tokens" in fault.answer:
            self._limit = "max_completion_tokens"
            return True
        if "response_format" in request and any(mark in fault.answer for mark in _SCHEMA_MARKS):
            self._schemas = False
            return True
        return False
