"""Leave them be: as one of two things that somebody thinks about it is a question, and nobody's final no."""

import pytest

from coach.understanding import language_of, understand


@pytest.mark.parametrize(
    "text",
    [
        "nochmal melden oder lieber in Ruhe lassen?",
        "Soll ich Frau Lang in Ruhe lassen oder nochmal schreiben?",
        "Nachfassen oder nie wieder melden?",
        "ring them or leave them alone?",
        "should I write again or leave him in peace",
        "do I call her next week or never again?",
    ],
)
def test_a_choice_is_no_final_no(text: str) -> None:
    """Who weighs whether to go on has not been told to stop."""
    message = understand(text, language_of(text))
    assert "hard_no" not in message.patterns and message.asked.heard != "final"


@pytest.mark.parametrize(
    "text",
    [
        "er sagte, ich soll ihn in Ruhe lassen",
        "Sie will nie wieder angerufen werden",
        "she told me to leave them alone",
        "he said never call again",
    ],
)
def test_what_somebody_said_is_one(text: str) -> None:
    """The same words out of their mouth are a final no."""
    assert "hard_no" in understand(text, language_of(text)).patterns
