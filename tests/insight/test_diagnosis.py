"""Targeting or message: stories with a known answer, few prospects, one loud prospect, and false alarms."""

from random import Random

from support.folding import met, on, record

from coach.insight.diagnosis import FEWEST, read_reasons
from events.envelope import Event
from events.folds.reader import States, fold_into
from events.types.outcomes import OutcomeRecorded
from events.types.prospects import ProspectAdded


def states(*events: Event) -> States:
    found = States()
    fold_into(found, [record(event, on(0, 9 + n / 100), n + 1) for n, event in enumerate(events)])
    return found


def said(industry: str, reasons: dict[str, int], role: str = "") -> list[Event]:
    """Prospects of an industry, so many for each reason, one no each."""
    events: list[Event] = []
    for reason, count in reasons.items():
        for number in range(count):
            prospect = f"{industry}-{role}-{reason}-{number}"
            events += [ProspectAdded(prospect_id=prospect, industry=industry, role=role), no(reason, prospect)]
    return events


def no(reason: str | None, prospect: str | None = None, count: int = 1) -> OutcomeRecorded:
    return met("soft_no", reason=reason, prospect_id=prospect, count=count)


def test_one_reason_everywhere_is_the_message() -> None:
    """It leads in each industry alike."""
    found = read_reasons(
        states(*said("retail", {"price": 14, "timing": 4}), *said("media", {"price": 15, "timing": 5}))
    )
    assert (found.verdict, found.reason, found.second, found.n) == ("message", "price", "timing", 38)
    assert found.segment is None
    assert {test.value for test in found.segments} == {"retail", "media"}
    assert found.p is not None and found.p < 0.01


def test_one_segment_is_targeting() -> None:
    """It leads because of one industry; elsewhere others are as frequent."""
    found = read_reasons(
        states(
            *said("retail", {"price": 16, "timing": 2}),
            *said("media", {"price": 3, "timing": 6, "fit": 5}),
            *said("law", {"price": 2, "timing": 5, "fit": 6}),
        )
    )
    assert (found.verdict, found.reason) == ("targeting", "price")
    assert found.segment is not None
    assert (found.segment.value, found.segment.share.n, found.segment.elsewhere.n) == ("retail", 18, 27)
    assert found.segment.p < found.segment.p_adjusted < 0.01
    assert found.segment.low < found.segment.effect < found.segment.high
    assert found.segment.effect > 0.6


def test_more_in_one_segment_and_ahead_elsewhere_is_still_the_message() -> None:
    """A segment may stand out without being the cause."""
    found = read_reasons(states(*said("retail", {"price": 40}), *said("media", {"price": 40, "timing": 10, "fit": 10})))
    assert found.verdict == "message"
    assert found.segment is not None and found.segment.value == "retail"


def test_no_clear_lead_is_spread() -> None:
    """Enough no's, and the first is hardly ahead of the second."""
    found = read_reasons(states(*said("retail", {"price": 12, "timing": 10, "fit": 9})))
    assert (found.verdict, found.reason, found.segments) == ("spread", "price", [])


def test_too_few_are_too_early() -> None:
    """Under thirty voices, and with no reason at all."""
    assert read_reasons(states(*said("retail", {"price": 29}))).verdict == "too_early"
    assert read_reasons(states(*said("retail", {"price": 30}))).verdict == "message"
    silent = read_reasons(states(no(None, count=500)))
    assert (silent.verdict, silent.reason, silent.n, silent.p) == ("too_early", None, 0, None)


def test_one_loud_prospect_is_one_voice() -> None:
    """Forty no's of one prospect do not make a reason lead; forty of nobody in particular are forty."""
    quiet = said("retail", {"timing": 20, "fit": 12})
    loud = [ProspectAdded(prospect_id="loud", industry="retail"), *(no("price", "loud", 10) for _ in range(4))]
    found = read_reasons(states(*quiet, *loud))
    assert (found.reason, found.n, found.prospects) == ("timing", 33, 33)
    assert read_reasons(states(*quiet, no("price", count=40))).reason == "price"


def test_a_segment_needs_enough_prospects_on_both_sides() -> None:
    """Four prospects of an industry are not tried, nor is an industry with four elsewhere."""
    few = FEWEST - 1
    found = read_reasons(states(*said("retail", {"price": 40}), *said("media", {"timing": few})))
    assert found.segments == []
    found = read_reasons(states(*said("retail", {"price": 40}), *said("media", {"timing": FEWEST})))
    assert {test.value for test in found.segments} == {"retail", "media"}


def test_unknown_industries_are_on_neither_side() -> None:
    """A prospect without an industry says nothing about industries."""
    found = read_reasons(
        states(*said("retail", {"price": 20}), *said("media", {"timing": 12}), *said("", {"price": 40}))
    )
    assert {(test.value, test.elsewhere.n) for test in found.segments} == {("retail", 12), ("media", 20)}


def test_chance_is_seldom_taken_for_targeting() -> None:
    """Eight segments that do not matter: over many journals, fewer than 5% find one."""
    random, found, journals = Random(8), 0, 120
    for _ in range(journals):
        events: list[Event] = []
        for number in range(80):
            prospect = f"p{number}"
            events.append(
                ProspectAdded(prospect_id=prospect, industry=random.choice("abcde"), role=random.choice("xyz"))
            )
            events.append(no(random.choice(("price", "price", "timing", "fit")), prospect))
        found += read_reasons(states(*events)).segment is not None
    assert found <= 0.05 * journals
