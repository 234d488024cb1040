"""What phrases say together, and beside what was learnt."""

import pytest

from coach.safety import gate
from coach.safety.gate import IDIOM, Assessment, Phrases, assess, by_phrases
from coach.safety.learnt import Heard
from coach.safety.lexicon import Kind
from coach.safety.normalise import normalise

MEANS = "i have the pills here on the desk."


def phrases(text: str) -> Phrases:
    return by_phrases(normalise(text))


@pytest.mark.parametrize(
    "other",
    [
        "goodbye everyone, this is my last message",
        "everyone would be better off without me",
        "i hope i do not wake up tomorrow",
        "i see no way out",
        "i feel worthless",
    ],
)
def test_means_at_hand_make_a_hint_explicit(other: str) -> None:
    assert phrases(MEANS).level == 2
    assert phrases(other).level in {1, 2}
    assert (phrases(f"{MEANS} {other}").level, phrases(f"{MEANS} {other}").kind) == (3, "self")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want to kill myself. i will stab my boss tonight", "others"),
        ("i will stab my boss tonight. i want to kill myself", "others"),
        ("i hope i do not wake up tomorrow. my friend says he will kill himself", "self"),
        ("my friend says he will kill himself. i hope i do not wake up tomorrow", "self"),
        ("I feel worthless. My friend wants to kill himself.", "third_party"),
        ("hello", "none"),
    ],
)
def test_whom_to_speak_about_where_two_are_meant(text: str, kind: str) -> None:
    assert phrases(text).kind == kind


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i want to die. just kidding", 2),
        (f"i want to die. just kidding. {MEANS}", 3),
        ("i want to die. just kidding. no, i mean it", 3),
        ("i will stab my boss. just kidding", 3),
        ("i feel worthless. just kidding", 1),
    ],
)
def test_what_a_joke_takes_back(text: str, level: int) -> None:
    """Explicit risk to oneself becomes the question; means at hand, insistence and threats are not taken back."""
    assert phrases(text).level == level


def test_what_the_weights_are_told() -> None:
    """The level, and the names of what was found, an idiom among them."""
    assert phrases("i see no way out").marks == ["2", "no_way_out", "only_way_out"]
    assert phrases("hello").marks == ["0"]
    assert IDIOM in phrases("They asked for 40% off, that would be commercial suicide").names
    assert IDIOM not in phrases("i see no way out").names


def test_only_what_was_found_tells_a_language() -> None:
    assert phrases("no, i mean it").said_in == set()
    assert phrases("i see no way out").said_in == {"en"}


@pytest.mark.parametrize(
    ("text", "level", "kind"),
    [
        ("como pergunto pra um amigo se ele tá pensando em suicídio", 2, "third_party"),
        ("giuro che non penso al suicidio", 2, "self"),
        ("he feels worthless", 0, "none"),
        ("Il capo area ha tentato il suicidio a Pasqua, come gli sto vicino?", 2, "third_party"),
        ("Il capo area ha tentato il suicidio a Pasqua, kms", 3, "self"),
        ("me corto desde hace un mes y hoy quiero cortar más hondo y que se acabe", 3, "self"),
        ("mi hermana salió de la depresión hace tres años, quiero ayudarla con el folleto", 0, "none"),
        ("he sold my book and i'm going to his house tonight with the hammer.", 3, "others"),
        ("he wants to die and i want to die", 3, "self"),
    ],
)
def test_whose_words_they_are(text: str, level: int, kind: str) -> None:
    """A sentence is read in its own language; about somebody else a risk is one level lower, a low mood is none."""
    assert (phrases(text).level, phrases(text).kind) == (level, kind)


SAID = {level: Phrases(level, "self", {"en"}, set()) for level in range(4)}


