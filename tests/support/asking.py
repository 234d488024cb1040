"""Asking a coach whose model is behind a scripted server."""

from collections.abc import Callable
from typing import Any

from coach.coaching.service import Coach
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig, Spending
from coach.safety import load_resources
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."

Ask = Callable[..., Any]


def coach_behind(journal: Journal, base_url: str, spending: Spending | None = None, **client: Any) -> Coach:
    """A coach with a model at this address; `read_timeout` and `deadline` are seconds, the rest is for the client."""
    limits = {"read_timeout": client.pop("read_timeout", 1.0), "deadline": client.pop("deadline", 8.0)}
    model = ModelClient(ModelConfig("m", base_url, "", **limits), jitter=lambda: 0.0, **client)
    return Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), model, spending=spending)
