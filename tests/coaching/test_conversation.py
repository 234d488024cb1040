"""A conversation: replies are as long as what they answer, about what was said, and go on where somebody goes on."""

from datetime import date
from random import Random

import pytest

from coach.coaching.composition import MOST_WORDS, WORDS_FOR_A_LINE, to_block
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from events.folds.reader import States
from prompts.cards import load_deck

REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"
INSIDE = {"A3", "C14", "A24", "B22", "B23", "B25", "C12"}
"""Cards that say something about the person's own company, and those for rest."""

TODAY = date(2026, 11, 20)


def reply_to(text: str, seed: int = 3, memory: Memory | None = None, hour: int = 18) -> Prepared:
    """The reply over an invented journal, or an empty one for seed 0."""
    states = fold(history(Random(seed), TODAY)) if seed else States()
    return prepare(text, REPLY, states, TODAY, load_deck(), memory or Memory(), lambda _: None, hour=hour)


def texts(reply: Prepared) -> list[str]:
    return [block.text for block in (*reply.before, *(to_block(piece, reply.sheet) for piece in reply.pieces))]


@pytest.mark.parametrize("text", ["ok", "thanks", "hi", "danke", "Are you ChatGPT?", "Can my boss read this?", "bye"])
def test_a_nod_gets_a_line(text: str) -> None:
    """No card, no number and no task for who only says thanks, or asks what this is."""
    reply = reply_to(text)
    assert [block.kind for block in reply.before] == ["notice"] and not reply.pieces and not reply.drafts


@pytest.mark.parametrize("text", ["hm hm", "That man from Leeds.", "Shoes, and the carpet."])
def test_what_is_not_understood_is_asked_about(text: str) -> None:
    """Nothing is guessed: the coach asks, beside what the week's journal says at most."""
    reply = reply_to(text)
    assert "Tell me a little more" in reply.before[0].text
    assert all(piece.kind == "insight" for piece in reply.pieces)


@pytest.mark.parametrize("seed", range(1, 30))
def test_an_answer_is_as_long_as_what_it_answers(seed: int) -> None:
    """A line gets a few lines; a whole day has the whole room."""
    short = sum(len(text.split()) for text in texts(reply_to("what now?", seed)))
    assert short <= WORDS_FOR_A_LINE
    day = "Talked to 12 people today, 9 no's, most said too expensive. I feel useless."
    assert short <= sum(len(text.split()) for text in texts(reply_to(day, seed))) <= MOST_WORDS


def test_who_asks_for_words_gets_words() -> None:
    """They come first and stand in quotation marks, in the language of the reply."""
    english = " ".join(texts(reply_to("What do I say when they say it is too expensive?")))
    assert english.startswith("“Fair enough.")
    german = " ".join(texts(reply_to("Was sage ich, wenn jemand sagt: zu teuer?")))
    assert german.startswith("„Das verstehe ich.") and "“" in german


def test_going_on_is_about_the_same() -> None:
    """ "Word for word" after a price objection is about price, whatever else the words are like."""
    memory = Memory(last="What do I say when they say it is too expensive?")
    reply = reply_to("ok but what exactly do I say, word for word", memory=memory)
    assert reply.situation is not None and "price" in reply.situation.reasons
    assert any("B18" in piece.cards or "A11" in piece.cards for piece in reply.pieces)


def test_a_german_stays_a_german() -> None:
    """A word that could be any language is answered in that of the message before, or of the person's pages."""
    memory = Memory(last="Heute war ein harter Tag, nur Absagen und keiner hat zugehört.")
    assert "Erzähl mir etwas mehr" in reply_to("Hm", memory=memory).before[0].text
    assert "Tell me a little more" in reply_to("Hm").before[0].text


@pytest.mark.parametrize("text", ["They put me on a PIP today.", "My boss yelled at me in front of the team."])
def test_the_boss_is_no_buyer(text: str) -> None:
    """No word of buyers and offers: the person's own record for the talk, and somebody to tell."""
    for seed in range(1, 12):
        reply = reply_to(text, seed)
        assert {card for piece in reply.pieces for card in piece.cards} <= INSIDE


def test_nothing_of_the_evening_is_said_in_the_morning() -> None:
    """At nine nobody is told to close the laptop, and at six they may be."""
    evening = {line.text for card in load_deck() for line in card.lines if line.evening}
    assert len(evening) > 10
    said = {piece.template for seed in range(1, 60) for piece in reply_to("9 no's. I'm tired.", seed, hour=9).pieces}
    assert not said & evening
    late = {piece.template for seed in range(1, 60) for piece in reply_to("9 no's. I'm tired.", seed, hour=18).pieces}
    assert late & evening


def test_good_news_is_named() -> None:
    """Yeses that are reported are the first number of the reply, and nobody hears of the no's."""
    for seed in range(1, 20):
        reply = reply_to("Two deals today!", seed)
        assert "reported_won" in [fact for piece in reply.pieces for fact in to_block(piece, reply.sheet).facts]
        assert not any(fact in piece.template for piece in reply.pieces for fact in ("{rejection", "{unstated"))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("how many calls did I make this week?", {"asked_attempts"}),
        ("how long till the next yes?", {"next_yes_median", "yes_ceiling"}),
        ("How many of my calls get answered?", {"asked_hits", "asked_attempts"}),
        ("what is my conversion?", {"asked_hits"}),
    ],
)
def test_a_number_that_is_asked_for_is_given_first(text: str, facts: set[str]) -> None:
    """Wherever the journal has it."""
    given = 0
    for seed in range(1, 40):
        reply = reply_to(text, seed)
        if facts & reply.sheet.facts.keys():
            blocks = [*reply.before, *(to_block(piece, reply.sheet) for piece in reply.pieces)]
            given += bool(blocks) and bool(facts & set(blocks[0].facts))
    assert given >= 10
