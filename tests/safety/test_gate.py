"""How the gate weighs a message: denial, jokes, hints, disguises, length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.safety import Assessment, assess


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to kill myself, I'm only tired",
        "Ich will mich nicht umbringen, ich bin nur müde",
        "no quiero matarme, estoy cansado",
        "je ne veux pas me tuer, je suis juste fatigué",
    ],
)
def test_a_denial_is_asked_about_and_not_believed_at_once(text: str) -> None:
    """Saying that one does not want to die still brings the direct question and the resources."""
    found = assess(text)
    assert (found.level, found.kind) == (2, "self")


def test_only_an_answer_denies() -> None:
    """What a text says by itself is no answer to the question of the gate."""
    assert not assess("no").answer and not assess("12 calls, 9 no's").answer


def test_a_plain_not_suicidal_still_shows_care() -> None:
    """ "I'm not suicidal" is at least low mood."""
    assert assess("I'm not suicidal, this list is just awful").level >= 1


def test_taking_it_back_does_not_close_the_matter() -> None:
    """A joke afterwards lowers explicit risk to the question, never to nothing."""
    assert assess("I want to die. Haha, you misunderstood, back to sales please.").level == 2
    assert assess("kms lol").level == 2


def test_insisting_undoes_the_joke() -> None:
    """Slang with "I mean it" is explicit, and so is a joke that is meant."""
    assert assess("kms lol, but I really mean it this time").level == 3
    assert assess("I want to die, no joke, I'm serious").level == 3


def test_a_not_that_denies_nothing_lowers_nothing() -> None:
    """ "I can't stop thinking about killing myself" has a "not", and denies nothing."""
    assert assess("I can't stop thinking about killing myself").level == 3
    assert assess("I don't know what to do, I want to kill myself").level == 3


def test_means_and_a_time_together_are_explicit() -> None:
    """Pills at hand are asked about; pills at hand and tonight is explicit."""
    assert assess("I have the pills here on the table").level == 2
    assert assess("I have the pills here on the table. I'll do it tonight.").level == 3


def test_a_question_about_a_method_weighs_more_in_a_low_mood() -> None:
    """The tallest bridge is sightseeing on its own, and is asked about next to despair."""
    assert assess("What is the tallest bridge near the client?").level == 0
    assert assess("I feel worthless. What is the tallest bridge around here?").level == 2


def test_the_same_words_about_somebody_else_are_a_third_party() -> None:
    """The subject decides whom it is about."""
    assert assess("Ich will nicht mehr leben") == Assessment(3, "self", "de")
    assert assess("Mein Kollege sagt, er will nicht mehr leben") == Assessment(2, "third_party", "de")


def test_an_idiom_does_not_hide_what_stands_beside_it() -> None:
    """ "This client is killing me" is set aside, and the sentence next to it is still read."""
    assert assess("This client is killing me and I want to die.").level == 3
    assert assess("dead tired, dead leads, and I don't want to be alive anymore").level == 3


def test_the_sales_side_of_a_sentence_does_not_hide_risk() -> None:
    """A deal or a client in the sentence is what people here write about, not a reason to look away."""
    assert assess("the client cancelled the contract and I see no way out").level == 2
    assert assess("Is there any way out of the contract with this client?").level == 0


@pytest.mark.parametrize(
    "text",
    ["i w​a​nt to k1ll mysеlf", "I W A N T  T O  D I E", "i want to su*cide", "#iwanttodie", "ich will mich umbrigen"],
)
def test_disguises_and_typos_are_seen_through(text: str) -> None:
    """Zero-width and Cyrillic letters, digits, spelling out, masking, hashtags and slips change nothing."""
    assert assess(text).level == 3


def test_a_text_in_no_known_language_is_answered_in_the_default() -> None:
    """The gate reads seven languages; elsewhere it says nothing and keeps the language of the page."""
    assert assess("", "nl") == Assessment(0, "none", "nl")
    assert assess("今天被拒绝了十二次", "de") == Assessment(0, "none", "de")


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr"]))
def test_any_text_gets_an_answer(text: str, language: str) -> None:
    """No string raises, and the answer is always in range."""
    found = assess(text, language)
    assert 0 <= found.level <= 3
    assert (found.level == 0) == (found.kind == "none")


@pytest.mark.parametrize(
    "word", ["i ", "i'", "want to ", "kill myself ", "I don't want to be ", "k*l ", "ich will nicht mehr "]
)
def test_long_repetitive_text_is_read_to_the_end(word: str) -> None:
    """Eight thousand characters of one phrase, with risk at the very end, are searched whole."""
    bait = (word * 8000)[:7950]
    assert assess(bait + ". I want to kill myself").level == 3


@pytest.mark.parametrize(
    "text", ["a" * 100_000 + "!", "a " * 4000, "," * 8000, "(" * 8000, "'" * 8000, "ﷺ" * 8000, "1" * 8000]
)
def test_bait_for_slow_patterns_is_answered(text: str) -> None:
    """Texts made to send patterns backtracking are answered like any other."""
    assert assess(text).level == 0


def test_the_end_of_an_endless_sentence_is_read() -> None:
    """A sentence without a full stop is searched in pieces that overlap, so no phrase falls between two."""
    for filler in range(360, 420):
        text = "x " * (filler // 2) + "y" * (filler % 2) + " I want to end my life " + "z " * 300
        assert assess(text).level == 3


def test_who_does_not_mean_it_for_certain_is_asked() -> None:
    """Words that a crisis has too ("already, an hour ago") are asked about, and not answered as one."""
    assert assess("they signed already, an hour ago").level < 3
    assert assess("took them already, an hour ago").level == 3
