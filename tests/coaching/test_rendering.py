"""Rendering: every number in a reply comes out of a fact."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import UnknownFact, render
from coach.contracts import Fact

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
        ("You took {reported_rejections:unit}.", "You took nine no's."),
    ],
)
def test_sentences_begin_with_a_capital(template: str, text: str) -> None:
    """A number in words at the start of a sentence is raised, elsewhere it is not."""
    assert render(template, FACTS, {}).text == text


def test_an_unknown_fact_is_refused() -> None:
    """A template that names what does not exist gives no text at all."""
    with pytest.raises(UnknownFact):
        render("You made {made_up} calls.", FACTS, {})


def test_values_are_never_rendered_twice() -> None:
    """Braces inside a value stay as they are: a value is no template."""
    assert render("About {reason_name}.", FACTS, {"reason_name": "{rejections}"}).text == "About {rejections}."


@pytest.mark.parametrize(
    "text",
    [
        "You made 12 calls.",
        "Half of them said no.",
        "Most of them said no.",
        "Twice as many as before.",
        "Seven people hung up.",
        "A third of your calls.",
        "One in four says yes.",
        "It went up by ten percent.",
        "It went up a lot (%).",
        "A dozen calls.",
        "１２ calls.",
        "Ⅻ calls, it seems.",
        "½ of it.",
        "٣ calls",
        "A couple of calls.",
        "TWO calls.",
    ],
)
def test_typed_quantities_are_found(text: str) -> None:
    """Digits of any script and words that count are noticed."""
    assert typed_quantity(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "One call at a time.",
        "The first no of the day.",
        "Nine was {reported_rejections}."[8:],
        "They were answering the offer.",
        "This quarter is long.",
        "An almost perfect day, often.",
        "A few notes will show.",
        "Someone else, at any height.",
    ],
)
def test_ordinary_words_are_not(text: str) -> None:
    """ "One", ordinals, "a few" and words that merely contain a number word are fine."""
    assert typed_quantity(text) is None


@given(st.text(max_size=200))
def test_any_text_is_either_rendered_or_refused(text: str) -> None:
    """No template breaks the renderer."""
    with contextlib.suppress(UnknownFact):
        render(text, FACTS, {})
