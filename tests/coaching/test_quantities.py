"""Quantities: a number that a text types itself is found, however it is written."""

import pytest

from coach.coaching.quantities import typed_quantity

WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions dozen dozens half halves thirds quarters twice thrice double doubled doubling "
    "triple tripled quadruple quadrupled couple most majority minority percent percentage tenfold twofold "
    "threefold"
)


@pytest.mark.parametrize("word", [*WORDS.split(), "per cent"])
def test_a_word_that_counts_is_found(word: str) -> None:
    """Alone, in capitals and within a sentence: the word itself is what is found."""
    for written in (word, word.upper()):
        assert typed_quantity(f"It was {written} of them.") == written


@pytest.mark.parametrize("part", ["third", "quarter", "fifth", "sixth", "eighth", "tenth"])
def test_a_part_of_something_is_found(part: str) -> None:
    """ "A third of", "one third of"; an ordinal alone counts nothing."""
    assert typed_quantity(f"It was a {part} of it.") == f"a {part} of"
    assert typed_quantity(f"It was one {part} of it.") == f"one {part} of"
    assert typed_quantity(f"It was the {part} of the week.") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One in many says yes.", "One in many"),
        ("It was one in every batch.", "one in every batch"),
        ("It was one out of many.", "one out of many"),
        ("It was one out of every batch.", "one out of every batch"),
    ],
)
def test_one_among_others_is_found(text: str, found: str) -> None:
    """ "One in many" is a rate."""
    assert typed_quantity(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You made 12 calls.", "1"),
        ("１２ calls.", "１"),
        ("Ⅻ calls, it seems.", "Ⅻ"),
        ("½ of it.", "½"),
        ("¼ of it.", "¼"),
        ("¾ of it.", "¾"),
        ("٣ calls", "٣"),
        ("x² calls", "²"),
        ("It went up a lot (%).", "%"),
        ("It went up a little (‰).", "‰"),
    ],
)
def test_digits_and_signs_are_found(text: str, found: str) -> None:
    """Digits of any script, fractions and signs for shares."""
    assert typed_quantity(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "One call at a time.",
        "The first no of the day.",
        "It was {reported_rejections}, and {won:unit} {won:period}.",
        "It was {two}, and {top_3}.",
        "It was one in {rejections}.",
        "They were answering the offer.",
        "This quarter is long.",
        "An almost perfect day, often.",
        "A few notes will show.",
        "Someone else, at any height.",
    ],
)
def test_ordinary_words_are_not(text: str) -> None:
    """ "One", ordinals, "a few", words that merely contain a number word, and what a placeholder names are fine."""
    assert typed_quantity(text) is None


@pytest.mark.parametrize("text", ["{won}half of it.", "It was half{won} of it."])
def test_a_placeholder_hides_no_neighbour(text: str) -> None:
    """What touches a placeholder is a word of its own."""
    assert typed_quantity(text) == "half"


def test_letters_of_other_widths_are_the_same() -> None:
    """A number word in letters that only look different is found."""
    assert typed_quantity("It was ｔｗｅｌｖｅ of them.") == "twelve"


@pytest.mark.parametrize("who", ["nobody", "no one", "None of them"])
def test_nobody_who_did_something_is_a_count(who: str) -> None:
    """Whether anybody answered is a fact; what nobody can take away is none."""
    assert typed_quantity(f"Today {who} even answered.") == f"{who} even answered"
    assert typed_quantity(f"Today {who} picked up.") == f"{who} picked up"
    assert typed_quantity(f"What you learnt {who} can take away.") is None
