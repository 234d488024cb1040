"""A yes or a step with one person, in free words: what was arranged, what hangs on something, and who said yes."""

import pytest

from coach.coaching.called import called_so
from coach.coaching.news import news_in
from coach.contracts import Prospect
from coach.understanding import tells_of_touch
from tests.understanding.test_reports import drafted

DANA = Prospect("dana", "Dana Whitfield", "Northgate", "", "", "", "", "", [])


@pytest.mark.parametrize(
    "text",
    [
        "she picked up!! meeting thursday week at 10 with her and the finance guy",
        "she called back, demo with her on friday",
        "she wants to talk next tuesday at 10",
        "he called back, wants to meet on monday",
        "call booked with her for friday",
        "the board says yes to the pilot",
        "he'll take it but only if we drop the price 10%",
        "She says yes, provided we start in March",
        "Okafor signs if I come down to 1%",
        "Dana hat grad zurückgerufen, Audit ist durch und sie will nächsten Dienstag um 10 reden",
        "sie hat sich gemeldet, Demo am Dienstag",
        "Herr Okafor will sich am Montag treffen",
        "hab nen Termin bei Baum bekommen für Freitag",
        "er nimmts doch, aber nur wenn wir bei der Wartung 10% runtergehen",
        "er hat zugesagt, aber nur wenn wir bis März liefern",
        "sie unterschreibt, wenn wir 5% runtergehen",
    ],
)
def test_a_step_is_drafted_as_one(text: str) -> None:
    """A day with somebody who has been in touch, and a yes that hangs on something, are small wins and no yes yet."""
    assert drafted(text) == {"count": 1, "channel": "call", "progress": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Petra from Oak & Rye wrote back!! Her boss says yes to the rebrand, 3,400, start in January",
        "his wife says yes to the flat",
        "they said yes to the proposal, kick-off in january",
        "We went with 5% and a two-year term, he signed it",
        "sie sagt ja zum Angebot, Start im Januar",
        "ihr Chef sagt ja zum Rebranding, 3400",
    ],
)
def test_a_yes_in_free_words_is_one(text: str) -> None:
    """Whoever may say it."""
    assert drafted(text) == {"count": 1, "channel": "call", "won": 1}


@pytest.mark.parametrize(
    "text",
    [
        "meeting with him tomorrow at 9",
        "interview on thursday at 10 with the head of sales",
        "meeting with my boss thursday at 10",
        "team meeting tomorrow at 9",
        "should i set a meeting with her thursday?",
        "she called back, the meeting on thursday with her was awful",
        "meeting with Dana got cancelled",
        "my boss wants to talk to me on friday",
        "my wife says yes to the holiday",
        "he would sign if we drop the price",
        "customers sign if the price is right",
        "does she sign if we go down?",
        "i want to talk to her next tuesday",
        "Vorstellungsgespräch am Donnerstag um 10 bei Siemens",
        "Termin mit meinem Chef am Donnerstag um 10",
        "mein Chef will am Freitag mit mir reden",
        "sie hat zurückgerufen, Termin am Montag war ein Fehler",
        "ich will nächsten Dienstag mit ihr reden",
        "meine Frau sagt ja zum Urlaub",
        "er würde unterschreiben wenn wir runtergehen",
        "er nimmt den Hund wenn ich im Urlaub bin",
        "unterschreibt er wenn wir runtergehen?",
    ],
)
def test_what_was_not_said_is_not_drafted(text: str) -> None:
    """An appointment that stands, one with one's own boss, a question, a wish and a habit are no news of a prospect."""
    assert drafted(text) == {}


@pytest.mark.parametrize(
    ("text", "last", "news"),
    [
        (
            "she picked up!! meeting thursday week at 10 with her",
            "Dana said call after the audit",
            {"progress": "dana"},
        ),
        ("she called back, wants to meet on monday", "Dana is quiet", {"progress": "dana"}),
        ("Dana wrote back. Her boss says yes to the offer", "", {"won": "dana"}),
        ("Dana hat zurückgerufen und sie will nächsten Dienstag um 10 reden", "", {"progress": "dana"}),
        ("er nimmts, aber nur wenn wir runtergehen", "Dana ist raus, ich rufe Baum an", {"progress": "dana"}),
    ],
)
def test_whose_it_is(text: str, last: str, news: dict[str, str]) -> None:
    """The one named, or named in the turn before."""
    assert news_in(text, last, called_so([DANA]), "en") == news


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Dana called me herself this morning. do i go down?", "en", True),
        ("Petra just wrote, she likes it. should i lower the price?", "en", True),
        ("Petra Lang schreibt, der Chef findets gut. Soll ich nachgeben?", "de", True),
        ("Baum hat sich von allein gemeldet. Geh ich runter?", "de", True),
        ("when did Dana write back?", "en", False),
        ("she called back in june", "en", False),
        ("wann hat Dana zuletzt geschrieben?", "de", False),
        ("Dana hat sich schon lange nicht gemeldet. Soll ich anrufen?", "de", False),
        ("Dana has not written back. should i call?", "en", False),
        ("she never called back", "en", False),
    ],
)
def test_who_got_in_touch_today(text: str, language: str, told: bool) -> None:
    """What they told is better than what the journal has of them; who asks for that is told it first."""
    assert tells_of_touch(text, language) == told
