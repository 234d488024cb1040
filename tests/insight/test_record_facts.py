"""Facts of the longer record: there when they can be told, and rendered by their id."""

from datetime import date, timedelta

import pytest
from support.folding import MONDAY, called, met, on, record

from coach.coaching.rendering import render
from coach.insight.record_facts import record_facts
from events.envelope import Event
from events.folds.reader import States, fold_into
from events.types.prospects import ProspectAdded


def states(*events: tuple[Event, int, float]) -> States:
    found = States()
    fold_into(found, [record(event, on(day, hour), n + 1) for n, (event, day, hour) in enumerate(events)])
    return found


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_an_empty_journal_has_none() -> None:
    """What is too early to tell has no fact, rather than a zero."""
    assert record_facts(states(), MONDAY) == ({}, {})
    few, _ = record_facts(states(*((met("soft_no"), 0, 9 + n / 60) for n in range(8))), MONDAY)
    assert list(few) == ["run"]
    assert (few["run"].value, few["run"].period) == (8, "so far")


def test_a_run_and_the_next_yes() -> None:
    """With the conversations behind them, and in a sentence."""
    outcomes = (["soft_no"] * 7 + ["won"]) * 6 + ["soft_no"] * 14
    facts, words = record_facts(states(*((met(one), 0, 9 + n / 60) for n, one in enumerate(outcomes))), MONDAY)
    assert (facts["run"].value, facts["run_odds"].n, facts["next_yes_median"].n) == (14, 48, 62)
    assert 0.1 < facts["run_odds"].value < 1
    text = render("{run:unit} {run:period}: {run_odds}. Within {next_yes_median}, or {next_yes_p90}.", facts, words)
    assert text.text.startswith("14 conversations since your last yes: ")
    assert text.facts == ["run", "run_odds", "next_yes_median", "next_yes_p90"]


def test_effort_and_follow_ups() -> None:
    """A quiet week against the usual, and follow-ups whose day has come, with their units."""
    busy = [(called(20), 7 * week + number, 9.0) for week in range(6) for number in range(5)]
    quiet = [(called(8), 42 + number, 9.0) for number in range(5)]
    asks = (met("soft_no", reason="hesitation", prospect_id="p"), 1, 10.0)
    facts, words = record_facts(states(*busy, *quiet, asks), day(49))
    assert facts["usual_day_attempts"].value == 20
    assert (facts["last_days_attempts"].value, facts["usual_days_attempts"].value) == (40, 100)
    assert facts["activity_drop"].value == pytest.approx(0.6)
    assert render("{follow_ups_due:unit}", facts, words).text == "One follow-up"


def test_a_segment_has_its_words() -> None:
    """What the segment is called is a word to place, and in no label, for labels may leave the machine."""
    story: list[tuple[Event, int, float]] = []
    for industry, reasons in {"retail": {"price": 16, "fit": 2}, "media": {"price": 3, "fit": 9, "timing": 9}}.items():
        for reason, count in reasons.items():
            for number in range(count):
                prospect = f"{industry}{reason}{number}"
                story.append((ProspectAdded(prospect_id=prospect, industry=industry), 0, 9))
                story.append((met("soft_no", reason=reason, prospect_id=prospect), 0, 9))
    facts, words = record_facts(states(*story), day(1))
    assert words == {"segment_name": "retail", "segment_reason": "price"}
    assert facts["segment_share"].n == 18 and facts["segment_elsewhere"].n == 21
    assert not any("retail" in fact.label for fact in facts.values())
