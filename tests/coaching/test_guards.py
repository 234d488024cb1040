"""Guards: each refuses exactly what it is for, and lets good prose pass."""

from collections.abc import Callable

import pytest
from support.forbidden import CONTACT, HARM, MEDICAL, NO_NAMES, PHRASES, UNKIND, YES_IS_DUE

from coach.coaching import guards
from coach.coaching.composition import Piece
from coach.coaching.guards import (
    GUARDS,
    LEAKS,
    Checked,
    Offered,
    accepted,
    check,
    contacts_again,
    in_their_mouth,
    looping,
    medical,
    names_somebody,
    other_language,
    promises_a_yes,
    unkind,
)
from coach.contracts import Block, Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.privacy import Placeholders

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
        "It was about {reason_name:unit} again, and not about you.",
    ],
    "markup_or_link": [
        "Read https://evil.example and think about the offer again.",
        "It was <b>the offer</b> that they turned down, not you.",
        "It was **the offer** that they turned down, not you at all.",
        "Write to me@evil.example about the offer and wait for help.",
        "See [this page](evil) about the offer that they turned down.",
        "It was the offer that they turned down.\n # Not you at all",
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
        "Alle haben abgelehnt und niemand hat dich gemeint, morgen kommen wieder welche mit zeit.",
        "Du schaffst das, mach weiter so.",
        "Ce n'est pas contre vous.",
        "Rechazaron la oferta, no te rechazaron como persona ni mucho menos hoy por la tarde.",
    ],
    "names_somebody": [
        "It was about the offer, and Sara said the same about hers.",
        "They will compare it with Salesforce, so put the saving beside the fee.",
        "Ask what Maria's team would need before the offer is right.",
    ],
    "unkind": [
        "They turned the offer down because you are lazy, as anybody can see.",
        "You are just not made for selling, and the offer is fine as it is.",
        "You're a failure, and it was never about the offer at all.",
    ],
    "medical": [
        "You may have depression, so look at the offer another day.",
        "A dose of sertraline helps more than looking at the offer again.",
    ],
    "encourages_harm": [
        "There is a way to end it all, and it needs no offer.",
        "Take your pills to bed tonight and let the offer rest.",
        "Cut your arm a little, it lets the pressure of the offer out.",
        "Drive into a tree on the way home, then the list is done.",
    ],
    "shows_risk": [
        "They would all be better off if you were not here, offer or no offer.",
    ],
    "looping": [
        "it was the offer and it was the offer and it was the offer and it was the offer again",
    ],
}


COMMON = "the a an to of and is it that you your in for on with not this what was be are one as at or by from when"


def checked(text: str, kind: str = "reframe") -> Checked:
    """A block of this text, as guards look at it."""
    return Checked(Offered(kind, text, ["C3"]), PIECE, SHEET.facts, SHEET.words)  # type: ignore[arg-type]


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
    less = {"encourages_harm": "shows_risk"}.get(guard)  # what is the one is the other as well
    others = [other for other in GUARDS if other.__name__ not in (guard, less)]
    assert [other.__name__ for other in others if other(checked(text))] == []


@pytest.mark.parametrize(
    ("guard", "phrase"), [(guard, phrase) for guard, phrases in PHRASES.items() for phrase in phrases]
)
def test_phrases_are_refused(guard: str, phrase: str) -> None:
    """However it is written, and in capitals too."""
    for written in (phrase, phrase.upper()):
        text = f"It was about the offer: {written}, as it stands."
        assert check({"kind": "reframe", "text": text, "cards": ["C3"]}, PIECE, SHEET) == guard


