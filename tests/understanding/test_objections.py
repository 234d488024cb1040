"""Objections: the sentence of theirs that a message repeats when it asks for words."""

import pytest

from coach.understanding import understand
from coach.understanding.objections import Objection, objection_in


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "any line for when they go 'i already give to charity'", Objection(True, "competitor")),
        ("en", "and if he says they wanna wait til spring", Objection(True, "timing")),
        ("en", "how do i answer “we have to ask the board first”", Objection(True, "authority")),
        ("en", "what do I say if they tell me my neighbour sold it alone", Objection(True, None)),
        ("en", "what do i say to tom brandt tomorrow", Objection()),
        ("en", "and if she says no again?", Objection()),
        ("de", "was sag ich wenn die sagen ich spende schon woanders", Objection(True, "competitor")),
        ("de", "und wenn sie dann sagt der nachbar hat auch ohne makler verkauft?", Objection(True, None)),
        ("de", "was sag ich wenn er nicht rangeht", Objection()),
    ],
)
def test_their_sentence_is_read(language: str, text: str, found: Objection) -> None:
    """Whether a sentence of theirs is in it, and the reason that it gives."""
    assert objection_in(text, language) == found


def test_a_sentence_of_theirs_is_what_a_question_is_about() -> None:
    """Whatever the turn before was about; who asks nothing repeats nothing."""
    asked = understand("and if he says they wanna wait til spring")
    assert (asked.reason, asked.repeats, asked.goes_on) == ("timing", True, False)
    assert not understand("he said “we have to ask the board first”").repeats
