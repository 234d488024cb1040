"""Addresses, sums and numbers of papers as they are written in many countries."""

import pytest

from coach.privacy import Placeholders, Records, redact


def masked(text: str) -> dict[str, str]:
    """What is masked, with its type."""
    found = redact(text, Records(), Placeholders())
    return {text[span.start : span.end]: span.type for span in found.spans}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dropped keys at 4/27 Wattle Crescent, Brunswick VIC 3056", "4/27 Wattle Crescent, Brunswick VIC 3056"),
        ("Meet at Flat 12, Kestrel House, 40 Mill Road, Leeds", "Flat 12, Kestrel House, 40 Mill Road, Leeds"),
        ("Suite 400, 2210 Birch Avenue, Calgary AB T2P 1B4", "Suite 400, 2210 Birch Avenue, Calgary AB T2P 1B4"),
        ("send to PO Box 1177, Boise ID 83701", "PO Box 1177, Boise ID 83701"),
        ("post it to Private Bag X12, Polokwane 0700", "Private Bag X12, Polokwane 0700"),
        ("it is at Plot 44, Sector 18, Gurugram 122015", "Plot 44, Sector 18, Gurugram 122015"),
        ("owner at House 22, Road 7, Dhanmondi, Dhaka 1205", "House 22, Road 7, Dhanmondi, Dhaka 1205"),
        ("to No. 7 Adeola Close, off Allen Avenue, Ikeja", "No. 7 Adeola Close, off Allen Avenue, Ikeja"),
        ("loja na Travessa do Carmo, 9, r/c", "Travessa do Carmo, 9, r/c"),
        ("apto na Alameda Jaú, 1200, cj. 82, Campinas", "Alameda Jaú, 1200, cj. 82, Campinas"),
        ("kunden bor på Kungsgatan 45, 3 tr, Lund", "Kungsgatan 45, 3 tr, Lund"),
        ("visit Jl. Melati No. 45, Bandung Utara 40115", "Jl. Melati No. 45, Bandung Utara 40115"),
        ("Sie wohnt Am Sonnenhang 4, ruft zurück", "Am Sonnenhang 4"),
        ("spotkanie ul. Długa 12/5, 00-238 Opole", "ul. Długa 12/5, 00-238 Opole"),
    ],
)
def test_addresses_begin_and_end_in_many_ways(text: str, place: str) -> None:
    """With the flat, the plot or the box before, and state, code or the next street behind."""
    assert place in masked(text)


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Termin in der Birkenallee, Familie wartet", "Birkenallee"),
        ("Heute in der Konrad-Zuse-Straße geklingelt, nur Absagen", "Konrad-Zuse-Straße"),
        ("Haustür am Mühlenweg, keiner da", "Mühlenweg"),
        ("Puerta a puerta en la calle Olmedo, tres ventas", "calle Olmedo"),
        ("porte à porte rue Pasteur ce matin, deux ventes", "rue Pasteur"),
    ],
)
def test_a_street_needs_no_number(text: str, street: str) -> None:
    """In German it is a noun like others, elsewhere its kind goes with its name."""
    assert masked(text)[street] == "ADDRESS"


@pytest.mark.parametrize(
    "text",
    [
        "Heute auf dem Parkplatz und in der Einbahnstraße gewartet, am Arbeitsplatz keiner",
        "Vom Umweg am Bahnsteig ist der Kunde genervt",
        "2 bed flat, unit 5 of the training, plot 3 scenarios and level 3 support",
        "7/10 on the call, 3/4 of the deck done",
    ],
)
def test_kinds_of_place_stay(text: str) -> None:
    """Car parks, ways home and numbered parts are no addresses."""
    assert masked(text) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("PO of Rs 12,34,567 came", "PO of [about 1,000,000 INR] came"),
        ("1,20,00,000 rupees in total", "[about 10,000,000 INR] in total"),
        ("habe 320 Tsd. gesagt", "habe [about 500,000] gesagt"),
        ("pris 1 200:- per styck", "pris [about 1,000] per styck"),
        ("nur 12'500.- pro Jahr", "nur [about 10,000] pro Jahr"),
        ("fast 490 T€ mehr", "fast [about 500,000 EUR] mehr"),
        ("450 tkr plus moms", "[about 500,000 KR] plus moms"),
    ],
)
def test_sums_are_grouped_and_marked_in_many_ways(text: str, shown: str) -> None:
    """By lakh and crore, with a stroke for the cents, in thousands."""
    assert redact(text, Records(), Placeholders()).text == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sent Q-771 to them", "Q-771"),
        ("B-9921 is late", "B-9921"),
        ("SO 44817 delayed", "SO 44817"),
        ("WO#2231", "WO#2231"),
    ],
)
def test_papers_have_short_names(text: str, number: str) -> None:
    """A letter or two and a number of three figures."""
    assert masked(text)[number] == "DEAL_ID"


def test_quarters_and_years_are_no_papers() -> None:
    """Nor are halves, norms and illnesses."""
    assert masked("Q-3 and H-2026 look good, RFP 2027 too, in spite of COVID-19 and ISO-9001") == {}
