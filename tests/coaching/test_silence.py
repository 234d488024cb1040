"""Whether silence counts as a no: it is an attempt, and the person's own number says how usual it is."""

from datetime import date
from random import Random

import pytest

from coach.coaching.composition import to_block
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.evaluation.histories import fold, history
from coach.understanding import understand
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("en", "do you count silence as a no?", True),
        ("en", "does no answer count as a rejection in here?", True),
        ("en", "most never reply. are those counted as no's?", True),
        ("en", "when they don't pick up, do you put that down as a no", True),
        ("en", "do you count 'maybe later' as a no?", False),
        ("en", "she went quiet. is that a no?", False),
        ("en", "how many people never answered?", False),
        ("de", "zählst du Schweigen als Nein?", True),
        ("de", "von den meisten hör ich auf meine mails einfach garnix. zählst du mir das als nein oder wie", True),
        ("de", "wird Funkstille als Ablehnung gezählt?", True),
        ("de", "sind die ohne Antwort auch Absagen für dich?", True),
        ("de", "er meldet sich nicht mehr, ist das ein Nein?", False),
    ],
)
def test_the_question_is_heard(language: str, text: str, counts: bool) -> None:
    """What counts as a no here, and not what one person's silence means."""
    assert (understand(text, language).asked.act == "silence_counts") is counts


@pytest.mark.parametrize(
    ("text", "no"), [("do you count silence as a no?", "No."), ("zählst du Schweigen als Nein?", "Nein.")]
)
def test_silence_is_an_attempt(text: str, no: str) -> None:
    """It is no rejection, and so many attempts had no answer."""
    states = fold(history(Random(7), TODAY))
    reply = prepare(text, "01a1ff86-df03-77b9-85c4-2bcada8e8701", states, TODAY, load_deck(), Memory(), lambda _: None)
    blocks = [to_block(piece, reply.sheet) for piece in reply.pieces]
    assert blocks[0].text.startswith(no) and [block.kind for block in blocks] == ["insight", "insight"]
    assert "silent" in blocks[1].facts
