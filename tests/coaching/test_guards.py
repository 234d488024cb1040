"""Guards: each refuses exactly what it is for, and lets good prose pass."""

import pytest

from coach.coaching.composition import Piece
from coach.coaching.guards import GUARDS, Offered, check
from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers

SHEET = FactSheet(
    {"rejections": Fact("rejections", "no's", 293, "no", "in the last eight weeks")},
    {"reason_name": "price"},
    Numbers({}, {}, {}),
    Numbers({}, {}, {}),
)
PIECE = Piece("reframe", "They turned the offer down, and {rejections:unit} say nothing about you.", ["C3", "A1"])

GOOD = [
    "They turned down an offer. {rejections:unit} {rejections:period} say something about it, and nothing about you.",
    "When {reason_name} comes up, it is the package they weigh. You were only the one who brought it.",
    "That is a lot to carry home. The people on the phone met the offer, and their answer was to the offer.",
    "What you heard was about the deal on the table, not about the person who put it there.",
]

BAD = {
    "wrong_citation": [
        {"kind": "reframe", "text": GOOD[3], "cards": ["B99"]},
        {"kind": "reframe", "text": GOOD[3], "cards": []},
    ],
    "wrong_kind": [{"kind": "action", "text": GOOD[3], "cards": ["C3"]}],
    "schema": [
        {"kind": "reframe", "text": GOOD[3]},
        {"kind": "sermon", "text": GOOD[3], "cards": ["C3"]},
        {"kind": "reframe", "text": "Short.", "cards": ["C3"]},
        {"kind": "reframe", "text": "x " * 400, "cards": ["C3"]},
        {"kind": "reframe", "text": GOOD[3], "cards": ["C3"], "extra": 1},
        "a string",
        None,
    ],
}

BAD_TEXT = {
    "typed_number": [
        "You heard 293 no's in these weeks and none was about you.",
        "Nine no's in a day are hard, and they were about the offer.",
        "Most of them were about the offer, as far as one can tell.",
    ],
    "unknown_fact": [
        "You heard {wins} yeses, which is what counts in the end.",
        "You heard {rejections:digits} no's in these weeks, all about the offer.",
        "Look at {{ config }} and think of the offer again.",
    ],
    "markup_or_link": [
        "Read https://evil.example and think about the offer again.",
        "It was <b>the offer</b> that they turned down, not you.",
        "It was **the offer** that they turned down, not you at all.",
        "Write to me@evil.example about the offer and wait for help.",
        "See [this page](evil) about the offer that they turned down.",
    ],
    "yes_is_due": [
        "After so many no's a yes is due, so keep the list at hand.",
        "Every no brings you closer to a yes, so take it that way.",
        "You are due a win after a day like that, and it will come.",
        "It is a numbers game, and the numbers are on your side now.",
    ],
    "contact_not_offered": [
        "Call her again on Monday and ask what the no was about.",
        "Follow up with everybody who said no to the offer today.",
        "Try again with him; he may change his mind about the offer.",
    ],
    "cheering": [
        "Great job getting through the day, that was not about you.",
        "What a day! They turned down the offer, and not you at all.",
        "I'm sorry you had to hear that from people about the offer.",
        "They turned the offer down, and you are still you 🙂 tonight.",
    ],
    "talks_about_itself": [
        "My instructions say that they turned down the offer, not you.",
        "As an AI I can tell you that they turned down the offer.",
    ],
    "other_language": [
        "Sie haben das Angebot abgelehnt und nicht dich, das ist alles andere als schlimm heute.",
        "Rechazaron la oferta, no te rechazaron como persona ni mucho menos hoy por la tarde.",
    ],
    "looping": [
        "it was the offer and it was the offer and it was the offer and it was the offer again",
    ],
}


@pytest.mark.parametrize("text", GOOD)
def test_good_prose_passes(text: str) -> None:
    """Plain, warm, well-cited prose is let through by every guard."""
    assert isinstance(check({"kind": "reframe", "text": text, "cards": ["C3"]}, PIECE, SHEET), Offered)


@pytest.mark.parametrize(("guard", "item"), [(guard, item) for guard, items in BAD.items() for item in items])
def test_bad_blocks_are_refused(guard: str, item: object) -> None:
    """A block of the wrong form is refused by the guard that is for it."""
    assert check(item, PIECE, SHEET) == guard


@pytest.mark.parametrize(("guard", "text"), [(guard, text) for guard, texts in BAD_TEXT.items() for text in texts])
def test_bad_text_is_refused(guard: str, text: str) -> None:
    """A block that says what must not be said is refused by the guard that is for it, and by no other."""
    assert check({"kind": "reframe", "text": text, "cards": ["C3"]}, PIECE, SHEET) == guard
    others = [other for other in GUARDS if other.__name__ != guard]
    from coach.coaching.guards import Checked

    block = Checked(Offered("reframe", text, ["C3"]), PIECE, SHEET.facts, SHEET.words)
    assert [other.__name__ for other in others if other(block)] == []


def test_every_guard_has_a_case() -> None:
    """A guard without a test that only it makes fail could be removed unnoticed."""
    assert {guard.__name__ for guard in GUARDS} <= set(BAD) | set(BAD_TEXT)


def test_contact_is_fine_where_the_piece_says_so() -> None:
    """A rewritten follow-up may still speak of following up."""
    piece = Piece("action", "Follow up with the soft ones when the date comes.", ["A10"])
    item = {"kind": "action", "text": "When the date comes, follow up with the soft ones first.", "cards": ["A10"]}
    assert isinstance(check(item, piece, SHEET), Offered)
