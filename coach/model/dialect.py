"""How to put a request so that this endpoint understands it.

OpenAI-compatible servers differ: some know no JSON schema, some want `max_completion_tokens`, some refuse a system
message or `stream_options`. Nobody announces it; a refusal that names the parameter is how one finds out. A lesson
counts within its call at once, and for the life of the client once a request put that way was accepted: a refusal
that was about something else teaches nothing. `docs/models.md` says which endpoint differs how.
"""

from typing import Any, Final, Literal

from coach.model.config import ModelConfig
from coach.model.faults import Fault

Messages = list[dict[str, str]]
Schema = dict[str, Any]

Lesson = Literal["no_schema", "no_json", "max_completion_tokens", "no_system", "no_usage"]
"""Each is learnt once at most, so five refusals are the most that one call answers."""

Lessons = frozenset[Lesson]

_TEACHING: Final = (200, 400, 404, 422, 501)
"""Statuses of a refusal: 200 is an error inside a stream, 422 that of servers made with FastAPI, 404 OpenRouter's
where no provider takes the parameters. Overload and broken connections teach nothing, whatever they say."""

_FORMAT_MARKS: Final = (
    "response_format",
    "json_schema",
    "json_object",
    "grammar",  # llama.cpp
    "structured output",
    "requested parameters",  # OpenRouter
)
_SCHEMA_MARKS: Final = ("schema", "json_object", "grammar", "requested parameters")
"""Of these it may be the schema alone that is not understood; others know no format at all."""

_SYSTEM_MARKS: Final = (
    "messages[0].role",  # OpenAI
    "system role",
    "roles must alternate",  # chat templates, which vLLM and LM Studio quote
    "roles are supported",
)


class Dialect:
    """What is known of one endpoint. `usage`: whether its last whole reply came with token counts, None before one;
    `accepted`: whether it took any request."""

    def __init__(self, config: ModelConfig) -> None:
        self._config = config
        self.lessons: Lessons = frozenset()
        self.accepted = False
        self.usage: bool | None = None

    def keep(self, lessons: Lessons) -> None:
        """A request put by these lessons was accepted. Several calls may learn at the same time."""
        self.lessons |= lessons
        self.accepted = True

    def request(self, messages: Messages, schema: Schema | None, lessons: Lessons) -> dict[str, Any]:
        """Arguments for `chat.completions.create`."""
        limit = "max_completion_tokens" if "max_completion_tokens" in lessons else "max_tokens"
        request: dict[str, Any] = {
            "model": self._config.model,
            "messages": _without_system(messages) if "no_system" in lessons else messages,
            "stream": True,
            limit: self._config.max_tokens,
        }
        if "no_usage" not in lessons:
            request["stream_options"] = {"include_usage": True}
        if schema is None or "no_json" in lessons:
            return request
        if "no_schema" in lessons:
            request["response_format"] = {"type": "json_object"}
        else:
            described = {"name": "reply", "schema": schema, "strict": True}
            request["response_format"] = {"type": "json_schema", "json_schema": described}
        return request

    def in_words(self) -> str:
        """One line for the person who hosts Rebound."""
        if not self.accepted:
            return "The endpoint took no request, so nothing is known about what it takes."
        known = self.lessons
        form = "a JSON schema"
        if "no_json" in known:
            form = "no response format (JSON is asked for in words)"
        elif "no_schema" in known:
            form = "JSON without a schema"
        limit = "max_completion_tokens" if "max_completion_tokens" in known else "max_tokens"
        system = "instructions in the user message" if "no_system" in known else "a system message"
        usage = {True: "It reports tokens.", False: "It reports no tokens.", None: "It gave no whole reply."}[
            self.usage
        ]
        return f"The endpoint takes {form}, {limit}, {system}. {usage}"


def learnt(fault: Fault, request: dict[str, Any]) -> Lesson | None:
    """What the refusal of `request` teaches, if anything: asking once more then makes sense.

    Judged by the request that was sent, not by what is known by now: of two calls under way both may be refused for
    the same parameter. A request that is too long is no lesson, although its refusal may name the limit.
    """
    if fault.status not in _TEACHING or fault.kind == "too_long":
        return None
    answer = fault.answer.lower()
    if "max_tokens" in request and "max_completion_tokens" in answer:
        return "max_completion_tokens"
    if "stream_options" in request and "stream_options" in answer:
        return "no_usage"
    sent = request.get("response_format", {}).get("type")
    if sent and any(mark in answer for mark in _FORMAT_MARKS):
        schema_alone = sent == "json_schema" and any(mark in answer for mark in _SCHEMA_MARKS)
        return "no_schema" if schema_alone else "no_json"
    if request["messages"][0]["role"] == "system" and any(mark in answer for mark in _SYSTEM_MARKS):
        return "no_system"
    return None


def _without_system(messages: Messages) -> Messages:
    """The instructions at the head of the first message of the user, where models without a system role look."""
    system, *others = messages
    if system["role"] != "system" or not others:
        return messages
    first, *rest = others
    return [first | {"content": f"{system['content']}\n\n{first['content']}"}, *rest]
