"""What the tests of the coach share: asking one whose model is behind a server."""

import importlib
from collections.abc import AsyncIterator

import pytest
from support.asking import TEXT, Ask, coach_behind
from support.faulty import FaultyServer

from coach.coaching.service import Coach
from coach.contracts import AskInput, Person, Reply
from coach.journal.service import Journal
from events.ids import new_id


@pytest.fixture(autouse=True, scope="session")
def sdk_imported() -> None:
    """The import takes half a second, which would count against the small deadlines of the first test."""
    importlib.import_module("openai")


@pytest.fixture
async def ask(journal: Journal, person: Person) -> AsyncIterator[Ask]:
    """Ask a coach whose model is behind the given server."""
    coaches: list[Coach] = []

    async def asked(server: FaultyServer, text: str = TEXT, deadline: float = 8.0) -> Reply:
        coach = coach_behind(journal, server.base_url, deadline=deadline)
        coaches.append(coach)
        return await (await coach.ask(person.person_id, AskInput(text, new_id()))).whole()

    yield asked
    for coach in coaches:
        await coach.close()
