"""Rendering: every number in a reply comes out of a fact."""

import contextlib
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.coaching.rendering import RATES, UnknownFact, named_in, render, sayable
from coach.contracts import Fact
from coach.evaluation.histories import fold, history
from coach.insight.facts import build_facts

TODAY = date(2026, 11, 20)
FACTS = {
    "rejections": Fact("rejections", "no's", 293, "no", "in the last eight weeks"),
    "won": Fact("won", "yeses", 1, "win", "in the last eight weeks"),
    "reported_rejections": Fact("reported_rejections", "no's", 9, "no", "today", source="reported"),
}


def test_forms_of_a_fact() -> None:
    """The number alone, with its unit, and its period in words."""
    rendered = render("{rejections:period} {rejections} and {won:unit}.", FACTS, {})
    assert rendered.text == "In the last eight weeks 293 and one yes."
    assert rendered.facts == ["rejections", "won"]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{reported_rejections:unit} in a day.", "Nine no's in a day."),
        ("A day. {reported_rejections:unit} in it.", "A day. Nine no's in it."),
        ('He said "no." {reported_rejections} times.', 'He said "no." Nine times.'),
        ("A day:\n{reported_rejections:unit}.", "A day:\nNine no's."),
        ("{nothing}{reported_rejections:unit}.", "Nine no's."),
        ("You took {reported_rejections:unit}.", "You took nine no's."),
        ("About {reason_name}, {reported_rejections:unit}.", "About price, nine no's."),
    ],
)
def test_sentences_begin_with_a_capital(template: str, text: str) -> None:
    """A number in words at the start of a sentence or line is raised, elsewhere it is not."""
    assert render(template, FACTS, {"reason_name": "price", "nothing": ""}).text == text


def test_an_unknown_fact_is_refused() -> None:
    """A template that names what does not exist gives no text at all."""
    with pytest.raises(UnknownFact):
        render("You made {made_up} calls.", FACTS, {})


@pytest.mark.parametrize("form", ["unit", "period"])
def test_a_word_has_neither_unit_nor_period(form: str) -> None:
    """A template that asks for either is refused: a word is not a fact."""
    with pytest.raises(UnknownFact):
        render(f"About {{reason_name:{form}}}.", FACTS, {"reason_name": "price"})


@pytest.mark.parametrize(
    "name", ["conversations", "reported_attempts", "reported_conversations", "reported_rejections"]
)
def test_one_of_what_is_said_for_its_size_is_nothing_to_tell(name: str) -> None:
    """Two are, and so is one of anything else; a word may be said whatever is counted."""

    def counted(value: int) -> dict[str, Fact]:
        return {name: Fact(name, "Label", value, "attempt", "today"), "won": FACTS["won"]}

    assert not sayable([name], counted(1), {})
    assert not sayable(["won", name], counted(1), {})
    assert all(sayable([name, "won"], counted(value), {}) for value in (0, 2, 9))
    assert sayable([name], counted(1), {name: "a word"})


def test_only_what_is_known_is_sayable() -> None:
    """Facts and words alike, and all of them."""
    words = {"reason_name": "price"}
    assert sayable([], {}, {}) and sayable(["won", "reason_name"], FACTS, words)
    assert not sayable(["made_up"], FACTS, words)
    assert not sayable(["won", "made_up"], FACTS, words) and not sayable(["reason_name", "made_up"], FACTS, words)


def test_a_rate_is_a_share_of_the_journal() -> None:
    """Every share that a journal's own facts have, beside the odds of a run or of a day."""
    facts = build_facts(fold(history(Random(3), TODAY)), TODAY, None).facts
    shares = {name for name, fact in facts.items() if fact.unit == "share"}
    assert shares - {"run_odds", "day_odds"} == RATES


def test_what_a_template_names() -> None:
    """Facts and words alike, in whatever form, in order and each once."""
    template = "{won:unit} and {rejections}, {rejections:period}: {reason_name}, {won} and {Not One}."
    assert named_in(template) == ["won", "rejections", "reason_name"]


def test_values_are_never_rendered_twice() -> None:
    """Braces inside a value stay as they are: a value is no template."""
    assert render("About {reason_name}.", FACTS, {"reason_name": "{rejections}"}).text == "About {rejections}."


@given(st.text(max_size=200))
def test_any_text_is_either_rendered_or_refused(text: str) -> None:
    """No template breaks the renderer."""
    with contextlib.suppress(UnknownFact):
        render(text, FACTS, {})
