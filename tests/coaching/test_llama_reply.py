"""The coach with a real llama.cpp server and a model far too weak to coach: its record takes it down from full."""

from pathlib import Path

import pytest
from conftest import NOW
from support.llama import LlamaServer, require_llama
from support.proof import FULL

from coach.coaching.service import Coach
from coach.contracts import AskInput, Person
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig, RecordStore
from coach.safety import load_resources
from events.ids import new_id
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = [pytest.mark.anyio, pytest.mark.model]

QUESTIONS = [
    "12 calls today, 9 no's, most said too expensive. I feel useless.",
    "I'm tired of this list.",
    "What should I do first tomorrow?",
    "Everybody says it is too expensive.",
    "Sent 40 emails, nobody answered.",
    "My pitch is not working any more.",
    "I lost a client I have had for years.",
    "One yes and eight no's today.",
]
ENOUGH = 3
"""Replies within which it is no longer at full: six blocks are asked for in two or three. An opening of it that passes
every guard may be shown, so how soon it is off depends on its luck: six replies in one run, more than eight in another.
"""


async def test_a_weak_model_is_taken_down_and_every_reply_is_whole(
    journal: Journal, person: Person, tmp_path: Path
) -> None:
    """Whatever it writes, each reply is complete, cited, states only rendered numbers, and says its source. In full
    it leaves full within three replies and does not come back; once it is off, nothing is sent."""
    require_llama()
    record = RecordStore(tmp_path / "models.sqlite3", lambda: NOW)
    powers = []
    with LlamaServer() as server:
        limits = {"read_timeout": 120.0, "deadline": 300.0} if FULL else {"read_timeout": 60.0, "deadline": 90.0}
        client = ModelClient(ModelConfig(server.model, server.base_url, "", **limits, max_tokens=250))
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client, record)
        assert coach.conduct
        for text in QUESTIONS if FULL else QUESTIONS[:1]:
            used = coach.conduct.power != "off"
            reply = await (await coach.ask(person.person_id, AskInput(text, new_id()))).whole()
            assert "action" in {block.kind for block in reply.blocks}
            assert all(block.cards for block in reply.blocks if block.kind != "resources")
            assert (reply.receipt is not None) == used
            by_model = {block.by == "model" for block in reply.blocks if block.cards}
            assert reply.source == ("mixed" if len(by_model) == 2 else "model" if by_model == {True} else "rules")
            assert (server.model in reply.note) == used
            powers.append(coach.conduct.power)
        await coach.close()
    record.close()
    if FULL:
        assert "full" not in powers[ENOUGH - 1 :], powers
