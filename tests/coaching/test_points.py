""" "What about the second point?": more from the card behind it."""

from datetime import date

import pytest

from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.service import Coach
from coach.contracts import AskInput, Person
from coach.understanding import ANY, point_of
from events.folds.reader import States
from prompts.cards import load_deck

REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("What about the second point?", 2),
        ("tell me more about the first one", 1),
        ("the last tip?", -1),
        ("How do I do the third thing?", 3),
        ("Tell me more.", ANY),
        ("Was ist mit dem zweiten Punkt?", 2),
        ("Warum?", ANY),
        ("The first call today was a disaster.", None),
        ("My second deal this week!", None),
        ("12 calls, 9 no's. The first one hung up, what about the last one? " + "It went on and on. " * 8, None),
        ("I came second again", None),
        ("rent goes out on the 1st so part of me wants to take it. how do I answer?", None),
        ("", None),
    ],
)
def test_which_point_is_asked_about(text: str, point: int | None) -> None:
    """Ordinals with a word for a point, or a bare request for more; a story that counts is no such question."""
    assert point_of(text) == point


@pytest.mark.parametrize(
    ("text", "card"),
    [("What about the second point?", "A11"), ("the last one?", "C12"), ("Tell me more.", "C12"), ("why?", "C12")],
)
def test_more_of_that_card(text: str, card: str) -> None:
    """Every piece rests on the card that the point rested on, and says its idea in full."""
    memory = Memory(points=["A1", "A11", "C12"])
    reply = prepare(text, REPLY, States(), date(2026, 11, 20), load_deck(), memory, lambda _: None)
    assert {name for piece in reply.pieces for name in piece.cards} == {card}
    assert reply.pieces[-1].template == load_deck()[card].paraphrase
    assert len(reply.pieces) >= 2


def test_more_of_nothing() -> None:
    """Before any reply there is no point to say more about, and the coach says so."""
    reply = prepare(
        "explain the first point", REPLY, States(), date(2026, 11, 20), load_deck(), Memory(), lambda _: None
    )
    assert [block.kind for block in reply.before] == ["notice"] and not reply.pieces


def test_a_point_that_was_not_made() -> None:
    """Without such a point it is a message like any other."""
    memory = Memory(points=["A1"])
    reply = prepare(
        "What about the fourth point?", REPLY, States(), date(2026, 11, 20), load_deck(), memory, lambda _: None
    )
    assert reply.situation is not None


@pytest.mark.anyio
async def test_the_coach_remembers_its_last_reply(coach: Coach, person: Person) -> None:
    """Asked in the same day, the second point is that of the reply before."""
    first = await (await coach.ask(person.person_id, AskInput(text="9 no's today about price. I'm tired."))).whole()
    made = [block.cards[0] for block in first.blocks if block.kind in ("insight", "reframe", "action")]
    then = await (await coach.ask(person.person_id, AskInput(text="What about the second point?"))).whole()
    assert {card for block in then.blocks for card in block.cards} == {made[1]}
