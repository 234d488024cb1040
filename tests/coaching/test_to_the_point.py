"""To the point: a card is said where something in the message asks for it."""

import pytest
from support.situations import CALM, LINE, card, situation

from coach.coaching.selection import to_the_point


def test_a_reason_is_to_the_point_too() -> None:
    """Of the message's reasons one must be the card's; a message about nothing in particular rules nothing out."""
    priced = card(when={"reasons": ["price", "fit"]}, topics=["targeting"])
    assert to_the_point(priced, situation(reasons=frozenset({"price"}), topics=["price"]))
    assert to_the_point(priced, situation(reasons=frozenset({"price"})))
    assert not to_the_point(priced, situation(reasons=frozenset({"timing"})))
    assert not to_the_point(priced, situation(reasons=frozenset({"timing"}), topics=["timing"]))
    assert to_the_point(priced, situation(topics=["targeting"]))
    assert not to_the_point(priced, situation())
    assert to_the_point(priced, situation(moods=CALM))


def test_a_card_for_many_reasons_is_about_none_of_them() -> None:
    """Where the message is about something, a card that any no would do for is beside it."""
    wide = card(when={"reasons": ["timing", "hesitation", "authority"]}, topics=["follow_up"])
    assert to_the_point(wide, situation(moods=CALM, reasons=frozenset({"authority"})))
    assert not to_the_point(wide, situation(moods=CALM, reasons=frozenset({"authority"}), topics=["decision"]))
    assert to_the_point(wide, situation(moods=CALM, reasons=frozenset({"timing"}), topics=["follow_up"]))


FEW = ["low", "hurt", "angry", "tired", "flat"]
MANY = [*FEW, "stuck"]


@pytest.mark.parametrize(
    ("kind", "moods", "felt", "told", "expected"),
    [
        ("validation", MANY, True, [], True),
        ("validation", MANY, False, [], True),
        ("reframe", MANY, True, [], True),
        ("reframe", FEW, False, [], False),
        ("reframe", FEW, False, ["run"], False),
        ("selfcare", MANY, True, [], True),
        ("selfcare", FEW, False, [], False),
        ("selfcare", MANY, False, ["run"], True),
        ("exercise", FEW, True, [], True),
        ("exercise", FEW, True, ["run"], True),
        ("exercise", FEW, True, ["rude"], False),
        ("exercise", MANY, True, [], False),
        ("exercise", FEW, False, ["run"], False),
        ("reframe", ["angry"], True, [], False),
    ],
)
def test_a_mood_is_answered_where_it_was_said(
    kind: str, moods: list[str], felt: bool, told: list[str], expected: bool
) -> None:
    """One that was only guessed gets a kind word, and rest after what hurts; a task needs a mood that was said, a card
    made for few of them, and nobody who was just insulted."""
    where = situation(felt=felt, patterns=frozenset(told))
    assert to_the_point(card(kind=kind, when={"moods": moods}), where) is expected


@pytest.mark.parametrize(
    ("patterns", "asks", "reports", "expected"),
    [
        ([], False, False, True),
        (["rude"], False, False, False),
        (["rude"], True, False, True),
        (["rude"], False, True, True),
        (["lost_big_deal"], False, False, False),
        (["run"], False, False, True),
    ],
)
def test_what_was_the_matter_with_the_offer_can_wait(
    patterns: list[str], asks: bool, reports: bool, expected: bool
) -> None:
    """Who has just been hurt hears of reasons only where they ask, or give an account of their day."""
    priced = card(when={"reasons": ["price"]}, topics=["value"])
    where = situation(
        moods=CALM, reasons=frozenset({"price"}), patterns=frozenset(patterns), asks=asks, reports=reports
    )
    assert to_the_point(priced, where) is expected


