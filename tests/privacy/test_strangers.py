"""What notes by other hands taught: initials, sums, addresses, mails, firms and cues of many countries."""

import pytest

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, redact


def masked(text: str, contact: str = "", company: str = "") -> dict[str, str]:
    """What is masked, with its type."""
    found = redact(text, Records.of_one(KnownInput(contact, company)), Placeholders())
    return {text[span.start : span.end]: span.type for span in found.spans}


@pytest.mark.parametrize(
    ("text", "contact", "words"),
    [
        ("torben h wants a copy of the quote", "Torben Hald", "torben h"),
        ("Hazel R asked for a sample", "Hazel Ruiz", "Hazel R"),
        ("sent it to Bruno K yesterday", "", "Bruno K"),
        ("asked T Whitcombe for the plans", "", "T Whitcombe"),
        ("iggy says it can wait", "Ignazio Bellomo", "iggy"),
        ("anders grilled me about the security", "Anders Holmgaard", "anders"),
        ("no news. summer also asked for a discount", "Summer Blake", "summer"),
        ("Faith presents the plan to her board", "Faith Odum", "Faith"),
        ("TK from the depot wants a call", "Tilda Krone", "TK"),
        ("Ihre Tante Cem ist dran", "", "Cem"),
        ("Imke hat aufgelegt", "", "Imke"),
        ("Dodo fragt nach Rabatt", "", "Dodo"),
        ("parlato con il socio: dott. Lo Bianco", "", "Lo Bianco"),
        ("thanks, it is too dear for us. Bye.\nB.", "", "B."),
    ],
)
def test_people_are_masked(text: str, contact: str, words: str) -> None:
    """With their initials, by pet names, and where only the verb or the role says that somebody is meant."""
    assert masked(text, contact)[words] == "PERSON"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("plan B is ready, ask in 2 days", ""),
        ("in summer they also close early", "Summer Blake"),
        ("we hope this will close", "Hope Nyland"),
        ("Kundin fragt nach Rabatt, Filialleitung will mehr", ""),
        ("the team size is 12 and they sell spa days", ""),
    ],
)
def test_ordinary_words_stay(text: str, contact: str) -> None:
    """The same words where nobody is meant."""
    assert masked(text, contact) == {}


def test_a_word_behind_a_name_is_no_initial() -> None:
    """Neither "u" for "you", nor the "I" of the next clause, nor a Spanish "y"."""
    assert list(masked("saw Bruno I think", "Bruno Kern")) == ["Bruno"]
    assert list(masked("bruno u know is out", "Bruno Kern")) == ["bruno"]
    assert "bruno y" not in masked("bruno y su equipo quieren pensar", "Bruno Kern")


@pytest.mark.parametrize(
    ("text", "sum_", "shown"),
    [
        ("signs up to R250k alone", "R250k", "[about 200,000 ZAR]"),
        ("they owe NZ$4,200 since May", "NZ$4,200", "[about 5,000 NZD]"),
        ("debe Gs. 12.000.000 al banco", "Gs. 12.000.000", "[about 10,000,000 PYG]"),
        ("piden Q8,750 por todo", "Q8,750", "[about 10,000 GTQ]"),
        ("budget is 1.500 lei", "1.500 lei", "[about 2,000 RON]"),
        ("costs Rs 3 lakh", "Rs 3 lakh", "[about 200,000 INR]"),
        ("Umsatz etwa T€ 40 mehr", "T€ 40", "[about 50,000 EUR]"),
        ("kostet 90 € im Monat", "90 €", "[about 100 EUR]"),
    ],
)
def test_sums_of_many_countries(text: str, sum_: str, shown: str) -> None:
    """The sign before or behind; what follows ("im Monat") stays."""
    found = redact(text, Records(), Placeholders())
    assert masked(text)[sum_] == "MONEY"
    assert shown in found.text


@pytest.mark.parametrize(
    "text",
    [
        "Q3 and Q2 2026 look good",
        "model R2 of R2024",
        "a 6 ft desk",
        "won 3 deals",
        "call Fr 14:00 again",
        "lost 12 leads",
    ],
)
def test_what_only_looks_like_a_sum(text: str) -> None:
    """Quarters, years, feet and times."""
    assert "MONEY" not in masked(text).values()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("visit 9 Harbour Parade, Margate CT9 1AB, ring twice", "9 Harbour Parade, Margate CT9 1AB"),
        ("ship to 3104 Juniper Ave, Dayton OH 45402", "3104 Juniper Ave, Dayton OH 45402"),
        ("cita en Calle Alameda 221, 4º C, Salta. llevar muestras", "Calle Alameda 221, 4º C, Salta"),
        ("morada Rua dos Moinhos 8, 3.º Dto, Évora", "Rua dos Moinhos 8, 3.º Dto, Évora"),
        ("at 8 Alder Mews, Flat 2, Leeds LS1 4AB", "8 Alder Mews, Flat 2, Leeds LS1 4AB"),
        ("oficina en Carrera 9 No. 41-12, Cali", "Carrera 9 No. 41-12, Cali"),
        ("meet at 22 acacia avenue tomorrow", "22 acacia avenue"),
    ],
)
def test_addresses_of_many_countries(text: str, place: str) -> None:
    """With flat, floor and city, and in small letters."""
    assert masked(text)[place] == "ADDRESS"


def test_numbers_that_are_no_addresses() -> None:
    """A number before ordinary words, a way down the road, a time."""
    assert masked("12 mins down the road, at 10:30 on the third floor") == {}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mandar a ltovar arroba molinoazul punto gt", "ltovar arroba molinoazul punto gt"),
        ("scrivi a neri chiocciola studio trattino verdi punto it", "neri chiocciola studio trattino verdi punto it"),
        ("write bob dot hale at kesterly dot co dot uk", "bob dot hale at kesterly dot co dot uk"),
    ],
)
def test_mails_spelt_out(text: str, address: str) -> None:
    """In other languages, with any country's ending."""
    assert masked(text)[address] == "EMAIL"


@pytest.mark.parametrize("text", ["meet at noon. no problem", "look at that point to start"])
def test_what_only_sounds_like_a_mail(text: str) -> None:
    """An "at" with a full stop or a "point" behind it."""
    assert masked(text) == {}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("met Selma of Orlakaya Boats A.Ş. today", "Orlakaya Boats A.Ş."),
        ("offer from Nordfjell Data Sp. z o.o. came", "Nordfjell Data Sp. z o.o."),
        ("spoke with Kvistrup ApS about it", "Kvistrup ApS"),
        ("Brightwater (Pty) Ltd owes us", "Brightwater (Pty) Ltd"),
        ("Kunde Hartl Bau GmbH & Co. KG will mehr", "Hartl Bau GmbH & Co. KG"),
        ("er kommt von Wasserwerke Rodenbach und kennt uns", "Wasserwerke Rodenbach"),
    ],
)
def test_firms_of_many_countries(text: str, firm: str) -> None:
    """With their legal form, or with what they are before a place."""
    assert firm in masked(text)


def test_words_of_mail_heads_stay() -> None:
    """They have capitals and name nobody."""
    assert masked("Cordialement") == masked("Betreff: AW: Angebot") == {}
