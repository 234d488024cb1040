"""Pitch help by rules: what it says is true of the version, and what it suggests is about its words."""

import pytest
from support.asking import coach_behind

from coach.coaching.composition import MOST_WORDS, sound, to_block
from coach.coaching.pitch_help import MOST_CARDS, QUOTED, criteria, pitch_help
from coach.coaching.rewriting import material
from coach.contracts import AskInput, Person
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from events.folds.pitches import PitchResult
from events.folds.reader import States
from events.words import REASONS
from prompts.cards import load_deck

PITCH = "01a1ff86-84c0-7d4e-8f10-5a0b9c3d2e1f"


def met(reasons: dict[str, int], won: int = 0) -> PitchResult:
    outcomes = {"soft_no": sum(reasons.values()), "won": won}
    return PitchResult(PITCH, 1, 1, "person", False, outcomes, reasons)


def said(found: PitchResult, language: str = "en") -> str:
    help_ = pitch_help(found, States(), load_deck(language), language)
    return " ".join(to_block(piece, help_.sheet).text for piece in help_.said)


def test_a_version_that_met_nobody_is_not_judged() -> None:
    assert said(met({})) == (
        "No conversation is logged with this version yet, so no number speaks for it or against it."
    )


def test_few_numbers_are_called_few() -> None:
    """And a reason in them is a hint."""
    text = said(met({"price": 5, "unstated": 1}, won=1))
    assert text.startswith("Seven conversations with this version: too early to tell")
    assert "Of six no's with this version, five came with price as the reason. That is a hint" in text


def test_enough_numbers_are_stated() -> None:
    """The share of yeses, and the reason that leads."""
    text = said(met({"price": 30, "timing": 4, "unstated": 11}, won=3))
    assert "48 conversations" in text and "6.2%" in text
    assert "price" in text and "30" in text


def test_no_yes_has_its_size() -> None:
    assert "rarer than" in said(met({"price": 40}))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("count", [1, 6, 40])
def test_every_reason_has_something_to_try(reason: str, count: int, language: str) -> None:
    """Two or three cards about pitches, each said once and without a number of its own."""
    help_ = pitch_help(met({reason: count}), States(), load_deck(language), language)
    assert 2 <= len(help_.tries) == len(help_.cards) <= MOST_CARDS
    assert all("pitch" in card.when.modes for card in help_.cards)
    assert all(sound(piece, help_.sheet) and piece.cards for piece in [*help_.said, *help_.tries])
    assert {card.id for card in help_.cards}.isdisjoint(card for piece in help_.said for card in piece.cards)


def test_cards_follow_the_reason() -> None:
    def first(reason: str) -> set[str]:
        return {card.id for card in pitch_help(met({reason: 6}), States(), load_deck(), "en").cards}

    assert "B18" in first("price")
    assert "B20" in first("competitor")
    assert "B19" in first("not_interested")


def test_a_model_is_not_told_of_very_few() -> None:
    """A reason that four no's had could tell whose they were; five may leave."""
    few, enough = (pitch_help(met({"price": count}), States(), load_deck(), "en") for count in (4, 5))
    assert "price as the reason" not in material(few)
    assert "price as the reason" in material(enough)


def test_a_pitch_is_quoted_as_it_begins() -> None:
    """Whole where it is short, with what it can be held against beside it."""
    short = criteria("We give small clinics {a} calendar.", "en")
    assert short[0].text == "Your pitch in use: “We give small clinics {a} calendar.”"
    assert [block.kind for block in short] == ["notice", "insight", "action"] and short[1].cards
    long = criteria("so " * (QUOTED + 1), "de")[0].text
    assert long.endswith("so…“") and long.count("so ") + long.count("so…") == QUOTED
    assert sum(len(block.text.split()) for block in criteria("so " * 500, "en")) <= MOST_WORDS


@pytest.mark.anyio
async def test_the_pitch_in_use_stands_beside_the_criteria(journal: Journal, person: Person) -> None:
    """For who asks about it, and for nobody else; without one there are the criteria alone. Nothing of it leaves."""
    coach = coach_behind(journal, "http://127.0.0.1:9")
    without = await (await coach.ask(person.person_id, AskInput("is my pitch too long?"))).whole()
    assert without.blocks[0].text.startswith("Judging or rewriting")
    await Pitches(journal).add(person.person_id, "Clinics get a calendar that fills itself.")
    for text in ("is my pitch too bold?", "schau mal auf meinen pitch, ist das zu dick aufgetragen?"):
        reply = await (await coach.ask(person.person_id, AskInput(text))).whole()
        assert "Clinics get a calendar that fills itself." in reply.blocks[0].text and reply.receipt is None
    other = await (await coach.ask(person.person_id, AskInput("is it my pitch?"))).whole()
    assert not any("Clinics get" in block.text for block in other.blocks)
    await coach.close()
