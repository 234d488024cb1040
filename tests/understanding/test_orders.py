"""Orders to write down what was just told."""

import pytest

from coach.understanding import Order, order_in


@pytest.mark.parametrize(
    ("text", "language", "outcome"),
    [
        ("put that down as a no please", "en", "soft_no"),
        ("Log that as a hard no", "en", "hard_no"),
        ("can you mark it as a yes?", "en", "won"),
        ("write that down as a callback", "en", "progress"),
        ("put him down as a no answer", "en", "no_answer"),
        ("log it", "en", None),
        ("yes log the calls", "en", None),
        ("log the no's please", "en", "soft_no"),
        ("trag die Anrufe ein", "de", None),
        ("could you put that in my journal?", "en", None),
        ("schreib das als nein auf", "de", "soft_no"),
        ("kannst du das als Absage eintragen?", "de", "soft_no"),
        ("als ja eintragen", "de", "won"),
        ("trag das bitte ein", "de", None),
        ("notier mir das", "de", None),
    ],
)
def test_an_order_is_heard(text: str, language: str, outcome: str | None) -> None:
    """With what it is to be written down as."""
    assert order_in(text, language) == Order(outcome)


def test_an_order_may_say_how_many() -> None:
    """The number of what was told, so that another one is not taken for it."""
    assert order_in("yes log the three calls", "en") == Order(count=3)
    assert order_in("ja trag die drei Anrufe ein", "de") == Order(count=3)
    assert order_in("log three calls", "en") is None


def test_what_stands_beside_it_is_what_was_told() -> None:
    """An order may end the message that tells it."""
    order = order_in("She says my fee is a rip off. Put that down as a no", "en")
    assert order == Order("soft_no", "she says my fee is a rip off")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("write that email for me", "en"),
        ("write it", "en"),
        ("put that behind me", "en"),
        ("I put that down as a no", "en"),
        ("how do I log it?", "en"),
        ("don't log that", "en"),
        ("count me out", "en"),
        ("book a call", "en"),
        ("note that she said no", "en"),
        ("schreib mir eine mail", "de"),
        ("schreib das um", "de"),
        ("soll ich das eintragen", "de"),
        ("halt die klappe", "de"),
        ("zähl das mal zusammen", "de"),
    ],
)
def test_other_requests_are_none(text: str, language: str) -> None:
    """Nothing is drafted for a text to write, a question, or a turn of phrase."""
    assert order_in(text, language) is None
