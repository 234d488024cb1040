"""Size: a reply is as large as what it answers, states one rate, and speaks of no day that nobody told."""

from datetime import date
from random import Random

import pytest

from coach.coaching.preparation import prepare
from coach.coaching.rendering import RATES, named_in
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from coach.understanding import understand
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
SHORT = ["meh", "whats the point", "I hate selling", "keine lust mehr", "mir reichts", "scared of the next call"]
LONGER = ["Kunde sagt der Preis ist zu hoch, ich fühl mich wie ein Bittsteller", "they said it is way over budget, wtf"]
REPORTS = ["23 Absagen am Stück, bin ich jetzt fällig für ein Ja?", "12 calls today, 9 no's, how do I keep going?"]


def reply_to(text: str, seed: int) -> Prepared:
    states = fold(history(Random(seed), TODAY))
    reply = f"01a1ff86-df03-77b9-85c4-2bcada8e87{seed:02}"
    return prepare(text, reply, states, TODAY, load_deck(), Memory(), lambda _: None, hour=12)


@pytest.mark.parametrize(("texts", "most"), [(SHORT, 2), (LONGER, 3), (REPORTS, 4)])
def test_a_reply_is_as_large_as_what_it_answers(texts: list[str], most: int) -> None:
    """A few words get two blocks; a fixed answer in front of them is one of the blocks."""
    for text in texts:
        for seed in range(1, 12):
            reply = reply_to(text, seed)
            assert 1 <= len(reply.before) + len(reply.pieces) <= most, text


@pytest.mark.parametrize("text", [*REPORTS, "How am I doing?", "9 no's today. I am worn out.", "Wie ist meine Quote?"])
def test_one_rate_is_enough(text: str) -> None:
    """What is stated once is the scale; a second share beside it is a lecture."""
    for seed in range(1, 25):
        rates = [piece for piece in reply_to(text, seed).pieces if not RATES.isdisjoint(named_in(piece.template))]
        assert len(rates) <= 1, [piece.template for piece in rates]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_line_speaks_of_a_day_that_nobody_told(language: str) -> None:
    """But those for a hard day, for the evening, or with its numbers."""
    untold = ["day like this", "all day", "tomorrow's", "so einem Tag", "ganzen Tag", "so einen Tag"]
    for card in load_deck(language):
        for line in card.lines:
            if not (line.patterns or line.evening or line.facts):
                assert not any(words in line.text for words in untold), (card.id, line.text)


@pytest.mark.parametrize("text", ["keine lust mehr", "Vertrag ist da, bin völlig leer und weiß nicht warum", "meh"])
def test_how_somebody_feels_is_no_prospects_reason(text: str) -> None:
    """ "No interest any more" of one's own is not what a buyer said."""
    assert understand(text).reason is None


def test_their_question_about_a_number_is_not_ours_about_numbers() -> None:
    """ "How did you get my number" is an objection to answer, not a question about how things are counted."""
    assert understand('My opener dies at "how did you get my number". what would you say instead').scope is None
    assert understand("How did you get that number?").scope == "method"
