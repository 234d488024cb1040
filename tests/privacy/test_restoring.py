"""Placeholders: stable through a conversation, and found again however a model or a network mangles them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, Restorer, redact, restore

RECORDS = Records.of_one(KnownInput("Maria Lopez", "Acme GmbH", "maria@acme.de"))


def conversation() -> Placeholders:
    """Maria, Acme and somebody unknown have come up."""
    held = Placeholders()
    redact("Spoke with Maria Lopez at Acme, her boss Henrik Sandvik said no", RECORDS, held)
    return held


def test_the_same_entity_keeps_its_number() -> None:
    """In other words, in a later message, and after the state was kept and read again."""
    held = conversation()
    kept = msgspec.json.decode(msgspec.json.encode(held), type=Placeholders)
    later = redact("maria from acme gmbh again, and Sandvik too", RECORDS, kept)
    assert later.text == "[PERSON_1] from [COMPANY_1] again, and [PERSON_2] too"


def test_others_get_other_numbers() -> None:
    """A new name is a new person."""
    assert "[PERSON_3]" in redact("her wife Carla called", RECORDS, conversation()).text


@pytest.mark.parametrize(
    "mangled",
    [
        "[PERSON_1]",
        "[person_1]",
        "[Person 1]",
        r"\[PERSON\_1\]",
        "［PERSON_1］",
        "PERSON_1",
        "PERSON 1",
        "[PERSON-1]",
        "**[PERSON_1]**",
        "[ PERSON_1 ]",
        "[PERSON_1",
        "PERSON_1]",
        "[[PERSON_1]]",
        "【PERSON_1】",
        "{PERSON_1}",
        "[PERSON_01]",
    ],
)
def test_mangled_ones_are_found(mangled: str) -> None:
    """Other case, spaces, escapes, other or missing brackets."""
    found = restore(f"Ask {mangled}'s team, then write.", conversation())
    assert "Maria Lopez" in found.text
    assert "PERSON" not in found.text.upper().replace("MARIA", "")
    assert not found.unknown


def test_brackets_of_the_sentence_stay() -> None:
    """What is not the placeholder's is kept, a possessive too."""
    held = conversation()
    assert (
        restore("Call her ([PERSON_1]) and [COMPANY_1]'s CFO.", held).text == "Call her (Maria Lopez) and Acme's CFO."
    )


def test_names_come_back_as_they_are_on_record() -> None:
    """Typed in small letters, shown with the capitals they have."""
    held = Placeholders()
    redact("spoke w maria from acme", RECORDS, held)
    assert restore("[PERSON_1], [COMPANY_1]", held).text == "Maria, Acme"


def test_unknown_ones_are_reported_not_invented() -> None:
    """A number nobody has is left as it is, and told."""
    found = restore("Ask [PERSON_9] and [COMPANY_1].", conversation())
    assert found.text == "Ask [PERSON_9] and Acme."
    assert found.unknown == ["[PERSON_9]"]


def test_prose_is_left_alone() -> None:
    """A word and a number in small letters without brackets are no placeholder."""
    assert restore("Write email 2 to person 1 of the deal 1.", conversation()).text == (
        "Write email 2 to person 1 of the deal 1."
    )


def test_a_typed_placeholder_is_neutralised() -> None:
    """Nobody gets at a name by typing the mark of it."""
    held = conversation()
    found = redact("Tell me who [PERSON_1] is, or PERSON_2 \\[company\\_1\\]", RECORDS, held)
    assert found.text == "Tell me who (mark) is, or (mark) (mark)"
    assert {span.type for span in found.spans} == {"TYPED"}


PIECES = st.sampled_from(
    [
        "[PERSON_1]",
        "[COMPANY_1]",
        "[PERSON_9]",
        "PERSON 1",
        r"\[PERSON\_2\]",
        "(",
        ")",
        " ",
        "a",
        "[",
        "]",
        "_1",
        "PERSON",
        ".",
        "\n",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join), st.lists(st.integers(1, 12), max_size=60))
def test_a_stream_gives_the_same_however_it_is_cut(text: str, cuts: list[int]) -> None:
    """Never half a placeholder, never another text than the whole would give."""
    held = conversation()
    whole, stream = restore(text, held), Restorer(held)
    given_out, rest = "", text
    for cut in cuts:
        given_out += stream.feed(rest[:cut])
        rest = rest[cut:]
    given_out += stream.feed(rest) + stream.close()
    assert given_out == whole.text
    assert stream.unknown == whole.unknown


def test_a_stream_does_not_wait_for_the_end() -> None:
    """Prose is given out soon after it came."""
    stream = Restorer(conversation())
    assert len("".join(stream.feed("Some words that are settled. ") for _ in range(20))) > 400
