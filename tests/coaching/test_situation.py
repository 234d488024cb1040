"""Situation: what the journal shows sets the patterns that cards are chosen by; what it does not show sets none."""

from datetime import date

import msgspec
import pytest

from coach.coaching.situation import read_situation
from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers, Period, numbers
from coach.understanding import understand
from events.folds.reader import States

TODAY = date(2026, 11, 20)
NONE = numbers(States(), Period(TODAY, TODAY))


def patterns(text: str, **facts: float) -> frozenset[str]:
    known = {name: Fact(name, name, value, "share", "lately") for name, value in facts.items()}
    return read_situation(understand(text), FactSheet(known, {}, NONE, Numbers({}, {}, {})), 0).patterns


@pytest.mark.parametrize(
    ("fact", "pattern"),
    [("follow_ups_due", "followups_due"), ("activity_drop", "activity_drop"), ("segment_share", "segment_gap")],
)
def test_a_fact_of_the_journal_sets_its_pattern(fact: str, pattern: str) -> None:
    assert pattern in patterns("What now?", **{fact: 0.4})
    assert pattern not in patterns("What now?")


@pytest.mark.parametrize(("odds", "drop"), [(0.0099, True), (0.01, False), (0.3, False)])
def test_a_run_worth_a_look_is_a_drop_and_an_unlucky_one_is_none(odds: float, drop: bool) -> None:
    assert ("rate_drop" in patterns("What now?", run_odds=odds)) is drop


def test_a_message_alone_does_not_make_a_pattern_of_the_journal() -> None:
    """Nobody answered today says nothing yet about how often silence is the answer."""
    assert "silence_often" not in patterns("Nobody answered today.")


def test_what_no_s_are_about_is_no_answer_to_a_question_about_rest() -> None:
    """The reason that dominates the journal belongs to messages about no's, or about nothing else."""
    numbers_of = msgspec.structs.replace(NONE, reasons={**NONE.reasons, "price": 90, "timing": 5})
    sheet = FactSheet({}, {}, numbers_of, NONE)
    about_nothing = msgspec.structs.replace(understand("What should I do?"), topics=[])
    assert "price" in read_situation(about_nothing, sheet, 0).reasons
    about_rest = msgspec.structs.replace(understand("What should I do?"), topics=["rest", "lasting"])
    asked = read_situation(about_rest, sheet, 0)
    assert not asked.reasons
    assert "one_reason_dominates" not in asked.patterns
