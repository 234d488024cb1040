"""Whatever the text, redaction answers, keeps what it does not mask, and finds nothing new in what it wrote."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.proof import FULL

from coach import evaluation
from coach.contracts import KnownInput
from coach.evaluation.redaction import Note
from coach.privacy import Placeholders, Records, redact
from coach.privacy.cells import FEWEST, coarsened
from coach.privacy.languages import language_of
from coach.privacy.placeholders import LOOKS_LIKE_ONE

SAMPLES = Path(evaluation.__file__).parent / "samples" / "notes.jsonl"
RECORDS = Records.of_one(KnownInput("María López-Müller", "Stripe & Sons GmbH", "maria@stripe.de", "+49 30 1234567"))
PIECES = st.sampled_from(
    [
        "María",
        "lopez",
        "Stripe",
        "&",
        "Sons",
        "maria@stripe.de",
        "at",
        "acme",
        "dot",
        "de",
        "+49 30 1234567",
        "$48,300",
        "[PERSON_1]",
        "[about 50,000 USD]",
        "said",
        "Frau",
        "12",
        "Street",
        "10969",
        "Berlin",
        "#4411",
        "@x_1",
        "\n",
        ",",
        ".",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join))


def marks_in(text: str) -> list[str]:
    """The placeholders in a text, without brackets of the sentence around them."""
    return [f"[{match['label']}_{match['number']}]" for match in LOOKS_LIKE_ONE.finditer(text)]


@given(TEXTS)
@settings(max_examples=300 if FULL else 100)
def test_what_is_not_masked_stays_as_it_was(text: str) -> None:
    """The pieces between the spans are the text's own, in order; spans do not overlap and lie within the text."""
    found = redact(text, RECORDS, Placeholders())
    pieces, end = [], 0
    for span in found.spans:
        assert end <= span.start < span.end <= len(text)
        pieces += [text[end : span.start], span.placeholder]
        end = span.end
    assert "".join([*pieces, text[end:]]) == found.text


@given(TEXTS)
@settings(max_examples=300 if FULL else 100)
def test_the_same_text_gives_the_same(text: str) -> None:
    """Nothing hangs on chance or on what was read before."""
    assert redact(text, RECORDS, Placeholders()) == redact(text, RECORDS, Placeholders())


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=200 if FULL else 100)
def test_its_own_marks_stay(text: str) -> None:
    """What it wrote may be redacted again as its own: every mark is left where it was."""
    held = Placeholders()
    once = redact(text, RECORDS, held, language="en")
    again = redact(once.text, RECORDS, held, language="en", own=True)
    marks = [span.placeholder for span in once.spans if span.type not in ("MONEY", "TYPED")]
    assert not marks or set(marks_in(again.text)) & set(marks)


def test_nothing_new_is_found_in_its_own_words() -> None:
    """Redacted again as its own, every sample note stays as it is."""
    for line in SAMPLES.read_bytes().splitlines():
        note = msgspec.json.decode(line, type=Note)
        held, records = Placeholders(), Records.of_one(note.record)
        once = redact(note.text, records, held)
        assert redact(once.text, records, held, own=True, language=language_of(note.text)).text == once.text


@given(TEXTS)
def test_a_typed_placeholder_is_none(text: str) -> None:
    """Only placeholders that redaction wrote are left in what leaves."""
    held = Placeholders()
    found = redact(text, RECORDS, held)
    ours = {entry.placeholder for entry in held.entries.values()}
    assert {mark for mark in marks_in(found.text) if mark[1:-1].isupper()} <= ours


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "1 ",
        "@",
        "a@",
        "a.",
        "[",
        "[PERSON_",
        "-",
        "a-",
        "'",
        "\u0301",
        "https://",
        "1,",
        "Straße ",
        "Aa ",
        "#1-",
        "éa ",
        "( ",
    ],
)
def test_long_texts_are_read_to_their_end(piece: str) -> None:
    """64 kB of what tempts an expression to go back and forth: a quadratic one would not come back for minutes."""
    text = piece * (64_000 // len(piece))
    assert redact(text, RECORDS, Placeholders()).spans or text


CELLS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.integers(0, 30).flatmap(lambda prospects: st.tuples(st.integers(prospects, 60), st.just(prospects))),
    max_size=8,
)


@given(CELLS)
def test_no_small_cell_is_left(cells: dict[str, tuple[int, int]]) -> None:
    """Every cell that is told covers enough prospects, the sum of the counts stays, and nothing is told of too few."""
    seen = coarsened(cells)
    assert all(cell.prospects >= FEWEST for cell in seen.values())
    if seen:
        assert sum(cell.count for cell in seen.values()) == sum(count for count, _ in cells.values())


@given(CELLS)
def test_a_hidden_cell_is_not_the_difference_to_the_total(cells: dict[str, tuple[int, int]]) -> None:
    """Where cells are hidden there are at least two, so that the total minus the rest is the count of none of them."""
    seen = coarsened(cells)
    hidden = [label for label, (count, _) in cells.items() if count and label not in seen]
    assert not seen or len(hidden) != 1


def test_enough_of_each_stays_as_it_is() -> None:
    """Large cells are told as they are; a single small one takes the next smallest along."""
    assert coarsened({"price": (20, 12), "timing": (9, 9)})["price"].count == 20
    seen = coarsened({"price": (20, 12), "timing": (9, 9), "fit": (1, 1)})
    assert list(seen) == ["price", "other"]
    assert (seen["other"].count, seen["other"].prospects) == (10, 10)
    assert coarsened({"fit": (3, 1)}) == {}
