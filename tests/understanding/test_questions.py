"""Questions: which plain question a message asks, above all in messages that were not learnt from."""

import pytest
from support.proof import FULL

from coach.learning import Weights
from coach.learning import training as learning
from coach.safety import normalise
from coach.understanding import asked_number, understand
from coach.understanding.asked import ACTS
from coach.understanding.measure_words import LEARNT
from coach.understanding.questions import NONE, SURE, question_in, weights
from coach.understanding.questions_training import fingerprint, learn, lines

ELSEWHERE = {"others", "due", "log_that", "next_yes", NONE}
"""Labels that are neither an act nor a measure."""


def test_weights_are_of_todays_questions() -> None:
    """After a change of questions or features: `python -m coach.understanding.questions_training`."""
    assert weights().learnt_from == fingerprint()


def test_every_label_is_heard_somewhere() -> None:
    assert {line.label for line in lines()} == set(weights().labels)
    assert set(weights().labels) - {*ACTS, *LEARNT} == ELSEWHERE


def test_questions_carry_over_to_another_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learnt from the other lists (to the end in full): most of what is heard is right, half of what is asked is heard,
    and what is told is seldom taken for a question. The third lists were written to differ from the first two."""
    if not FULL:
        monkeypatch.setattr(learning, "_ROUNDS", 15)
    every = lines()
    learnt = Weights(learn(line for line in every if line.source != "de-3"))
    unseen = [(line.label, learnt.odds(normalise(line.text))) for line in every if line.source == "de-3"]
    likeliest = [(label, max(odds, key=lambda name: odds[name]), max(odds.values())) for label, odds in unseen]
    heard = [(label, named) for label, named, share in likeliest if named != NONE and share >= SURE]
    asked = [label for label, _, _ in likeliest if label != NONE]
    right = sum(label == named for label, named in heard)
    assert right >= 0.85 * len(heard)
    assert right >= (0.5 if FULL else 0.42) * len(asked)
    assert sum(label == NONE for label, _ in heard) <= 0.06 * (len(unseen) - len(asked))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("the receptionist is a wall, any trick to get to the person who decides", "reach_boss"),
        ("an der sekretärin ist kein vorbeikommen, wie gelang ich zum chef", "reach_boss"),
        ("meeting them thursday, what do i ask", "prepare"),
        ("morgen besichtigung, wie bereite ich mich vor", "prepare"),
        ("my hand shakes before every dial, what helps against that", "nerves"),
        ("was weißt du alles über mich", "about_me"),
        ("so tell me what you have on me", "about_me"),
        ("Hab ihm vor zwei Wochen ein Angebot geschickt, seither nichts. Nochmal melden?", "follow_up"),
        ("She loved it in the room. Then a week of nothing. Do I nudge her?", "follow_up"),
    ],
)
def test_acts_in_words_that_no_phrase_has(text: str, act: str) -> None:
    assert understand(text).asked.act == act


@pytest.mark.parametrize(
    ("text", "measure", "split"),
    [
        ("out of everything, which way of reaching people pays off for me", "rate", "channel"),
        ("an welchem wochentag hab ich am meisten glück", "rate", "weekday"),
        ("what do they mostly give as the reason, going by my journal", "reasons", None),
        ("how long has it been since someone said yes to me", "since_yes", None),
        ("wie viele haben überhaupt mit mir geredet", "conversations", None),
    ],
)
def test_numbers_in_words_that_no_phrase_has(text: str, measure: str, split: str | None) -> None:
    found = asked_number([text])
    assert found and (found.measure, found.split) == (measure, split)


@pytest.mark.parametrize(
    "text",
    [
        "40 calls, nothing",
        "I followed up twice and she finally answered.",
        "Heute frei, endlich.",
        "thanks, that's it for today",
        "my boss is on holiday so it is quiet",
        "What should I do next?",
    ],
)
def test_what_is_told_asks_nothing(text: str) -> None:
    assert question_in(text).label is None


def test_odds_that_are_due_are_answered_as_such() -> None:
    assert understand("twenty no's in a row, surely a yes has to come now").scope == "odds_due"
    assert "next_yes" in understand("roughly how far off is my next yes").patterns
