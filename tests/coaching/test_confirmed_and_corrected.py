"""Confirmed and corrected: what follows a draft changes that draft or points to it, and never makes a second one."""

from random import Random

import pytest
from msgspec import structs

from coach.coaching.past import PastReply, memory_of
from coach.coaching.preparation import prepare
from coach.contracts import Reply
from coach.evaluation.histories import fold, history
from events.ids import new_id
from prompts.cards import load_deck
from tests.coaching.test_second_turns import NOW, TODAY, talk


@pytest.mark.parametrize(
    ("told", "order", "said"),
    [
        ("12 calls, 9 no's", "yes put it in", "Here it is"),
        ("12 calls, 9 no's", "that's right, save it", "Here it is"),
        ("12 calls, 9 no's", "looks good, add it", "Here it is"),
        ("12 Anrufe, 9 Absagen", "passt so, bitte eintragen", "Hier ist es"),
        ("12 Anrufe, 9 Absagen", "Ja, das stimmt so. Kannst du eintragen?", "Hier ist es"),
        ("12 Anrufe, 9 Absagen", "genau, trag ein", "Hier ist es"),
        ("12 Anrufe, 9 Absagen", "ja, rein damit", "Hier ist es"),
        ("12 Anrufe, 9 Absagen", "ja bitte", "Hier ist es"),
        ("12 calls, 9 no's", "yes please", "Here it is"),
        ("12 calls, 9 no's", "yeah go on then", "Here it is"),
        ("12 calls, 9 no's", "fine, log it like that", "Here it is"),
        ("12 Anrufe, 9 Absagen", "ja mach so", "Hier ist es"),
        ("12 Anrufe, 9 Absagen", "passt so, rein damit", "Hier ist es"),
        ("3 calls, all said we already have someone", "yes log the three calls", "Here it is"),
        ("12 calls, 9 no's", "log the no's", "Here it is"),
        ("12 calls, 9 no's", "log them all", "Here it is"),
        ("3 Anrufe, alle haben schon jemanden", "ja trag die drei Anrufe ein", "Hier ist es"),
    ],
)
def test_who_says_yes_is_shown_the_draft(told: str, order: str, said: str) -> None:
    """One line with the draft of the turn before, and no advice."""
    first, second = talk(told, order)
    assert second.drafts == first.drafts
    assert second.before[0].text.startswith(said) and len(second.before) == 1 and not second.pieces


def test_another_number_is_another_day() -> None:
    """Who orders to log a number that no draft has tells something new."""
    first, second = talk("3 calls, all said we already have someone", "yes log the five calls")
    assert [(entry.count, entry.entry_id == first.drafts[0].entry_id) for entry in second.drafts] == [(5, False)]


def test_what_is_logged_is_said_to_be() -> None:
    """Who has confirmed it already has nothing left to do."""
    states = fold(history(Random(3), TODAY))
    (first,) = talk("12 calls, 9 no's", states=states)
    logged = structs.replace(first.drafts[0], entry_id=next(iter(states.entries.recent)))
    reply = Reply("r", "rules", 0, [], [], [], [logged], None, "")
    past = [PastReply("12 calls, 9 no's", reply, NOW, {})]
    memory = memory_of(states, past, NOW)
    second = prepare("yes put it in", new_id(), states, TODAY, load_deck(), memory, lambda _: None)
    assert not second.drafts and second.before[0].text.startswith("That is in your journal")


