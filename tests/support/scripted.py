"""Scripted models: what a good model writes for the pieces that it was given, and changes of it."""

import json
from collections.abc import Callable
from typing import Any

from support.answers import Answer, Received, ok


def material(request: Received) -> dict[str, Any]:
    """What the model was given, out of the request."""
    content = request.json["messages"][-1]["content"]
    return json.JSONDecoder().raw_decode(content, content.index("{"))[0]  # type: ignore[no-any-return]


def message(request: Received) -> str:
    """What it was given of the person's message."""
    return _message(request)[0]


def notes(request: Received) -> list[str]:
    """What it was given of the notes that the person ticked."""
    content = request.json["messages"][-1]["content"]
    return json.JSONDecoder().raw_decode(content, content.index("[", _message(request)[1]))[0]  # type: ignore[no-any-return]


def _message(request: Received) -> tuple[str, int]:
    """The message, and where it ends."""
    content, decoder = request.json["messages"][-1]["content"], json.JSONDecoder()
    _, end = decoder.raw_decode(content, content.index("{"))
    return decoder.raw_decode(content, content.index('"', end))


def rewritten(request: Received, change: Callable[[int, dict[str, Any]], Any] = lambda _, block: block) -> str:
    """A well-behaved answer: each piece in words of its own, then changed."""
    blocks = []
    for index, piece in enumerate(material(request)["pieces"]):
        text = "Here it is again in other words, and it means what it meant before."
        if names := [part.split("}")[0] for part in piece["text"].split("{")[1:]]:
            text += f" It stands at {{{names[0]}}} in the journal."
        blocks.append(change(index, {"kind": piece["kind"], "text": text, "cards": piece["cards"]}))
    return json.dumps({"blocks": [block for block in blocks if block is not None]})


def well_behaved(request: Received) -> Answer:
    return ok(rewritten(request), size=7)
