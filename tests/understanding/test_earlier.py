"""An answer of before that is only recalled: what came of it counts, as of the day that is told."""

import pytest

from coach.understanding import language_of, told_in
from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    "text",
    [
        "hey one of those price ones from yesterday just rang back and bought the small package",
        "the guy who said no last week signed after all",
        "one of yesterday's no's came back and signed this morning",
        "the lady who turned me down on friday just called and ordered two",
        "somebody who found it too expensive last week has now bought after all",
        "one who hung up on me yesterday rang back and took the basic plan",
        "the couple that passed last month accepted the offer today",
        "one of my rejections from last week turned into a sale",
        "Petra Lang, who said no in May, has signed after all",
        "a bakery that told me no two weeks ago ordered this morning",
        "a no from tuesday came round and bought it",
        "guy from last week who had no budget ordered three units",
        "she passed on it in june and signed today",
        "he said no last week but today he signed",
        "gestern noch nein, heute hat sie unterschrieben",
        "mein größtes nein des jahres ist jetzt ein ja",
        "eine von den preis absagen von gestern hat gerade angerufen und das kleine paket gekauft",
        "der, der letzte woche nein gesagt hat, hat doch noch unterschrieben",
        "einer von gestern, dem es zu teuer war, hat heute früh bestellt",
        "die kundin die am freitag abgesagt hat, hat eben doch zugesagt",
        "eine der absagen von letzter woche ist jetzt doch ein auftrag",
        "der herr, der gestern aufgelegt hat, rief zurück und hat das kleine paket genommen",
        "aus einem nein von gestern wurde heute ein ja",
        "das ehepaar, das letzten monat abgelehnt hatte, hat heute den vertrag unterschrieben",
        "eine die gestern zu teuer sagte hat heute gekauft",
    ],
)
def test_who_had_said_no_and_buys_is_a_yes_of_today(text: str) -> None:
    """And no no of that other day, whatever its reason was."""
    found = drafted(text)
    assert (found["count"], found["won"]) == (1, 1) and len(found) == (4 if "when" in found else 3)
    assert found.get("when") in {None, "today"}


@pytest.mark.parametrize(
    ("text", "won", "noes"),
    [
        ("two of last week's no's signed today", 2, 0),
        ("3 der absagen von letzter woche haben heute unterschrieben", 3, 0),
        ("12 calls, 3 no's, and the guy who hung up on me last week bought", 1, 3),
        ("12 anrufe, 3 absagen, und der, der letzte woche aufgelegt hat, hat gekauft", 1, 3),
        ("20 calls, 5 no's, 1 who said it was too expensive took the starter package in the end", 1, 5),
    ],
)
def test_it_stands_beside_the_no_s_of_today(text: str, won: int, noes: int) -> None:
    """A yes of theirs is a part of the day."""
    found = drafted(text)
    assert (found["won"], found.get("unstated", 0)) == (won, noes)


@pytest.mark.parametrize(
    "text",
    [
        "one of those price ones from yesterday rang back and said no again",
        "the guy who said no last week still says no",
        "the guy who signed last week said no after all",
        "i hope the guy who said no last week signs after all",
        "i keep thinking about the guy who said no yesterday",
        "she said no yesterday and today she said no again",
        "the guy from last week called and said no",
        "if the one who said no on friday buys i will be happy",
        "der von gestern hat wieder nein gesagt",
        "der, der letzte woche unterschrieben hat, hat doch abgesagt",
        "hoffentlich unterschreibt der, der gestern nein gesagt hat",
        "ich denke dauernd an die kundin, die letzte woche abgesagt hat",
    ],
)
def test_who_had_said_no_and_does_not_buy_is_no_yes(text: str) -> None:
    """Nor is it hoped for, or only thought of."""
    assert "won" not in drafted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Petra Lang, who said no in May, has signed after all", "petra lang"),
        ("petra lang, die im mai nein gesagt hat, hat heute unterschrieben", "petra lang"),
    ],
)
def test_the_name_stays(text: str, name: str) -> None:
    """Whose yes it is is looked for there."""
    assert any(name in words for words in told_in(text, {"won"}, language_of(text)))


@pytest.mark.parametrize(
    "text", ["12 calls, one bought from the competitor", "one who said no yesterday bought next door"]
)
def test_who_bought_from_a_rival_is_no_yes(text: str) -> None:
    """Counted or not."""
    found = drafted(text)
    assert found.get("competitor") == 1 and "won" not in found


@pytest.mark.parametrize(
    "text",
    [
        "the other couple offered asking and the vendor took it, on the phone, in the car park",
        "the buyers offered asking price and the seller accepted",
        "vendor accepted the offer this morning",
        "seller said yes to their offer",
        "offer accepted on elm street",
        "they offered full price and my seller took it",
        "exchanged contracts on the mill house",
        "the owner agreed to sell, our bid was accepted",
        "term sheet. TERM SHEET. 1.5m, lead is a fund in Berlin. I'm shaking",
        "we got a term sheet today",
        "wir haben das term sheet",
        "TERM SHEET ist da!!",
        "das term sheet ist heute gekommen",
        "das angebot wurde angenommen",
        "die verkäufer haben das angebot angenommen",
        "das paar hat den angebotspreis geboten und der eigentümer hat angenommen",
    ],
)
def test_an_accepted_offer_is_a_yes(text: str) -> None:
    """Whoever accepts it: for an agent or a founder that is the deal."""
    found = drafted(text)
    assert (found["count"], found["won"]) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "they offered less than asking and the vendor refused",
        "they offered asking but the vendor went with another buyer",
        "i offered a discount and he took it badly",
        "waiting for the vendor to accept the offer",
        "offer was accepted by another agency",
        "no term sheet yet",
        "term sheet?",
        "what is a term sheet",
        "a term sheet would be nice",
        "they pulled the term sheet",
        "noch kein term sheet",
        "wann kommt das term sheet",
        "ein term sheet wäre schön",
        "der käufer hat weniger geboten und der eigentümer hat abgelehnt",
        "das angebot wurde nicht angenommen",
        "seller accepted another agents offer",
        "der verkäufer hat ein anderes angebot angenommen",
        "the family took the brochure",
        "hat sie unterschrieben?",
        "heute hat sie nicht unterschrieben",
    ],
)
def test_what_nobody_accepted_is_none(text: str) -> None:
    """Refused, awaited, asked about, or gone to somebody else."""
    assert "won" not in drafted(text)
