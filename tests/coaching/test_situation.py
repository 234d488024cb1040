"""Situation: what the journal shows sets the patterns that cards are chosen by; what it does not show sets none."""

from datetime import date

import msgspec
import pytest

from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.situation import read_situation
from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers, Period, numbers
from coach.understanding import understand
from events.folds.reader import States
from events.ids import new_id
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
NONE = numbers(States(), Period(TODAY, TODAY))


def patterns(text: str, **facts: float) -> frozenset[str]:
    known = {name: Fact(name, name, value, "share", "lately") for name, value in facts.items()}
    return read_situation(understand(text), FactSheet(known, {}, NONE, Numbers({}, {}, {})), False).patterns


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
    assert "price" in read_situation(about_nothing, sheet, False).reasons
    about_rest = msgspec.structs.replace(understand("What should I do?"), topics=["rest", "lasting"])
    asked = read_situation(about_rest, sheet, False)
    assert not asked.reasons
    assert "one_reason_dominates" not in asked.patterns


PRICED = FactSheet({}, {}, msgspec.structs.replace(NONE, reasons={**NONE.reasons, "price": 90, "timing": 5}), NONE)


@pytest.mark.parametrize(
    ("kind", "topics", "reasons", "dominates"),
    [
        ("pitch", ["opening"], {"pitch", "not_interested"}, False),
        ("what_next", ["follow_up", "decision"], {"timing", "authority"}, False),
        ("practice", ["price"], {"price"}, True),
        ("what_next", ["growth"], set(), True),
        ("what_next", [], {"price"}, True),
        ("comfort", ["value"], set(), True),
        ("comfort", ["price"], {"price"}, True),
        ("comfort", ["rest"], set(), False),
        ("numbers", ["rest"], set(), True),
    ],
)
def test_who_asks_about_one_thing_is_answered_about_it(
    kind: str, topics: list[str], reasons: set[str], dominates: bool
) -> None:
    """What no's are mostly about comes in where nothing is asked, where it is asked about, or where figures are.
    A topic that was only made out gives no reason to who asks nothing."""
    message = msgspec.structs.replace(understand("Hm."), kind=kind, topics=topics, asks=kind != "comfort")
    read = read_situation(message, PRICED, False)
    assert read.reasons == reasons
    assert ("one_reason_dominates" in read.patterns) is dominates


@pytest.mark.parametrize(
    ("text", "dominates"), [("Too expensive, they said.", True), ("Bad timing, they said.", False)]
)
def test_a_named_reason_stands_for_itself(text: str, dominates: bool) -> None:
    """Who tells of a bad moment is not told that price is what they mostly hear."""
    assert ("one_reason_dominates" in read_situation(understand(text), PRICED, False).patterns) is dominates


def test_a_yes_is_about_no_reason() -> None:
    """ "First one in three weeks" is no matter of timing."""
    assert not read_situation(understand("I got a yes! First one in three weeks."), PRICED, False).reasons


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("They laughed at us. Rude.", {"hurt"}),
        ("We lost our biggest client.", {"hurt"}),
        ("We lost our biggest client and I am angry.", {"angry"}),
        ("I signed two deals.", {"hopeful"}),
        ("A quiet day.", {"neutral"}),
    ],
)
def test_a_mood_that_goes_without_saying(text: str, moods: set[str]) -> None:
    message = understand(text)
    if "angry" not in moods:
        message = msgspec.structs.replace(message, moods=[])
    assert read_situation(message, FactSheet({}, {}, NONE, NONE), False).moods == moods


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("50 doors, 2 talked to me", True),
        ("20 doors, 5 talked to me", True),
        ("20 doors, 6 talked to me", False),
        ("Sent 40 emails, nobody answered.", True),
        ("Nobody answers any more.", True),
        ("12 calls, 9 no's.", False),
    ],
)
def test_silence_is_what_most_of_it_was(text: str, silent: bool) -> None:
    """A quarter or less who talked is silence, whether somebody calls it that or not."""
    assert read_situation(understand(text), FactSheet({}, {}, NONE, NONE), False).reports_silence is silent


@pytest.mark.parametrize(
    "text", ["My pitch is not working any more.", "my opening does not work", "Mein Pitch funktioniert nicht mehr."]
)
def test_a_pitch_that_does_not_work_is_a_reason(text: str) -> None:
    """Also where nothing is asked and the journal is empty: there is something to try."""
    reply = prepare(text, new_id(), States(), TODAY, load_deck(), Memory(), lambda _: None)
    assert reply.situation and "pitch" in reply.situation.reasons
    assert "action" in {piece.kind for piece in reply.pieces}
