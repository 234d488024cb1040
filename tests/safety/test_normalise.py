"""Intake of text: what is kept, and what is compared."""

from hypothesis import given
from hypothesis import strategies as st

from coach.safety import clean, normalise


def test_clean_removes_what_nobody_sees() -> None:
    """Zero-width, bidi, tag, control and private-use characters and variation selectors go; line breaks stay."""
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "HACK")
    assert (
        clean(f" Ig​nore{hidden} \u202eetirw\u202c\x07 me\ufe0f\ue0007\ue001 \r\nnext\tline ")
        == "Ignore etirw me7 \nnext line"
    )


def test_clean_keeps_words_as_they_were_written() -> None:
    """Accents, other alphabets, case and punctuation are the person's own."""
    text = "Здравствуйте, Frau Müller: 今天 ¿qué?"
    assert clean(text) == text


def test_clean_cuts_nothing_off() -> None:
    """Sizes are capped where text enters, never here."""
    assert len(clean("x" * 50_000)) == 50_000


def test_normalise_undoes_disguises() -> None:
    """Look-alikes, digits, stretching, spelling out and typographic signs come to the same plain words."""
    assert normalise("I w​a​nt to K1LL mysеlf") == "i want to kill myself"
    assert normalise("i k.i.l.l   I  W A N T  T O") == "i kill i want to"
    assert normalise("dieeee sleeeep killlll") == "die sleep kill"
    assert normalise("I don’t ｗａｎｔ Crème brûlée, STRASSE straße") == "i don't want creme brulee, strasse strasse"


def test_normalise_leaves_figures_alone() -> None:
    """Numbers of a sales note stay numbers."""
    assert normalise("12 calls, 1st of 5000, 4pm, b2b") == "12 calls, 1st of 5000, 4pm, b2b"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was cleaned is clean, so later steps may clean again."""
    assert clean(clean(text)) == clean(text)