@pytest.mark.parametrize(
    ("told", "said", "noes"),
    [
        (
            "20 calls, 6 no's, four too expensive",
            "hang on, three too expensive, the fourth already has a supplier",
            {"price": 3, "competitor": 1, "unstated": 2},
        ),
        (
            "30 Anrufe, 8 Absagen, fünf zu teuer",
            "stopp, vier zu teuer, einer wollte erst im März",
            {"price": 4, "timing": 1, "unstated": 3},
        ),
        ("18 no's so far", "no wait, it was 19 not 18", {"unstated": 19}),
        ("20 calls, 6 no's", "i counted wrong, it was 7 no's", {"unstated": 7}),
        ("18 Absagen bis jetzt", "da hab ich mich vertan, das waren 19", {"unstated": 19}),
        ("heute 25 Anrufe, 8 Absagen", "drei fanden es zu teuer", {"price": 3, "unstated": 5}),
        ("20 calls, 6 no's", "make it 7", {"unstated": 7}),
        ("20 calls, 6 no's", "and one wants a demo on friday", {"unstated": 6, "None": 1}),
        ("25 calls today, 8 no's", "two of them already had somebody", {"competitor": 2, "unstated": 6}),
        (
            "43 mal gewählt heute, 7 Leute dran gehabt, der Rest nein. viermal budget, zwei haben schon was anderes",
            "ach quatsch, budget warens nur drei, einer wollte einfach nicht",
            {"price": 3, "competitor": 2, "unstated": 2},
        ),
        (
            "20 calls, 6 no's. four times budget, two already have something",
            "no wait, price was only three, one said no",
            {"price": 3, "competitor": 2, "unstated": 1},
        ),
        (
            "38 dials 6 pickups. one guy laughed and said good luck, the others no budget till q1",
            "the laughing guy was a hard no, the other five were soft",
            {"timing": 5, "None": 1},
        ),
        (
            "10 Anrufe, 6 Absagen",
            "der Lacher war ein hartes Nein, die anderen fünf waren weich",
            {"unstated": 5, "None": 1},
        ),
    ],
)
def test_a_correction_replaces_the_draft(told: str, said: str, noes: dict[str, int]) -> None:
    """The same entry, with what was said instead, or in more detail."""
    first, second = talk(told, said)
    (entry,) = second.drafts
    assert entry.entry_id == first.drafts[0].entry_id
    assert {str(part.reason): part.count for part in entry.outcomes} == noes


@pytest.mark.parametrize("between", ["I am so tired of this", "thanks"])
def test_a_slip_is_set_right_later_too(between: str) -> None:
    """What was said in between leaves the draft where it is."""
    first, _, third = talk("18 no's so far", between, "I miscounted, it was 19")
    assert third.drafts[0].entry_id == first.drafts[0].entry_id and third.drafts[0].label == "19 no's"


@pytest.mark.parametrize("said", ["hab mich gestern verzählt, das waren 19 Absagen", "sorry, it was 19 no's, not 18"])
def test_a_slip_in_the_journal_is_taken_back_there(said: str) -> None:
    """Without a draft to correct there is no second entry, but a word on how to set it right."""
    (reply,) = talk(said)
    assert not reply.drafts and ("Undo" in reply.before[0].text or "Rückgängig" in reply.before[0].text)


@pytest.mark.parametrize(
    ("told", "said", "label"),
    [
        ("3 viewings, 1 sale", "commission should come to about 7,400. put that in too", "1 yes (7,400)"),
        ("3 viewings, 1 sale", "the fee is $3,200, add that too", "1 yes (3,200)"),
        ("heute 3 Besichtigungen und 1 Zusage", "Provision macht 7.400 Euro, trag das auch ein", "1 Zusage (7.400)"),
    ],
)
def test_an_amount_stands_beside_its_yes(told: str, said: str, label: str) -> None:
    """In the draft of the turn before, and its label says so."""
    first, second = talk(told, said)
    assert [entry.entry_id for entry in second.drafts] == [entry.entry_id for entry in first.drafts]
    assert second.drafts[0].label.endswith(label)
    assert [part.amount for part in second.drafts[0].outcomes if part.outcome == "won"] != [None]


@pytest.mark.parametrize(
    ("told", "said", "note"),
    [
        ("12 calls, 2 no's", "the commission is 3,200, put that in too", "no amount"),
        ("12 calls, 3 sales", "the commission is 3,200. put that in too", "no amount"),
        ("12 calls, 1 sale", "put the commission in too", "no amount"),
        ("12 Anrufe, 2 Absagen", "die Provision liegt bei 18.400 Euro. trag das auch ein", "kein Betrag"),
    ],
)
def test_an_amount_without_a_place_is_said_to_be_left_out(told: str, said: str, note: str) -> None:
    """The draft stays as it was, and nobody is told that the amount is in it."""
    first, second = talk(told, said)
    assert second.drafts == first.drafts and note in second.before[0].text


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("can you take out what i put in yesterday, i mixed up the numbers", "Undo"),
        ("delete the entry from friday please, it was wrong", "Undo"),
        ("kannst du das von gestern wieder rausnehmen, ich hab die zahlen verwechselt", "Rückgängig"),
        ("lösch den letzten eintrag bitte", "Rückgängig"),
    ],
)
def test_how_to_take_out_what_is_in_the_journal(said: str, note: str) -> None:
    """The reply changes nothing and says where that is done."""
    (reply,) = talk(said)
    assert note in reply.before[0].text and not reply.drafts and not reply.pieces
