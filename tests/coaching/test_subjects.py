"""Subjects: a reply speaks of a rival, a price or a silence where the person did, and says little on little."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.situations import situation, situations

from coach.coaching.composition import Piece
from coach.coaching.hearing import heard
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory, select
from coach.coaching.subjects import NAMED, Subject, subjects_in, subjects_of_line
from coach.evaluation.histories import fold, history
from coach.understanding import language_of
from events.folds.reader import States
from prompts.cards import Deck, load_deck

TODAY = date(2026, 11, 20)
DECKS = {language: load_deck(language) for language in ("en", "de")}
JOURNALS = [fold(history(Random(seed), TODAY)) for seed in range(20)]


def replies(text: str, journals: list[States] = JOURNALS, last: str = "") -> Iterator[list[Piece]]:
    """The pieces of the reply to `text` in each journal."""
    for seed, journal in enumerate(journals):
        reply = f"01a1ff86-df03-77b9-85c4-2bcada8e87{seed:02}"
        yield prepare(text, reply, journal, TODAY, DECKS["en"], Memory(last=last), lambda _: None).pieces


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("subject", sorted(NAMED))
def test_no_card_names_what_nobody_named(subject: Subject, language: str) -> None:
    """Held over every line of every card in every language: a new line needs no label."""
    without = situation(subjects=NAMED - {subject})
    for card in heard(DECKS[language], without, language):
        for line in card.lines:
            assert subject not in subjects_of_line(line.text, language), (card.id, line.text)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("subject", sorted(NAMED))
def test_every_subject_has_a_line(subject: Subject, language: str) -> None:
    """A subject that no line names would hold nothing back."""
    lines = [line.text for card in DECKS[language] for line in card.lines]
    assert any(subject in subjects_of_line(text, language) for text in lines)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They already have a supplier", {"rival", "supplier"}),
        ("two people picked up, one of them laughed at me", set()),
        ("how long do other people search?", set()),
        ("She says it is too expensive", {"price"}),
        ("nobody wrote back", {"silence"}),
        ("four rounds of interviews for that", set()),
        ("they went with a candidate who has more experience", {"rival", "passed_over"}),
        ("he hired his nephew", {"rival", "passed_over"}),
        ("he has to ask his boss", {"boss"}),
        ("my interview is on Thursday", {"ahead"}),
        ("every call a different excuse", {"spread"}),
        ("Die haben schon einen Anbieter", {"rival", "supplier"}),
        ("Das ist ihm zu teuer", {"price"}),
        ("Keiner antwortet mir", {"silence"}),
        ("Sie nehmen einen anderen Bewerber", {"rival", "passed_over"}),
        ("Morgen Vorstellungsgespräch", {"ahead"}),
        ("I want to quit", {"quit"}),
        ("Ich bin so nervös", {"dread"}),
    ],
)
def test_what_a_message_names(text: str, named: set[Subject]) -> None:
    """Words decide, in either language."""
    assert subjects_in(text, language_of(text)) == named


@pytest.mark.parametrize(
    "text",
    [
        "forty-three dials, two people picked up, one of them laughed at me. ok then",
        "how long do other people search? I'm at three months now",
        "did the other side. 2 signed up, 14 said no",
        "Nothing sticks this week",
        "Heute 17 mal telefoniert, 6 Leute dran, alle abgewimmelt. Bin durch",
    ],
)
def test_nobody_hears_of_a_rival_who_spoke_of_none(text: str) -> None:
    """In any journal, also one that is full of them."""
    for pieces in replies(text):
        for piece in pieces:
            if piece.kind != "insight":  # a number of the journal says what it counts
                spoken = subjects_of_line(piece.template, language_of(text))
                assert spoken.isdisjoint({"rival", "supplier"}), piece.template


def test_the_message_before_names_it_too() -> None:
    """ "And what else?" behind a supplier may be answered with the supplier; of what else happened there, nothing."""
    made = prepare(
        "and what else could I say?",
        "01a1ff86-df03-77b9-85c4-2bcada8e8700",
        JOURNALS[0],
        TODAY,
        DECKS["en"],
        Memory(last="they went with another supplier"),
        lambda _: None,
    )
    assert made.situation and {"rival", "supplier"} <= made.situation.subjects
    assert "passed_over" not in made.situation.subjects


@pytest.mark.parametrize(
    "text",
    [
        "Three of them said they just signed with somebody else",
        "He hired his nephew",
        "My biggest client is leaving at the end of the month",
        "Der Stammkunde ist nach acht Jahren zur Konkurrenz gewechselt",
    ],
)
def test_who_was_passed_over_is_not_congratulated(text: str) -> None:
    """Somebody signed, and it was not with them."""
    for pieces in replies(text):
        kinds = [piece.kind for piece in pieces]
        assert "validation" in kinds
        assert not any(word in piece.template for piece in pieces for word in ("good news", "Gute Nachricht"))
        assert all("A23" not in piece.cards or piece.kind != "validation" for piece in pieces)


@pytest.mark.parametrize(
    "text",
    [
        "Second interview tomorrow, I'm terrified I'll blank again",
        "Hab Angst vor dem Gespräch am Mittwoch",
        "Übermorgen zweites Gespräch, mir ist jetzt schon schlecht",
        "The lead investor wants to see the numbers on Friday and I feel sick",
    ],
)
def test_who_dreads_a_talk_hears_of_that_talk(text: str) -> None:
    """A word for the nerves and one step for the talk, and nothing about a list, a buyer or a rest day."""
    for pieces in replies(text):
        assert [(piece.kind, piece.cards) for piece in pieces] == [("validation", ["A5"]), ("action", ["B13"])]


@pytest.mark.parametrize(
    "text",
    [
        "BOOKED TWO DEMOS TODAY after 3 weeks of nothing",
        "First deal in a month, they signed!",
        "Abschluss! 14.000 Euro, nach drei Monaten hin und her",
        "Frau Seidel hat zugesagt",
        "Closed the flat on Elm St! Mr Okafor signed this afternoon",
    ],
)
def test_what_was_won_is_named_first(text: str) -> None:
    """Before anything else, and without a guess at how it feels."""
    for pieces in replies(text):
        assert pieces[0].kind == "validation"
        assert not any(word in piece.template for piece in pieces for word in (" empty", " small beside", "klein zu"))
        assert sum(piece.kind == "action" for piece in pieces) <= 1


def test_nobody_is_thought_to_leave_who_said_nothing_of_it() -> None:
    """ "Handed in" goes with a notice in other messages; here it is a portfolio."""
    for pieces in replies("Handed in my portfolio and two cover letters today"):
        assert not any("no decision yet" in piece.template for piece in pieces)


def test_work_that_is_told_is_named() -> None:
    """Who says what they did, and nothing of what came of it, hears that it is done, and no verdict on their data."""
    for pieces in replies("applied to 4 today."):
        assert pieces[0].cards == ["A23"] and pieces[0].kind == "validation"
        assert all(piece.kind in ("validation", "insight") for piece in pieces)


@pytest.mark.parametrize(
    "text", ["My quarter review is on Thursday and I'm 40% short", "The new guy is faster than me"]
)
def test_little_is_said_to_what_is_hardly_understood(text: str) -> None:
    """A topic that may be wrong gets one thing to do at most, and no reframe."""
    for pieces in replies(text):
        kinds = [piece.kind for piece in pieces]
        assert "reframe" not in kinds and kinds.count("action") <= 1


def test_who_tells_of_a_no_is_not_sent_to_the_longest_waiting_name() -> None:
    """It may be the one who has just said no."""
    for pieces in replies("Fernbrook passed again. Helen said come back when we have 25 clinics."):
        assert not any("follow-up list" in piece.template for piece in pieces)


# ---------------------------------------------------------------- what contradicts


@settings(max_examples=300, deadline=None)
@given(where=situations(), seed=st.integers(0, 2**32))
def test_no_reply_contradicts_itself(where: object, seed: int) -> None:
    """Cards that say the opposite are never drawn together."""
    deck: Deck = DECKS["en"]
    chosen = select(deck, where, Memory(), Random(seed))  # type: ignore[arg-type]
    drawn = {card.id for cards in chosen.values() for card in cards}
    assert not [(card_id, other) for card_id in drawn for other in deck[card_id].never_with if other in drawn]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("what next? I have follow-ups waiting and I am tired of chasing", "A10", "A9"),
        ("Who should I call back? They keep saying no", "A10", "A9"),
    ],
)
def test_no_number_contradicts_a_card(text: str, first: str, second: str) -> None:
    """Beside follow-ups that are due nobody hears that the chasing is over."""
    for pieces in replies(text):
        said = {card for piece in pieces for card in piece.cards}
        assert not {first, second} <= said


@pytest.mark.parametrize(
    "text",
    [
        "we have five months of cash and I have not told the team",
        "biggest pitch of my life next week, the whole year hangs on it",
        "wir haben noch Geld für fünf Monate, im Team weiß das keiner",
    ],
)
def test_no_deal_is_lost_that_nobody_lost(text: str) -> None:
    """What weighs as much as a large deal is not called one."""
    for pieces in replies(text):
        for piece in pieces:
            assert "lost" not in subjects_of_line(piece.template, language_of(text)), piece.template


@pytest.mark.parametrize(
    "text", ["The big one fell through after six months", "Der große Auftrag ist nach einem halben Jahr geplatzt"]
)
def test_a_lost_deal_is_called_one(text: str) -> None:
    said = [subjects_of_line(piece.template, language_of(text)) for pieces in replies(text) for piece in pieces]
    assert any("lost" in subjects for subjects in said)
