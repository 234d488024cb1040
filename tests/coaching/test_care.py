"""Care: what a message says to the question that the one before it made the gate ask."""

import pytest

from coach.coaching import care
from coach.coaching.care import Said, in_answer
from coach.safety import Assessment, assess

SELF = "They would all be better off without me."
OTHERS = "I am going to kill my boss."
FRIEND = "my brother says he wants to kill himself"
NOT_ASKED = "12 calls, 9 no's"
DOUBTFUL = "How do I open a call?"
LONG_YES = "yes I rang all twelve of them and then went home"


def said(text: str, risk: str | None) -> Said:
    """What is made of an answer."""
    return in_answer(text, risk, assess(text), "en")


def unsure(monkeypatch: pytest.MonkeyPatch, found: Assessment) -> None:
    """A gate that finds this in `DOUBTFUL`."""
    monkeypatch.setattr(care, "assess", lambda text, usual: found if text == DOUBTFUL else assess(text, usual))


@pytest.mark.parametrize("text", ["yes", "no", "sometimes", "no, just tired. 12 calls"])
def test_nothing_was_asked(text: str) -> None:
    """Then a yes is one to something else, and a no too."""
    assert said(text, None) == Said(text, assess(text))


@pytest.mark.parametrize(("risk", "kind"), [(SELF, "self"), (OTHERS, "others"), ("yes", "self"), (NOT_ASKED, "self")])
def test_a_yes(risk: str, kind: str) -> None:
    """Explicit risk to whom the question was about; after a note, or an answer, it was about the person."""
    answer = said("yes", risk)
    assert (answer.text, answer.assessment.level, answer.assessment.kind) == ("yes", 3, kind)
    assert not (answer.assessment.unsure or answer.by_rules)


def test_a_yes_about_a_friend(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said of them was read right: no more than that, and only where it had been asked."""
    assert said("yes", FRIEND) == Said("yes", assess("yes"))
    unsure(monkeypatch, Assessment(2, "third_party", "de", unsure=True))
    assert said("yes", DOUBTFUL) == Said("yes", Assessment(2, "third_party", "de"))


@pytest.mark.parametrize("text", [LONG_YES, "yes call him", "maybe 12 calls", "no, maybe call him"])
def test_what_may_be_a_yes(text: str) -> None:
    """It is asked about, in words of its own; the question about others is put as before."""
    assert said(text, SELF) == Said(text, Assessment(2, "self", "en", answer="unclear"))
    assert said(text, OTHERS) == Said(text, Assessment(2, "others", "en"))


def test_a_longer_yes_about_a_friend_or_with_risk_of_its_own() -> None:
    """Only a yes is asked about, and what asks for as much by itself stands."""
    assert said(LONG_YES, FRIEND).assessment.level == 0
    assert said("12 calls today and nobody was there", SELF).assessment.level == 0
    low = "yes well I have felt worthless and empty for months now"
    assert assess(low).level == 1 and said(low, SELF).assessment.level == 2
    veiled = "yes well they would all be better off without me and that is a fact"
    assert assess(veiled).level == 2 and said(veiled, OTHERS) == Said(veiled, assess(veiled))


@pytest.mark.parametrize("risk", [SELF, OTHERS, NOT_ASKED])
def test_a_plain_no(risk: str) -> None:
    """It is thanked for, in the language of the question."""
    assert said("no", risk) == Said("no", Assessment(1, "low", "en", answer="no"))
    assert said("no", "Ohne mich wären alle besser dran.").assessment.language == "de"


def test_a_no_about_a_friend() -> None:
    assert said("no", FRIEND) == Said("no", assess("no"))


def test_a_no_to_a_doubtful_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was doubtful is answered, by rules alone."""
    unsure(monkeypatch, Assessment(2, "self", "en", unsure=True))
    assert said("no", DOUBTFUL) == Said(DOUBTFUL, Assessment(0, "none", "en"), by_rules=True)
    german = "Wie fange ich ein Gespräch mit der Einkäuferin an?"
    monkeypatch.setattr(care, "assess", lambda text, usual: Assessment(2, "self", "de", unsure=True))
    assert said("nein", german).assessment.language == "de"


def test_what_stands_behind_a_no() -> None:
    """It is judged by itself."""
    assert said("no, just tired. 12 calls", SELF) == Said("12 calls", Assessment(0, "none", "en"))
    assert said("no, just tired. I want to die", SELF).assessment.level == 3


def test_explicit_risk_stands_whatever_the_form() -> None:
    assert said("I want to die", SELF) == Said("I want to die", assess("I want to die"))
    grave = "yes, I am going to kill my boss"
    assert assess(grave).kind == "others" and said(grave, SELF) == Said(grave, assess(grave))
