"""Mentions: names of known prospects leave a text before it is sealed, and come back when it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contracts import Prospect
from coach.journal.mentions import Names, mark_mentions, restore_mentions

MARIA = Prospect("01890a5d-ac96-774b-bcce-b302099a8057", "María López", "Acme Logistics", "", "", "", "", "", [])
WILL = Prospect("01890a5d-ac96-774b-bcce-b302099a8058", "Will Price", "", "", "", "", "", "", [])
PROSPECTS = Names([MARIA, WILL])


def words(text: str) -> dict[str, list[str]]:
    """Whose words were taken out."""
    marked = mark_mentions([text], PROSPECTS)
    return {prospect: list(found.values()) for prospect, found in marked.words.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("María López said no", ["María López"]),
        ("maria again. LOPEZ too", ["maria", "LOPEZ"]),
        ("acme logistics' people", ["acme logistics"]),
        ("Maria's price", ["Maria's"]),
        ("nobody here", []),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    """Whole names, first or last names, companies; whatever the case, the accents, the possessive."""
    assert words(text).get(MARIA.prospect_id, []) == expected
    marked = mark_mentions([text], PROSPECTS)
    assert not any(word.casefold() in marked.texts[0].casefold() for word in expected)


def test_names_inside_words_stay() -> None:
    """ "Willing" is not Will."""
    assert words("I was willing and pricey") == {}


@given(st.lists(st.sampled_from(["María López", "maria", "Will", "said", "no.", "\n", "price", "\ue0000\ue001", "é"])))
def test_a_text_comes_back_as_it_was(parts: list[str]) -> None:
    """Marking and restoring loses nothing but marks that somebody typed themselves."""
    text = " ".join(parts)
    marked = mark_mentions([text], PROSPECTS)
    together = {number: word for found in marked.words.values() for number, word in found.items()}
    assert restore_mentions(marked.texts[0], together) == text.replace("\ue0000\ue001", "")


def test_forgotten_words_read_as_such() -> None:
    """Without the words, the text says that something was forgotten."""
    marked = mark_mentions(["maria said no"], PROSPECTS)
    assert restore_mentions(marked.texts[0], {}) == "(forgotten) said no"


def test_texts_that_are_kept_together_share_their_numbers() -> None:
    """A name that ends one text and begins the next is two; each text comes back as it was."""
    texts = ["I called Maria", "Lopez said no", "Will did too, Maria"]
    marked = mark_mentions(texts, PROSPECTS)
    together = {number: word for found in marked.words.values() for number, word in found.items()}
    assert len(together) == 4
    assert [restore_mentions(text, together) for text in marked.texts] == texts
    assert not any(name in text for text in marked.texts for name in ("Maria", "Lopez", "Will"))
