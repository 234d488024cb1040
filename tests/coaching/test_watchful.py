"""One denial does not end it: after a message of risk, every later reply of the conversation keeps the lines.

Where the gate was not sure, a plain no gets the message answered that it had asked about.
"""

from datetime import timedelta

import pytest
from conftest import NOW, Clock

from coach.coaching import care, preparation
from coach.coaching.selection import Memory
from coach.coaching.service import Coach
from coach.coaching.turn import Prepared
from coach.contracts import AskInput, Person, Reply
from coach.safety import Assessment, assess
from events.folds.reader import States
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


DOUBTFUL = "How do I open a call?"


def prepared(text: str, memory: Memory, coach: Coach) -> Prepared:
    """A reply of a conversation that has the lines in sight."""
    return preparation.prepare(
        text, new_id(), States(), NOW.date(), coach.deck, memory, lambda _: "quiet", watchful=True
    )


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that is not sure of `DOUBTFUL`."""

    def heard(text: str, default_language: str = "en") -> Assessment:
        return Assessment(2, "self", "en", unsure=True) if text == DOUBTFUL else assess(text, default_language)

    monkeypatch.setattr(preparation, "assess", heard)
    monkeypatch.setattr(care, "assess", heard)


@pytest.mark.anyio
@pytest.mark.usefixtures("unsure")
async def test_a_no_to_a_doubtful_question_gets_the_answer(coach: Coach, person: Person) -> None:
    """The techniques that the message alone would have got, with the lines in sight."""
    conversation = new_id()
    asked = await _ask(coach, person, DOUBTFUL, conversation)
    assert _kinds(asked) == ["safety"] and "If it is no, say so" in asked.blocks[0].text
    answered = await _ask(coach, person, "no, nothing like that", conversation)
    assert _kinds(answered)[-1] == "resources"
    actions = [block for block in answered.blocks if block.kind == "action"]
    assert actions and all(block.cards for block in actions)


@pytest.mark.anyio
@pytest.mark.usefixtures("unsure")
async def test_only_a_plain_no_counts(coach: Coach, person: Person) -> None:
    """Nothing is answered that was not denied, nor after a message that left no doubt."""
    conversation = new_id()
    await _ask(coach, person, DOUBTFUL, conversation)
    assert "B21" not in str((await _ask(coach, person, "no idea", conversation)).blocks)
    conversation = new_id()
    await _ask(coach, person, RISK, conversation)
    assert "B21" not in str((await _ask(coach, person, "no", conversation)).blocks)


@pytest.mark.usefixtures("unsure")
def test_what_was_doubtful_reaches_no_model(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither does the answer to it, which a model might otherwise have put into its words."""
    heavy = "I am so tired of all these no's"
    assert prepared(heavy, Memory(), coach).may_use_model
    for module in (preparation, care):
        monkeypatch.setattr(module, "assess", lambda *_: Assessment(2, "self", "en", unsure=True))
    assert prepared(heavy, Memory(), coach).assessment.level == 2
    monkeypatch.setattr(preparation, "_gravest", lambda assessment, _: assessment)
    answer = prepared("no", Memory(last=heavy, risk=heavy), coach)
    assert answer.pieces and not answer.may_use_model


@pytest.mark.anyio
@pytest.mark.parametrize("yes", ["yes", "Yeah, sometimes", "a bit", "not today", "I don't know", "no. maybe tomorrow"])
@pytest.mark.parametrize("risk", ["They would all be better off without me.", "No point waking up tomorrow."])
async def test_a_yes_is_explicit_risk(coach: Coach, person: Person, risk: str, yes: str) -> None:
    """However short, and through midnight."""
    conversation = new_id()
    assert (await _ask(coach, person, risk, conversation)).safety_level >= 2
    answered = await _ask(coach, person, yes, conversation)
    assert (answered.safety_level, _kinds(answered)) == (3, ["safety"])
    again = await _ask(coach, person, "yes", conversation)
    assert again.safety_level == 3


@pytest.mark.anyio
async def test_a_yes_after_midnight(coach: Coach, person: Person, clock: Clock) -> None:
    conversation = new_id()
    await _ask(coach, person, "They would all be better off without me.", conversation)
    clock.now += timedelta(hours=18)
    assert (await _ask(coach, person, "yes", conversation)).safety_level == 3


@pytest.mark.anyio
async def test_a_yes_of_the_next_day_answers_something_else(coach: Coach, person: Person, clock: Clock) -> None:
    conversation = new_id()
    await _ask(coach, person, "They would all be better off without me.", conversation)
    clock.now += timedelta(hours=18, seconds=1)
    assert (await _ask(coach, person, "yes", conversation)).safety_level < 2


@pytest.mark.anyio
async def test_a_yes_to_anything_else_is_none(coach: Coach, person: Person) -> None:
    """Only right after the question."""
    conversation = new_id()
    await _ask(coach, person, "12 calls, 9 no's.", conversation)
    assert (await _ask(coach, person, "yes", conversation)).safety_level == 0


@pytest.mark.anyio
async def test_a_longer_yes_is_asked_about_once_more(coach: Coach, person: Person) -> None:
    conversation = new_id()
    await _ask(coach, person, RISK, conversation)
    answered = await _ask(coach, person, "yes call him", conversation)
    assert (answered.safety_level, _kinds(answered)) == (2, ["safety"])
    assert "does that answer my question" in answered.blocks[0].text
    assert (await _ask(coach, person, "yes", conversation)).safety_level == 3


@pytest.mark.anyio
async def test_a_plain_no_is_thanked_for(coach: Coach, person: Person) -> None:
    """The question is not put again as if nothing had been said; the lines stay."""
    conversation = new_id()
    asked = await _ask(coach, person, "They would all be better off without me.", conversation)
    answered = await _ask(coach, person, "im not gonna do anything. just tired", conversation)
    assert answered.safety_level == 1 and answered.blocks[0].text != asked.blocks[0].text
    assert "a person is there" in answered.blocks[0].text


@pytest.mark.anyio
async def test_what_stands_behind_a_no_is_answered(coach: Coach, person: Person) -> None:
    """With the lines in sight; and judged by itself, so that risk behind a no is heard."""
    conversation = new_id()
    await _ask(coach, person, "They would all be better off without me.", conversation)
    answered = await _ask(coach, person, "no, just tired. 12 calls today, 9 no's", conversation)
    assert answered.draft_entries and _kinds(answered)[-1] == "resources"
    await _ask(coach, person, RISK, conversation)
    grave = await _ask(coach, person, "no, just tired. I want to die", conversation)
    assert grave.safety_level == 3


@pytest.mark.anyio
async def test_a_friend_at_risk(coach: Coach, person: Person) -> None:
    """A yes says that the message was read right, and a no nothing about the person."""
    conversation = new_id()
    await _ask(coach, person, "my brother says he wants to kill himself", conversation)
    assert (await _ask(coach, person, "yes", conversation)).safety_level < 3