@pytest.mark.parametrize(
    ("said", "heard", "risk", "calm", "asked"),
    [
        (0, 0, 0.0, True, 0),
        (0, 1, 0.1, False, 1),
        (0, 3, 0.9, False, 3),
        (1, 0, 0.0, True, 0),
        (1, 0, 0.0, False, 1),
        (1, 1, 0.1, False, 1),
        (1, 2, 0.5, False, 2),
        (2, 0, 0.04, True, 0),
        (2, 0, 0.04, False, 0),
        (2, 0, 0.05, True, 2),
        (2, 3, 0.9, False, 2),
        (3, 0, 0.0, True, 3),
        (3, 2, 0.5, False, 3),
    ],
)
def test_phrases_of_risk_stand(
    said: int, heard: int, risk: float, calm: bool, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was learnt adds to them. A low mood goes where it is sure of hearing nothing, a veiled phrase where it
    hears next to none. Words of explicit risk never do."""
    monkeypatch.setattr(gate, "by_phrases", lambda typed: SAID[said])
    monkeypatch.setattr(gate, "hear", lambda typed, marks: Heard(heard, "self", risk, calm))
    assert assess("anything").level == asked


@pytest.mark.parametrize(("words", "asked"), [(30, 0), (31, 2)])
def test_a_long_text_may_hold_the_one_line_that_counts(words: int, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So there a veiled phrase stands, however harmless the rest of it is."""
    monkeypatch.setattr(gate, "by_phrases", lambda typed: SAID[2])
    monkeypatch.setattr(gate, "hear", lambda typed, marks: Heard(0, "none", 0.0, True))
    assert assess("word " * words).level == asked


@pytest.mark.parametrize(
    "text",
    [
        "I am saying goodbye to my territory after ten years. How do I hand over my customers?",
        "Am Freitag ist mein letzter Tag im Gebiet, wie schreibe ich den Kunden zum Abschied?",
    ],
)
def test_a_farewell_to_customers_is_no_farewell(text: str) -> None:
    """A new territory is no reason to be asked about one's life."""
    assert assess(text).level == 0


def test_how_somebody_sees_their_life_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """However sure what was learnt is that it was about a deal."""
    said = Phrases(2, "self", {"en"}, {"no_way_out"})
    monkeypatch.setattr(gate, "by_phrases", lambda typed: said)
    monkeypatch.setattr(gate, "hear", lambda typed, marks: Heard(0, "none", 0.0, True))
    assert assess("anything").level == 2


@pytest.mark.parametrize(
    ("said", "heard", "unsure"), [(0, 2, True), (1, 2, True), (2, 2, False), (0, 1, True), (1, 1, False)]
)
def test_the_gate_is_unsure_where_only_what_was_learnt_hears_risk(
    said: int, heard: int, unsure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is in doubt of it."""
    monkeypatch.setattr(gate, "by_phrases", lambda typed: SAID[said])
    for doubt in (False, True):
        hear = Heard(heard, "self", 0.5, False, unsure=doubt)
        monkeypatch.setattr(gate, "hear", lambda typed, marks, hear=hear: hear)
        assert assess("anything").unsure is (unsure and doubt)


@pytest.mark.parametrize(
    ("level", "kind", "risk", "unsure"),
    [
        (2, "self", 0.49, True),
        (2, "third_party", 0.49, True),
        (2, "others", 0.49, False),
        (2, "self", 0.5, False),
        (3, "self", 0.49, False),
        (1, "low", 0.49, False),
    ],
)
def test_a_phrase_is_put_in_doubt_by_what_was_learnt(
    level: int, kind: Kind, risk: float, unsure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is less likely than not, and not explicit: the question is the same, in other words."""
    said = Phrases(level, kind, {"en"}, {"no_way_out"})
    monkeypatch.setattr(gate, "by_phrases", lambda typed: said)
    monkeypatch.setattr(gate, "hear", lambda typed, marks: Heard(0, "none", risk, False))
    assert assess("anything") == Assessment(level, kind, "en", unsure)


@pytest.mark.parametrize(
    ("level", "unsure", "gentle"), [(0, False, False), (1, True, False), (1, False, True), (2, True, True)]
)
def test_in_doubt_of_a_low_mood_only_the_line_is_shown(level: int, unsure: bool, gentle: bool) -> None:
    assert Assessment(level, "self", "en", unsure).gentle is gentle


def test_of_a_plain_no_nothing_is_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers the gate's own question, and says nothing else."""
    monkeypatch.setattr(gate, "hear", lambda typed, marks: Heard(3, "self", 0.9, False))
    assert assess("No, nothing like that.").level == 0
    assert assess("no, but maybe").level == 3
