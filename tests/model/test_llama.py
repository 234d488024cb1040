"""The client against a real model server: llama.cpp with a small model."""

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from support.calls import Clients, collect
from support.llama import LlamaServer, require_llama

from coach.model import ItemReader, ModelOutputError

pytestmark = [pytest.mark.anyio, pytest.mark.model]

SCHEMA = {
    "type": "object",
    "properties": {
        "blocks": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"enum": ["validation", "action"]},
                    "text": {"type": "string", "maxLength": 80},
                },
                "required": ["kind", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["blocks"],
    "additionalProperties": False,
}
MESSAGES = [
    {"role": "system", "content": "You are a kind coach. Answer with JSON."},
    {"role": "user", "content": "Nine people said no to me today. Say something kind."},
]


@pytest.fixture(scope="module")
def llama() -> Iterator[LlamaServer]:
    require_llama()
    with LlamaServer() as server:
        yield server


async def test_a_real_model_streams_items_by_the_schema(llama: LlamaServer, clients: Clients) -> None:
    """Items come out that follow the schema, or one clean error where the weak model rambles on."""
    client = clients(llama.base_url, max_tokens=200)
    outcome = await collect(client.call(MESSAGES, SCHEMA))
    reader, items = ItemReader(), []
    for piece in outcome.pieces:
        items += list(reader.feed(piece))
    if outcome.error is None:
        reader.close()
        assert 1 <= len(items) <= 2
    else:
        assert outcome.kind == "too_long"
    for item in items:
        assert item.keys() == {"kind", "text"}
        assert item["kind"] in ("validation", "action")
    assert len(outcome.pieces) > 5
    assert outcome.exchange.response == "".join(outcome.pieces)
    assert outcome.exchange.prompt_tokens
    assert outcome.exchange.completion_tokens


async def test_without_a_schema_a_real_model_gives_no_list(llama: LlamaServer, clients: Clients) -> None:
    """Free text streams as well, and the reader says what it is."""
    outcome = await collect(clients(llama.base_url, max_tokens=20).call(MESSAGES))
    assert outcome.text
    reader = ItemReader()
    with pytest.raises(ModelOutputError):
        for piece in outcome.pieces:
            list(reader.feed(piece))
        reader.close()


async def test_a_request_beyond_the_context_is_too_long(llama: LlamaServer, clients: Clients) -> None:
    """The server's own error for it is recognised, and is not tried again."""
    outcome = await collect(clients(llama.base_url).call([{"role": "user", "content": "no " * 9000}]))
    assert outcome.kind == "too_long"
    assert len(outcome.exchange.requests) == 1


async def test_a_schema_that_does_not_compile_is_left_out(llama: LlamaServer, clients: Clients) -> None:
    """Its refusal is understood: the same words are sent once more, without the schema."""
    text = {"type": "string", "minLength": 9000}
    monstrous = {"type": "object", "properties": {"text": text}, "required": ["text"]}
    outcome = await collect(clients(llama.base_url, max_tokens=10).call(MESSAGES, monstrous))
    assert outcome.text
    assert len(outcome.exchange.requests) == 2


async def test_stopping_stops_the_real_server(llama: LlamaServer, clients: Clients) -> None:
    """The schema forces thousands of tokens; after Stop the slot falls idle with few of them written."""
    words = {"type": "array", "minItems": 1000, "items": {"enum": ["yes", "no"]}}
    endless = {"type": "object", "properties": {"words": words}, "required": ["words"]}
    async with clients(llama.base_url, max_tokens=3000).call(MESSAGES, endless) as call:
        async for _ in call:
            break
    while (slot := await asyncio.to_thread(_slot, llama))["is_processing"]:
        await asyncio.sleep(0.02)
    assert slot["n_prompt_tokens"] < 500  # what the slot holds: the prompt and what was written after it


def _slot(llama: LlamaServer) -> Any:
    with urllib.request.urlopen(llama.base_url.removesuffix("/v1") + "/slots") as answer:
        return json.loads(answer.read())[0]
