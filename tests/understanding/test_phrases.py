"""Phrases: the small language of the data files, and the mending of typing mistakes."""

import pytest

from coach.understanding.phrases import Phrase, book
from coach.understanding.plain import plain, sentences
from coach.understanding.spelling import mend


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("too expensive", "Far too expensive!", True),
        ("too expensive", "not too inexpensive", False),
        ("too expensive|dear", "too dear", True),
        ("not+enough|no money", "not enough money", True),
        ("no _ budget", "no room in the budget", True),
        ("no _ budget", "no room at all in the budget", False),
        ("no _ budget", "No. The budget", False),
        ("expens*", "expensive", True),
        ("really? good", "good", True),
        ("^ no $", "No.", True),
        ("^ no $", "no money", False),
        ("later maybe|$", "later", True),
    ],
)
def test_phrases(phrase: str, text: str, found: bool) -> None:
    """Words, alternatives, gaps within a sentence, stems, optional words, start and end."""
    assert (Phrase(phrase).find(plain(text)) is not None) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don’t", " i do not "),
        ("We're in-house", " we are in house "),
        ("9 no's, 1,200 e-mails", " 9 noes , 1200 emails ".replace("1200", "1,200")),
        ("It's 5% - maybe", " it is 5% , maybe "),
        ("", "  "),
    ],
)
def test_plain(text: str, words: str) -> None:
    """One spelling for everything: contractions, hyphens, quotes, dashes."""
    assert plain(text) == words


def test_sentences_know_their_question_mark() -> None:
    """Only the sentence with the mark asks."""
    assert sentences(plain("A no. What now?")) == [(" a no ", False), (" what now ", True)]


@pytest.mark.parametrize("topic", ["reasons", "moods", "scopes", "kinds", "signs"])
def test_every_phrase_compiles(topic: str) -> None:
    """A phrase that nobody can match, or that is broken, fails here and not in front of a person."""
    content = book(topic)
    for _, _, phrase in content._entries:
        assert phrase.pattern.pattern
        assert "<" not in phrase.text, f"unknown name in {phrase.text}"


def test_mending() -> None:
    """One slip is mended; a word of the language, and what could be two words, stays."""
    vocabulary = frozenset({"expensive", "price", "budget"})
    assert mend(" too expensve no buget ", vocabulary) == " too expensive no budget "
    assert mend(" the prize ", vocabulary) == " the prize "
