"""What was learnt, on lines by writers whose lines it was not learnt from: what to expect of the next message.

In full (`make prove`) over every list, with all that is learnt from. In every run, one list of one language: learnt
from three others of it alone, and only roughly.
"""

import pytest
from support.proof import FULL

from coach.learning import training as learning
from coach.safety import training
from coach.safety.gate import by_phrases
from coach.safety.learnt import SURE, hear, risk, weights
from coach.safety.normalise import normalise
from coach.safety.training import TURNS, Line, example, fingerprint, lines, unseen

ENOUGH = SURE if FULL else 0.4
"""What is learnt from four lists has seen little harmless talk, and is heard later."""


def shares(judged: list[tuple[Line, float]]) -> tuple[float, float]:
    """Of levels 2 and 3, what is found; of level 0, what is a false alarm."""
    found = [odds >= ENOUGH or by_phrases(normalise(line.text)).level == 3 for line, odds in judged if line.level >= 2]
    alarms = [odds >= ENOUGH for line, odds in judged if line.level == 0]
    return sum(found) / len(found), sum(alarms) / len(alarms)


def _seen(line: Line) -> tuple[str, tuple[str, ...]]:
    one = example("", line.text)
    return one.text, one.marks


@pytest.fixture
def slice_of_learning(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    """Four lists of one language, and a learning from nothing else that ends early; all and to the end in full."""
    if FULL:
        return lines()
    monkeypatch.setattr(training, "cases", list)
    monkeypatch.setattr(training, "taught", lambda language: [])
    monkeypatch.setattr(training.wishes_training, "lines", list)
    monkeypatch.setattr(training.questions_training, "lines", list)
    monkeypatch.setattr(learning, "_ROUNDS", 15)
    return [line for line in lines() if line.source in ("nl-1", "nl-2", "nl-3", "nl-4")]


def test_what_is_learnt_carries_over_to_other_writers(slice_of_learning: list[Line]) -> None:
    """Far more than phrases alone find, on lists most of which were made to be hard."""
    turns = range(TURNS) if FULL else [1]
    judged = [(line, risk(held.odds(*_seen(line)))) for line, held in unseen(slice_of_learning, turns)]
    found, alarms = shares(judged)
    alone = [by_phrases(normalise(line.text)).level >= 2 for line, _ in judged if line.level >= 2]
    print(f"unseen: {found:.3f} found, {alarms:.3f} false alarms, phrases alone {sum(alone) / len(alone):.3f}")
    assert found >= (0.75 if FULL else 0.6)
    assert found >= sum(alone) / len(alone) + 0.2
    assert alarms <= (0.07 if FULL else 0.3)


def test_weights_are_of_todays_examples() -> None:
    """After a change of examples, phrases' data or features: `python -m coach.safety.training`."""
    assert weights().learnt_from == fingerprint()


@pytest.mark.parametrize("text", ["qwrt zzxp gffh brrl", "0181 500 3321 / 44", "日本語だけの文です", ""])
def test_what_is_not_legible_says_nothing(text: str) -> None:
    assert hear(normalise(text), []).risk == 0.0


def test_a_sentence_of_risk_is_heard_in_a_long_note() -> None:
    """Among forty others, at the beginning, in the middle or at the end."""
    others = [f"Call {number} went to voicemail, they buy from somebody in town." for number in range(40)]
    sad = "I keep hoping that I simply do not wake up tomorrow."
    for place in (0, 20, 40):
        note = " ".join([*others[:place], sad, *others[place:]])
        assert hear(normalise(note), by_phrases(normalise(note)).marks).risk >= SURE
