"""Each layer of redaction by itself: what it masks, what it leaves, and how it says so."""

import pytest

from coach.contracts import KnownInput, Prospect
from coach.privacy import Placeholders, Records, redact
from coach.privacy.edits import distance
from coach.privacy.money import bucket


def masked(text: str, contact: str = "", company: str = "", language: str | None = None) -> dict[str, str]:
    """What is masked, with its type."""
    found = redact(text, Records.of_one(KnownInput(contact, company)), Placeholders(), language=language)
    return {text[span.start : span.end]: span.type for span in found.spans}


@pytest.mark.parametrize(
    ("text", "contact", "company", "words"),
    [
        ("spoke w maria again", "Maria Lopez", "", "maria"),
        ("LOPEZ IS A NO", "María López", "", "LOPEZ"),
        ("Lopez’s team is small", "Maria Lopez", "", "Lopez"),
        ("Brandls Kollege war da", "Torsten Brandl", "", "Brandls"),
        ("asked b. hollis for a referral", "Beatrice Hollis", "", "b. hollis"),
        ("no reply from theresa m. yet", "Theresa Moss", "", "theresa m."),
        ("CJ hates cold calls", "Christopher Johnson", "", "CJ"),
        ("bob hung up on me", "Robert Martinez", "", "bob"),
        ("pepe dice que no", "José García", "", "pepe"),
        ("mueller meldet sich nicht", "Karl Müller", "", "mueller"),
        ("marialopez wrote back", "Maria Lopez", "", "marialopez"),
        ("martinze wants a discount", "Robert Martinez", "", "martinze"),
        ("lost papadopoulso to nobody", "Dimitra Papadopoulou", "", "papadopoulso"),
        ("AcmeGmbH is a no", "", "Acme GmbH", "AcmeGmbH"),
        ("acme said no", "", "Acme Holding Inc.", "acme"),
        ("gulfstar wants more", "", "Gulf Star Trading LLC", "gulfstar"),
        ("maple and main passed", "", "Maple & Main", "maple and main"),
        ("GM said no", "", "General Motors", "GM"),
    ],
)
def test_known_names_are_masked(text: str, contact: str, company: str, words: str) -> None:
    """Whatever way a note calls them."""
    assert words in masked(text, contact, company)


def test_a_whole_name_on_record_is_no_doubt() -> None:
    """Though nothing around the word says that a person is meant; it is restored as that person."""
    text = "Big Sky said no, so did Loop"
    doubt = redact(text, Records(), Placeholders()).spans[-1]
    assert (text[doubt.start : doubt.end], doubt.doubtful) == ("Loop", True)
    placeholders = Placeholders()
    sure = redact(text, Records.of_one(KnownInput(contact="Loop")), placeholders).spans[-1]
    assert (sure.type, sure.doubtful, sure.start, sure.end) == ("PERSON", False, doubt.start, doubt.end)
    assert "person:one" in placeholders.entries


@pytest.mark.parametrize(
    ("text", "contact", "masks"),
    [
        ("Will said he will think about it", "Will Price", ["Will"]),
        ("the price is too high, will call back", "Will Price", []),
        ("May told me to try again in May", "May Chen", ["May"]),
        ("mark said mark it as lost", "Mark Osei", ["mark"]),
        ("got a grant from the state", "Keisha Grant", []),
        ("Rich thinks our product is rich in features", "Rich Tanaka", ["Rich"]),
        ("Heike will im Sommer noch mal sprechen", "Heike Sommer", ["Heike"]),
        ("Der Koch war nicht da, das Angebot liegt vor", "Anna Koch", []),
    ],
)
def test_names_that_are_words_need_evidence(text: str, contact: str, masks: list[str]) -> None:
    """The everyday word stays, the name goes."""
    assert list(masked(text, contact)) == masks


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("write maria.x at acme dot de please", "EMAIL", "maria.x at acme dot de"),
        ("mail jürgen@müller-bau.de", "EMAIL", "jürgen@müller-bau.de"),
        ("Tel. 089/4455667 am Vormittag", "PHONE", "089/4455667"),
        ("call 678.555.0178 after six", "PHONE", "678.555.0178"),
        ("see nordlys.dk/om-os for more", "URL", "nordlys.dk/om-os"),
        ("ig: klausix_88 answered", "HANDLE", "klausix_88"),
        ("ticket ACME-2231 is open", "DEAL_ID", "ACME-2231"),
        ("deal #4411 stalled", "DEAL_ID", "#4411"),
        ("pay to DE89 3704 0044 0532 0130 00 please", "ACCOUNT", "DE89 3704 0044 0532 0130 00"),
        ("she was born on 12.03.1984 she said", "BIRTH_DATE", "12.03.1984"),
        ("at 22 Oak Hill Dr, Suite 3, Plano, TX 75024. shut", "ADDRESS", "22 Oak Hill Dr, Suite 3, Plano, TX 75024"),
        ("Büro: Lindenstraße 14, 10969 Berlin. Zu.", "ADDRESS", "Lindenstraße 14, 10969 Berlin"),
        ("his wife Carla runs the books", "PERSON", "Carla"),
        ("contract with Qorvex until June", "COMPETITOR", "Qorvex"),
        ("lost to HubSpot on price", "COMPETITOR", "HubSpot"),
    ],
)  # fmt: skip
def test_forms_and_cues_are_masked(text: str, kind: str, words: str) -> None:
    """Known to no record, told by form or by what stands around it."""
    assert masked(text).get(words) == kind


