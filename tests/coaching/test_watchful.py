"""One denial does not end it: after a message of risk, every later reply of the conversation keeps the lines."""

from datetime import timedelta

import pytest
from conftest import Clock

from coach.coaching.service import Coach
from coach.contracts import AskInput, Person, Reply
from events.ids import new_id

RISK = "I want to die."


async def _ask(coach: Coach, person: Person, text: str, conversation: str | None = None) -> Reply:
    running = await coach.ask(person.person_id, AskInput(text, new_id(), conversation))
    return await running.whole()


def _kinds(reply: Reply) -> list[str]:
    return [block.kind for block in reply.blocks]


@pytest.mark.anyio
async def test_later_replies_keep_a_quiet_line(coach: Coach, person: Person) -> None:
    """Through a denial and more than the replies that a new one remembers."""
    conversation = new_id()
    assert _kinds(await _ask(coach, person, RISK, conversation)) == ["safety"]
    for text in ["haha only joking, back to sales please", *["12 calls, 9 no's, mostly price."] * 9]:
        assert _kinds(await _ask(coach, person, text, conversation))[-1] in ("resources", "safety")


@pytest.mark.anyio
async def test_midnight_changes_nothing_in_a_conversation(coach: Coach, person: Person, clock: Clock) -> None:
    """The same conversation goes on the next day; another one then begins anew."""
    conversation = new_id()
    await _ask(coach, person, RISK, conversation)
    clock.now += timedelta(days=1)
    assert _kinds(await _ask(coach, person, "12 calls, 9 no's.", conversation))[-1] == "resources"
    assert "resources" not in _kinds(await _ask(coach, person, "12 calls, 9 no's.", new_id()))
