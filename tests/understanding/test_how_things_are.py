"""How things are: what was tried so far, told in a complaint, is no deed of today."""

import pytest

from coach.understanding import language_of, understand


@pytest.mark.parametrize(
    "text",
    [
        "I've sent 40 emails and nobody replies",
        "I've made 200 calls and nobody ever picks up",
        "Ich hab 25 Bewerbungen geschrieben und keiner liest sie",
        "hab schon 30 Mails verschickt, es antwortet einfach keiner",
        "wir haben 60 Leute angeschrieben und es meldet sich einfach niemand",
    ],
)
def test_a_complaint_reports_nothing(text: str) -> None:
    """Without a day, and with nothing that came of it."""
    assert understand(text, language_of(text)).reported is None


@pytest.mark.parametrize(
    "text",
    [
        "today I sent 40 emails and nobody replies",
        "just wrote 25 applications, nobody reads them",
        "I called 30 people and nobody answered",
        "30 calls, 9 no's, nobody wants it",
        "heute 30 Mails geschrieben und keiner antwortet",
        "20 Anrufe, 12 Absagen, keiner will was",
        "did 40 dials, feels like a waste",
        "30 Mails raus, trotzdem nichts",
        "40 Anrufe und keiner geht ran",
        "hab gerade 25 Leute angeschrieben, es antwortet keiner",
    ],
)
def test_what_was_done_today_is_reported(text: str) -> None:
    """A day, "just", or what came of it makes it a deed."""
    assert understand(text, language_of(text)).reported