@pytest.mark.parametrize(
    "text",
    [
        "12 calls today, 9 no's, most said too expensive. I feel useless.",
        "They want 20% off and a pilot in March, follow up 04/02 at 10:30.",
        "Budget is frozen until Q3 2027, the CFO decides in two weeks.",
        "Sent the deck by email on Tuesday, talk on Zoom or Teams next week",
        "Kein Budget, im September wieder melden, Vertragsverlängerung steht an.",
        "Der Geschäftsführer entscheidet nach dem Terminvereinbarungsgespräch",
        "no tiene presupuesto este año, llamar después del verano",
        "pas de budget cette année, à relancer en septembre",
        "det er for dyrt, ring igen efter sommerferien",
        "troppo caro, richiamare a maggio dopo le ferie",
        "te duur, bel terug in september",
        "achou caro, pediu para ligar em março",
        "HARD NO. THEY HUNG UP ON ME TWICE",
        "they sayed no agian, im tierd of this",
        "A German client in the UK wants GDPR papers from our CRM",
    ],
)
def test_a_note_without_names_stays_whole(text: str) -> None:
    """Counts, dates, months, percentages, tools and countries are left for the coach to read."""
    assert masked(text) == {}


def test_doubt_is_flagged_and_can_be_lifted() -> None:
    """A word that nothing explains is masked with a flag; the person may let it through, and nothing else."""
    text = "the Zorblax demo was ok, mail me@x.de"
    first, second = redact(text, Records(), Placeholders()).spans
    assert (first.doubtful, second.doubtful) == (True, False)
    freed = redact(text, Records(), Placeholders(), unmasked=frozenset({"zorblax", "me@x.de"}))
    assert freed.text == "the Zorblax demo was ok, mail [EMAIL_1]"


def test_money_keeps_its_size_only() -> None:
    """The exact figure is gone, the size is near enough to coach on."""
    found = redact("quote was $48,300, they have 6k EUR a year", Records(), Placeholders())
    assert found.text == "quote was [about 50,000 USD], they have [about 5,000 EUR] a year"
    assert bucket(140_000, "") == "[about 100,000]"


def test_whoever_is_called_the_same_is_one_mark() -> None:
    """Two contacts with the same first name cannot be told apart by it; with the full name they are."""
    people = [
        Prospect(str(n), name, "", "", "", "", "", "", []) for n, name in enumerate(("Maria Lopez", "Maria Kern"))
    ]
    held = Placeholders()
    assert (
        redact("maria and Maria Kern and maria", Records(people), held).text
        == "[PERSON_1] and [PERSON_1] and [PERSON_1]"
    )


def test_own_names_are_known_too() -> None:
    """The person's own name, team mates and company are names like others."""
    records = Records(names=["Dana Whitlock"], companies=["Sunpeak Oy"])
    assert redact("dana from sunpeak called", records, Placeholders()).text == "[PERSON_1] from [COMPANY_1] called"


def test_edits_are_counted_as_people_make_them() -> None:
    """Two neighbours that changed places are one slip; beyond the limit nothing is counted on."""
    assert distance("martinze", "martinez", 2) == 1
    assert distance("hollis", "holis", 1) == 1
    assert distance("abcdef", "ghijkl", 1) == 2