def test_what_happened_is_to_the_point() -> None:
    """A line for what the message tells makes its card fit, and a hard day of the journal alone does not."""
    rude = card(lines=[{"text": LINE[0].text, "patterns": ["rude"]}, {"text": LINE[0].text}])
    bad = card(lines=[{"text": LINE[0].text, "patterns": ["bad_day"]}, {"text": LINE[0].text}])
    assert to_the_point(rude, situation(moods=CALM, patterns=frozenset({"rude"})))
    assert not to_the_point(rude, situation(moods=CALM, topics=["price"]))
    assert to_the_point(bad, situation(moods=CALM, patterns=frozenset({"bad_day"}), counts_noes=True))
    assert not to_the_point(bad, situation(moods=CALM, patterns=frozenset({"bad_day"}), topics=["price"]))


def test_a_boss_is_no_buyer() -> None:
    """What is said about buyers is not said about the person's own company."""
    inside = frozenset({"workplace"})
    buyers, ours = (
        card(topics=["price"]),
        card(lines=[{"text": LINE[0].text, "patterns": ["workplace"]}, {"text": LINE[0].text}]),
    )
    assert not to_the_point(buyers, situation(patterns=inside, topics=["price"]))
    assert to_the_point(buyers, situation(patterns=inside, topics=["price"], reports=True))
    assert to_the_point(ours, situation(patterns=inside)) and to_the_point(
        card(kind="selfcare"), situation(patterns=inside)
    )


def test_mixed_news_and_grief_have_cards_of_their_own() -> None:
    """Only a card with a line for them says anything true, whatever its topic; one such line is enough."""
    plain = {"text": LINE[0].text}
    grief = card(topics=["price"], lines=[{**plain, "patterns": ["grief"]}, plain])
    other = card(topics=["price"], lines=[{**plain, "patterns": ["mixed"]}, plain])
    where = situation(moods=CALM, patterns=frozenset({"grief"}), topics=["price"])
    assert to_the_point(grief, where)
    assert not to_the_point(other, where)
    assert not to_the_point(card(topics=["price"]), where)
    assert not to_the_point(card(lines=[plain]), situation(moods=CALM, patterns=frozenset({"mixed"})))


@pytest.mark.parametrize(
    ("kind", "asks", "expected"), [("what_next", True, False), ("numbers", True, True), ("what_next", False, True)]
)
def test_what_to_do_next_is_no_question_of_how_it_feels(kind: str, asks: bool, expected: bool) -> None:
    """A kind word for a mood is beside it, where somebody plainly asks for the next step."""
    kindness = card(kind="validation", when={"moods": ["low"]})
    assert to_the_point(kindness, situation(kind=kind, asks=asks, felt=False)) is expected


@pytest.mark.parametrize(
    ("kind", "about_noes", "expected"),
    [("diagnosis", False, False), ("diagnosis", True, True), ("reframe", False, True)],
)
def test_what_a_no_was_about_is_for_who_told_of_one(kind: str, about_noes: bool, expected: bool) -> None:
    """A reason alone asks for no diagnosis."""
    priced = card(kind=kind, when={"reasons": ["price"]})
    where = situation(moods=CALM, reasons=frozenset({"price"}), about_noes=about_noes)
    assert to_the_point(priced, where) is expected


DONE = {"text": "{reported_attempts:unit} done: that part is yours."}
"""A line of what was done."""


@pytest.mark.parametrize(
    ("kind", "lines", "only", "expected"),
    [
        ("validation", [DONE], True, True),
        ("validation", [DONE, {"text": LINE[0].text}], True, True),
        ("validation", [{"text": LINE[0].text}], True, False),
        ("validation", [DONE], False, False),
        ("reframe", [DONE], True, False),
    ],
)
def test_work_is_named_to_who_tells_of_nothing_else(
    kind: str, lines: list[dict[str, str]], only: bool, expected: bool
) -> None:
    """One such line is enough; beside a no it is not the matter."""
    worked = situation(moods=CALM, reports=True, about_noes=not only, felt=False)
    assert to_the_point(card(kind=kind, lines=lines), worked) is expected