@pytest.mark.parametrize(
    ("guard", "phrase"),
    [(unkind, phrase) for phrase in UNKIND] + [(medical, phrase) for phrase in MEDICAL],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_verdicts_and_medicine_are_seen(guard: Callable[[Checked], bool], phrase: str) -> None:
    """However it is written."""
    assert all(guard(checked(f"It was about the offer: {said}, as it stands.")) for said in (phrase, phrase.upper()))


@pytest.mark.parametrize("phrase", HARM)
def test_harm_is_seen_by_its_own_words(phrase: str) -> None:
    """Also where the safety gate would not hear it."""
    assert guards._HARM.search(f"It was said: {phrase}, as it stands.")


def test_what_is_said_to_a_person_is_heard_from_their_mouth() -> None:
    """Each form of "you", with either apostrophe."""
    said = "You, your list, yours, yourself: you're it, you’re it, you've been, You’ve been. Young."
    heard = "i, my list, mine, myself: i'm it, i'm it, i've been, i've been. Young."
    assert in_their_mouth(said) == heard


@pytest.mark.parametrize("word", NO_NAMES)
def test_capitals_that_are_no_names_pass(word: str) -> None:
    assert not names_somebody(checked(f"It was about the offer and {word} as it stands."))


@pytest.mark.parametrize("word", ["ROISX", "Dana", "Dana's", "Dana’s", "Anna-Lena"])
def test_other_capitals_are_names(word: str) -> None:
    """Five capitals are no abbreviation."""
    assert names_somebody(checked(f"It was about the offer and {word} as it stands."))


def test_a_mark_that_stands_for_nobody_is_a_leak() -> None:
    item = {"kind": "reframe", "text": "It was about [PERSON_7] and the offer as it stands.", "cards": ["C3"]}
    assert check(item, PIECE, SHEET) == "unknown_placeholder"
    assert "unknown_placeholder" in LEAKS


def test_a_mark_is_read_as_somebody() -> None:
    """A phrase that is refused about "them" is refused about whoever a placeholder stands for."""
    names = Placeholders()
    mark = names.of("PERSON", "Dana")
    asked = {"kind": "reframe", "text": f"It was the offer. Write to {mark} in a month.", "cards": ["C3"]}
    told = {"kind": "reframe", "text": f"It was the offer that {mark} said no to.", "cards": ["C3"]}
    assert check(asked, PIECE, SHEET, names) == "contact_not_offered"
    assert isinstance(check(told, PIECE, SHEET, names), Offered)


@pytest.mark.parametrize(
    "text",
    [
        "The bill is due on the day that was agreed.",
        "You came closer to the end of the list.",
        "They were certain to ask about it.",
        "Call the next name on the list.",
        "Write to the office about the offer.",
        "He changed the subject, and it was about the offer.",
        "They keep their word, and remember the offer.",
        "The offer was for e.g. the ones who asked.",
        "It was number # on the list of the day.",
        "A maker of pills may ask about the offer.",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    """Words of a forbidden phrase may stand in another sentence."""
    assert isinstance(check({"kind": "reframe", "text": text, "cards": ["C3"]}, PIECE, SHEET), Offered)


def test_a_heading_is_markup() -> None:
    """A number sign at the very start makes one; later it does not."""
    item = {"kind": "reframe", "text": "# It was about the offer", "cards": ["C3"]}
    assert check(item, PIECE, SHEET) == "markup_or_link"


@pytest.mark.parametrize("phrase", YES_IS_DUE)
def test_a_promise_is_seen_anywhere(phrase: str) -> None:
    """What the evaluation of replies asks: does this text promise a yes?"""
    assert promises_a_yes(f"They say {phrase}.") and not contacts_again(f"They say {phrase}.")


@pytest.mark.parametrize("phrase", CONTACT)
def test_contact_is_seen_anywhere(phrase: str) -> None:
    """What the evaluation of replies asks: does this text ask for contact again?"""
    assert contacts_again(f"They say {phrase}.") and not promises_a_yes(f"They say {phrase}.")


def test_all_citations_of_a_piece_may_be_kept() -> None:
    """All of them or some, in any order; one more that the piece has not is refused."""
    for cards in (["C3", "A1"], ["A1", "C3"], ["A1"]):
        assert isinstance(check({"kind": "reframe", "text": GOOD[3], "cards": cards}, PIECE, SHEET), Offered)
    item = {"kind": "reframe", "text": GOOD[3], "cards": ["C3", "A1", "B2"]}
    assert check(item, PIECE, SHEET) == "wrong_citation"


@pytest.mark.parametrize("brace", ["{", "}"])
def test_a_lone_brace_is_no_fact(brace: str) -> None:
    """A brace that opens or closes nothing is refused: a reader must never see one."""
    item = {"kind": "reframe", "text": f"It was {brace} about the offer that you made.", "cards": ["C3"]}
    assert check(item, PIECE, SHEET) == "unknown_fact"


@pytest.mark.parametrize("word", COMMON.split())
def test_a_common_word_shows_the_language(word: str) -> None:
    """One in eight words is enough, one in nine is not."""
    assert not other_language(checked(f"Haus Baum Wald {word.upper()} Feld Tal Berg See."))
    assert other_language(checked(f"Haus Baum Wald {word} Feld Tal Berg See Meer."))


def test_a_short_text_shows_no_language() -> None:
    """Up to seven words may be names; facts, digits and underscores are no words."""
    seven = "Haus Baum Wald Feld Tal Berg See"
    assert not other_language(checked(f"{seven} {{rejections}} {{rejections:period}} 12 ____."))
    assert other_language(checked(f"{seven} Meer."))
    assert not other_language(checked("{rejections}, {rejections:period}, 12."))


def test_eight_words_of_no_language() -> None:
    """Where nothing says which language it is, one word more decides."""
    seven = "Xob Quz Wum Fid Tas Bir Sed"
    assert not other_language(checked(f"{seven}."))
    assert other_language(checked(f"{seven} Meh."))


def test_a_share_of_common_words_is_enough() -> None:
    """Three in twenty-five."""
    assert not other_language(checked("the offer is for " + "Haus " * 21))
    assert other_language(checked("the offer is for " + "Haus " * 22))


def test_the_same_words_again_and_again() -> None:
    """Four words in a row that were there before, at three places; fewer is how people write."""
    assert looping(checked("the offer was a fair one and THE offer was a fair one"))
    assert not looping(checked("the offer was a fair and yet the offer was a fair one"))
    assert not looping(checked("it was about the offer"))


def test_after_a_leak_a_model_is_not_believed() -> None:
    """Links and talk of prompts are how a reply that was taken over shows."""
    assert {
        "unknown_placeholder", "markup_or_link", "talks_about_itself", "names_somebody", "unkind", "medical",
        "encourages_harm",
    } == LEAKS  # fmt: skip


def test_a_block_that_passed_is_the_models() -> None:
    """It says so, and cites what the model cited; the text and its facts are those that were rendered."""
    block = Block("reframe", "Nine no's.", ["C3", "A1"], ["rejections"])
    shown = accepted(Offered("reframe", "{rejections:unit} in all.", ["C3"]), block)
    assert shown == Block("reframe", "Nine no's.", ["C3"], ["rejections"], "model")


def test_every_guard_has_a_case() -> None:
    """A guard without a test that only it makes fail could be removed unnoticed."""
    assert {guard.__name__ for guard in GUARDS} <= set(BAD) | set(BAD_TEXT)


def test_contact_is_fine_where_the_piece_says_so() -> None:
    """A rewritten follow-up may still speak of following up."""
    piece = Piece("action", "Follow up with the soft ones when the date comes.", ["A10"])
    item = {"kind": "action", "text": "When the date comes, follow up with the soft ones first.", "cards": ["A10"]}
    assert isinstance(check(item, piece, SHEET), Offered)
