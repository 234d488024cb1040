"""The coach with a real llama.cpp server and a model far too weak to coach: two questions in full, else one."""

import pytest
from support.llama import LlamaServer, require_llama
from support.proof import in_turn

from coach.coaching.service import Coach
from coach.contracts import AskInput, Person
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.safety import load_resources
from events.ids import new_id
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = [pytest.mark.anyio, pytest.mark.model]

QUESTIONS = ["12 calls today, 9 no's, most said too expensive. I feel useless.", "I'm tired of this list."]


async def test_every_question_gets_a_complete_cited_reply(journal: Journal, person: Person) -> None:
    """Whatever the model writes, each reply is complete, cited, states only rendered numbers, and says its source."""
    require_llama()
    with LlamaServer() as server:
        client = ModelClient(
            ModelConfig(server.model, server.base_url, "", read_timeout=60, deadline=90, max_tokens=250)
        )
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)
        for text in in_turn(QUESTIONS, 0):
            reply = await (await coach.ask(person.person_id, AskInput(text, new_id()))).whole()
            assert {"validation", "reframe", "action"} <= {block.kind for block in reply.blocks}
            assert all(block.cards for block in reply.blocks if block.kind != "resources")
            assert reply.receipt is not None
            by_model = {block.by == "model" for block in reply.blocks if block.cards}
            assert reply.source == ("mixed" if len(by_model) == 2 else "model" if by_model == {True} else "rules")
            assert server.model in reply.note
        await coach.close()
